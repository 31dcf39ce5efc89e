import type { PageMessage } from '../../messaging/protocol.ts';
import type { GrantedSites } from '../services/types.ts';

/** The part of `browser.permissions` that is used. */
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
 * @param listed match patterns of the manifest's content scripts and host permissions, which the
 *   user has not granted here and cannot remove
 */
export function createGrantedSites(
  api: PermissionsApi,
  listed: readonly string[],
  send: (message: PageMessage) => Promise<unknown>,
): GrantedSites {
  const fixed = new Set(listed);
  // The background also listens to permissions itself; the message makes sure of it.
  const notify = (): Promise<unknown> => send({ type: 'sites-changed' }).catch(() => undefined);
  return {
    listed: [...fixed],
    async granted() {
      const { origins = [] } = await api.getAll();
      return origins.filter((origin) => !fixed.has(origin)).sort();
    },
    request(pattern) {
      // Await nothing before this: the browser asks the user only within the click.
      const answer = api.request({ origins: [pattern] });
      return answer.then(async (granted) => {
        if (granted) await notify();
        return granted;
      });
    },
    async remove(pattern) {
      await api.remove({ origins: [pattern] });
      await notify();
    },
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
