import { ProblemError } from '../messaging/problems.ts';
import type { TranscriptMessage } from '../messaging/protocol.ts';
import { ask } from '../messaging/replies.ts';
import type { OtherTraces } from './services.ts';

export interface TraceParts {
  /** `browser.storage.local`. */
  local: { get(): Promise<Record<string, unknown>>; clear(): Promise<void> };
  /** localStorage of the extension's origin: the self-test's result lies there. */
  page: Pick<Storage, 'length' | 'clear'>;
  /** Sends to the background, which keeps the transcripts. */
  send(message: TranscriptMessage): Promise<unknown>;
}

/** What is kept beside the packs. Both stores hold nothing but the extension's own. */
export function createTraces(parts: TraceParts): OtherTraces {
  const { local, page, send } = parts;
  return {
    async clear() {
      try {
        // First: the background would write the kept one of an open tab again otherwise.
        if (!(await ask(send, { type: 'transcripts-delete' })))
          throw new Error('transcripts stayed');
        await local.clear();
        page.clear();
      } catch (error) {
        throw new ProblemError('storage-failed', String(error), { cause: error });
      }
    },
    async count() {
      const [items, kept] = await Promise.all([
        local.get(),
        ask(send, { type: 'transcripts-kept' }),
      ]);
      // A wrong number would be a wrong promise.
      if (!kept) throw new ProblemError('storage-failed', 'the background did not answer');
      return {
        settings: Object.keys(items).length,
        selfTests: page.length,
        transcripts: kept.length,
      };
    },
  };
}
