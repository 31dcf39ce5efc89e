import { ProblemError } from '../messaging/problems.ts';
import type { TranscriptMessage } from '../messaging/protocol.ts';
import { ask } from '../messaging/replies.ts';
import type { OtherTraces } from './services.ts';

export interface TraceParts {
  /** `browser.storage.local`. */
  local: { get(): Promise<Record<string, unknown>>; clear(): Promise<void> };
  /** `localStorage` of the extension's origin, where the self-test's results are. */
  page: Pick<Storage, 'length' | 'clear'>;
  /** Sends to the background, which keeps the transcripts. */
  send(message: TranscriptMessage): Promise<unknown>;
}

/** What is kept besides the packs. Both stores contain only data of the extension. */
export function createTraces(parts: TraceParts): OtherTraces {
  const { local, page, send } = parts;
  return {
    async clear() {
      try {
        // First: else the background would keep the transcript of an open tab again.
        if (!(await ask(send, { type: 'transcripts-delete' })))
          throw new Error('The transcripts were not deleted.');
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
      // Better no number than a wrong one.
      if (!kept) throw new ProblemError('storage-failed', 'The background did not reply.');
      return {
        settings: Object.keys(items).length,
        selfTests: page.length,
        transcripts: kept.length,
      };
    },
  };
}
