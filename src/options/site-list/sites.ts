import type { PageMessage } from '../../messaging/protocol.ts';
import type { GrantedSites } from '../services.ts';

/** What of the browser's permissions is used. */
export interface PermissionsApi {
  getAll(): Promise<{ origins?: string[] | undefined }>;
  request(permissions: { origins: string[] }): Promise<boolean>;
  remove(permissions: { origins: string[] }): Promise<boolean>;
  onAdded: ListenerList;
  onRemoved: ListenerList;
}
interface ListenerList {
  addListener(listener: () => void): void;
  removeListener(listener: () => void): void;
}

/**
 * @param listed match patterns of the manifest's content scripts and its own host permissions: no
 *   user granted those, and none can be taken back
 */
export function createGrantedSites(
  api: PermissionsApi,
  listed: readonly string[],
  send: (message: PageMessage) => Promise<unknown>,
): GrantedSites {
  const fixed = new Set(listed);
  // The background follows permissions by itself; asking makes sure of it when it slept.
  const tell = (): Promise<unknown> => send({ type: 'sites-changed' }).catch(() => undefined);
  return {
    listed: [...fixed],
    async granted() {
      const { origins = [] } = await api.getAll();
      return origins.filter((origin) => !fixed.has(origin)).sort();
    },
    request(pattern) {
      // Asked first of all: the browser asks only within the click.
      const answer = api.request({ origins: [pattern] });
      return answer.then(async (granted) => {
        if (granted) await tell();
        return granted;
      });
    },
    async remove(pattern) {
      await api.remove({ origins: [pattern] });
      await tell();
    },
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
