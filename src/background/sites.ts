/**
 * "Allow and reload": content scripts for sites that the user has granted beyond the listed call
 * sites. They are checked at every start, because registrations do not survive an update, and
 * follow the permissions: revoked sites are unregistered.
 */

export interface RegisteredScript {
  id: string;
  matches: string[];
  js: string[];
  runAt: 'document_start';
  world: 'MAIN' | 'ISOLATED';
  allFrames: boolean;
  matchOriginAsFallback: boolean;
  persistAcrossSessions: boolean;
}

export interface SitesApi {
  /** Origins that are granted now, as match patterns. */
  grantedOrigins(): Promise<string[]>;
  /** Match patterns of the manifest's own content scripts. */
  listedOrigins(): string[];
  registered(): Promise<{ id: string; matches?: string[] | undefined }[]>;
  register(scripts: RegisteredScript[]): Promise<void>;
  unregister(ids: string[]): Promise<void>;
}

const scripts = [
  { id: 'granted-tap', js: ['tap.js'], world: 'MAIN' },
  { id: 'granted-content', js: ['content.js'], world: 'ISOLATED' },
] as const;

/**
 * Makes the registered content scripts match the granted permissions. Registrations that are right
 * already are left alone: a page that loads between unregistering and registering gets no script.
 *
 * @returns the granted sites beyond the listed ones, as match patterns
 */
export async function syncSites(api: SitesApi): Promise<string[]> {
  const listed = new Set(api.listedOrigins());
  const matches = (await api.grantedOrigins()).filter((origin) => !listed.has(origin)).sort();
  const ids = new Set<string>(scripts.map((script) => script.id));
  const old = (await api.registered()).filter((script) => ids.has(script.id));
  const same = (script: { matches?: string[] | undefined }): boolean =>
    [...(script.matches ?? [])].sort().join() === matches.join();
  if (matches.length > 0 && old.length === ids.size && old.every(same)) return matches;
  if (old.length > 0) await api.unregister(old.map((script) => script.id));
  if (matches.length === 0) return [];
  await api.register(
    scripts.map((script) => ({
      id: script.id,
      js: [...script.js],
      world: script.world,
      matches,
      runAt: 'document_start',
      allFrames: true,
      matchOriginAsFallback: true,
      persistAcrossSessions: false,
    })),
  );
  return matches;
}

/**
 * Runs `syncSites` one call after the other: overlapping calls would register the same id twice.
 */
export function createSiteSync(api: SitesApi): () => Promise<string[]> {
  let queue: Promise<unknown> = Promise.resolve();
  return () => {
    const result = queue.then(() => syncSites(api));
    queue = result.catch(() => undefined);
    return result;
  };
}
