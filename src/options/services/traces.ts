import { ProblemError } from '../../messaging/problems.ts';
import type { TranscriptMessage } from '../../messaging/protocol.ts';
import { ask } from '../../messaging/replies.ts';
import { readLocalRecords, replaceLocalRecords } from '../../settings/local-records.ts';
import type { StorageArea } from '../../settings/storage.ts';
import { type PracticeStore, practiceKey } from '../practice/progress.ts';
import type { LocalKeeper, OtherTraces } from './types.ts';

export interface TraceParts {
  /** `browser.storage.local`. */
  local: { get(): Promise<Record<string, unknown>>; clear(): Promise<void> };
  /** `localStorage` of the extension's origin: the self-test's results, and what was practised. */
  page: Pick<Storage, 'length' | 'clear' | 'getItem'>;
  practice: Pick<PracticeStore, 'all'>;
  /** Sends to the background, which keeps the transcripts. */
  send(message: TranscriptMessage): Promise<unknown>;
}

/** What is kept besides the packs. Both stores contain only data of the extension. */
export function createTraces(parts: TraceParts): OtherTraces {
  const { local, page, practice, send } = parts;
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
        practised: practice.all().length,
        selfTests: page.length - (page.getItem(practiceKey) === null ? 0 : 1),
        transcripts: kept.length,
      };
    },
  };
}

/** What is kept in this area, and of practising, for a backup. */
export function createLocalKeeper(
  area: StorageArea,
  practice: Pick<PracticeStore, 'all' | 'replace'>,
): LocalKeeper {
  const attempt = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw new ProblemError('storage-failed', String(error), { cause: error });
    });
  return {
    read: () =>
      attempt(readLocalRecords(area).then((all) => ({ ...all, practised: practice.all() }))),
    async replace({ practised, ...records }) {
      const before = practice.all();
      practice.replace(practised);
      try {
        await attempt(replaceLocalRecords(area, records));
      } catch (error) {
        practice.replace(before);
        throw error;
      }
    },
  };
}
