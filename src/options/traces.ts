import { ProblemError } from '../messaging/problems.ts';
import type { OtherTraces } from './services.ts';

export interface TraceParts {
  /** `browser.storage.local`. */
  local: { get(): Promise<Record<string, unknown>>; clear(): Promise<void> };
  /** localStorage of the extension's origin: the self-test's result lies there. */
  page: Pick<Storage, 'length' | 'clear'>;
}

/** What is kept beside the packs. Both stores hold nothing but the extension's own. */
export function createTraces({ local, page }: TraceParts): OtherTraces {
  return {
    async clear() {
      try {
        await local.clear();
        page.clear();
      } catch (error) {
        throw new ProblemError('storage-failed', String(error), { cause: error });
      }
    },
    async count() {
      return { settings: Object.keys(await local.get()).length, selfTests: page.length };
    },
  };
}
