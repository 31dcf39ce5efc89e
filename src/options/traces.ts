import * as v from 'valibot';
import { ProblemError } from '../messaging/problems.ts';
import { KeptTranscripts } from '../messaging/protocol.ts';
import type { OtherTraces } from './services.ts';

export interface TraceParts {
  /** `browser.storage.local`. */
  local: { get(): Promise<Record<string, unknown>>; clear(): Promise<void> };
  /** localStorage of the extension's origin: the self-test's result lies there. */
  page: Pick<Storage, 'length' | 'clear'>;
  /** Has the background delete the transcripts of all tabs, and all that are kept. */
  forgetTranscripts(): Promise<unknown>;
  /** Asks the background which are kept. */
  keptTranscripts(): Promise<unknown>;
}

/** What is kept beside the packs. Both stores hold nothing but the extension's own. */
export function createTraces(parts: TraceParts): OtherTraces {
  const { local, page, forgetTranscripts, keptTranscripts } = parts;
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
      const [items, answer] = await Promise.all([local.get(), keptTranscripts()]);
      const kept = v.safeParse(KeptTranscripts, answer);
      // A wrong number would be a wrong promise.
      if (!kept.success) throw new ProblemError('storage-failed', 'the background did not answer');
      return {
        settings: Object.keys(items).length,
        selfTests: page.length,
        transcripts: kept.output.length,
      };
    },
  };
}
