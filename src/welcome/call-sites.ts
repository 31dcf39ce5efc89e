/** The listed call sites, in browsers that let the user withhold them. */
export interface CallSites {
  /** Match patterns of those that captions may not work on. */
  missing(): Promise<string[]>;
  /** Asks for them all. To be called within a click, before anything is awaited. */
  request(): Promise<boolean>;
  /** Told when permissions change; answers how to stop. */
  subscribe(listener: () => void): () => void;
}

interface ListenerList {
  addListener(listener: () => void): void;
  removeListener(listener: () => void): void;
}
/** What of the browser's permissions is used. */
export interface PermissionsApi {
  contains(permissions: { origins: string[] }): Promise<boolean>;
  request(permissions: { origins: string[] }): Promise<boolean>;
  onAdded: ListenerList;
  onRemoved: ListenerList;
}

/**
 * @param listed match patterns of the manifest's content scripts; none where they cannot be withheld
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
      const heard = (): void => listener();
      api.onAdded.addListener(heard);
      api.onRemoved.addListener(heard);
      return () => {
        api.onAdded.removeListener(heard);
        api.onRemoved.removeListener(heard);
      };
    },
  };
}

/** The listed sites of a manifest that can be withheld: in Firefox, which has no service worker. */
export function withholdable(manifest: {
  background?: object | undefined;
  content_scripts?: { matches?: string[] | undefined }[] | undefined;
}): string[] {
  if (!manifest.background || 'service_worker' in manifest.background) return [];
  return [...new Set((manifest.content_scripts ?? []).flatMap(({ matches = [] }) => matches))];
}
