import { ProblemError } from '../messaging/problems.ts';
import { keptTranscriptPrefix } from '../messaging/protocol.ts';
import type { OtherTraces } from './services.ts';

export interface TraceParts {
  /** `browser.storage.local`. */
  local: { get(): Promise<Record<string, unknown>>; clear(): Promise<void> };
  /** localStorage of the extension's origin: the self-test's result lies there. */
  page: Pick<Storage, 'length' | 'clear'>;
  /** Has the background delete the transcripts of all tabs. */
  forgetTranscripts(): Promise<unknown>;
}

/** What is kept beside the packs. Both stores hold nothing but the extension's own. */
export function createTraces({ local, page, forgetTranscripts }: TraceParts): OtherTraces {
  return {
    async clear() {
      try {
        // First: the background would write the kept one of an open tab again otherwise.
        if ((await forgetTranscripts()) !== true) throw new Error('transcripts stayed');
        await local.clear();
        page.clear();
      } catch (error) {
        throw new ProblemError('storage-failed', String(error), { cause: error });
      }
    },
    async count() {
      const keys = Object.keys(await local.get());
      const transcripts = keys.filter((key) => key.startsWith(keptTranscriptPrefix)).length;
      return { settings: keys.length - transcripts, selfTests: page.length, transcripts };
    },
  };
}
