/** The listed call sites, in browsers where the user may withhold them. */
export interface CallSites {
  /** Match patterns of the sites that are not allowed. */
  missing(): Promise<string[]>;
  /** Asks the user to allow them all. Must be called within a click, before anything is awaited. */
  request(): Promise<boolean>;
  /** Calls the listener when permissions change. @returns ends the subscription */
  subscribe(listener: () => void): () => void;
}

interface ListenerList {
  addListener(listener: () => void): void;
  removeListener(listener: () => void): void;
}
/** The part of `browser.permissions` that is used. */
export interface PermissionsApi {
  contains(permissions: { origins: string[] }): Promise<boolean>;
  request(permissions: { origins: string[] }): Promise<boolean>;
  onAdded: ListenerList;
  onRemoved: ListenerList;
}

/**
 * @param listed match patterns of the manifest's content scripts; empty if they cannot be withheld
 */
export function createCallSites(api: PermissionsApi, listed: readonly string[]): CallSites {
  return {
    async missing() {
      const granted = await Promise.all(
        listed.map((pattern) => api.contains({ origins: [pattern] })),
      );
      return listed.filter((_, i) => !granted[i]);
    },
    request: () => api.request({ origins: [...listed] }),
    subscribe(listener) {
      const onChange = (): void => listener();
      api.onAdded.addListener(onChange);
      api.onRemoved.addListener(onChange);
      return () => {
        api.onAdded.removeListener(onChange);
        api.onRemoved.removeListener(onChange);
      };
    },
  };
}

/**
 * The listed sites of a manifest if they can be withheld, as in Firefox, which has no service
 * worker.
 */
export function withholdable(manifest: {
  background?: object | undefined;
  content_scripts?: { matches?: string[] | undefined }[] | undefined;
}): string[] {
  if (!manifest.background || 'service_worker' in manifest.background) return [];
  return [...new Set((manifest.content_scripts ?? []).flatMap(({ matches = [] }) => matches))];
}
