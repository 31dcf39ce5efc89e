import * as v from 'valibot';
import {
  addCue,
  dropOldest,
  emptyTranscript,
  removeCues,
  type Transcript,
} from '../captions/transcript.ts';
import { toProblem } from '../messaging/problems.ts';
import type { CaptionMessage, KeptTranscripts, TranscriptMessage } from '../messaging/protocol.ts';
import type { ReplyTo } from '../messaging/replies.ts';
import type { KeptTranscriptStore } from './kept-transcripts.ts';
import {
  emptyRecord,
  type KeptTranscript,
  sessionKey,
  TabTranscript,
  tabOfKey,
  withTranscript,
} from './transcript-record.ts';

/** The part of a storage area that is needed; `get(null)` reads all. */
export interface TranscriptArea {
  get(key: string | null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string | string[]): Promise<void>;
}

export interface TranscriptParts {
  /** `storage.session`: in memory, lost when the browser closes, closed to content scripts. */
  session: TranscriptArea;
  /** For transcripts that the user wants to keep. */
  store: KeptTranscriptStore;
  /** Run once, before anything else; if it fails, the rest works all the same. */
  begin?(): Promise<void>;
  /** Whether transcripts are to be kept. */
  keep(): Promise<boolean>;
  /** At most this many captions of one tab. Default: `maxCues`. */
  most?: number;
}

export interface CaptionSource {
  tabId: number;
  /** Whether it is a private window, whose captions are never kept. */
  incognito: boolean;
}

/** Transcripts of all tabs. Every change is one read-modify-write in one queue. */
export interface Transcripts {
  /** Never rejects: a transcript that cannot be written must not disturb captions. */
  fromContent(message: CaptionMessage, source: CaptionSource): Promise<void>;
  fromPage(message: TranscriptMessage): Promise<ReplyTo<TranscriptMessage>>;
  /** The tab was closed: only the kept copy stays, if there is one. */
  forget(tabId: number): Promise<void>;
  /** The browser gave a tab another id. */
  move(from: number, to: number): Promise<void>;
}

export function createTranscripts({
  session,
  store,
  begin,
  keep,
  most,
}: TranscriptParts): Transcripts {
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = queue.then(work);
    queue = result.catch(() => undefined);
    return result;
  };

  if (begin) void inTurn(begin).catch(() => undefined);

  const read = async (tabId: number): Promise<TabTranscript> => {
    const key = sessionKey(tabId);
    const parsed = v.safeParse(TabTranscript, (await session.get(key))[key]);
    return parsed.success ? parsed.output : emptyRecord;
  };

  const readKept = async (id: string): Promise<KeptTranscript> =>
    (await store.get(id)) ?? { cues: [], dropped: 0 };

  /** Writes what fits: while there is no room, drops the older half. */
  const write = async (tabId: number, record: TabTranscript): Promise<TabTranscript> => {
    let left = record;
    for (;;) {
      try {
        await session.set({ [sessionKey(tabId)]: left });
        return left;
      } catch (error) {
        const half = Math.floor(left.cues.length / 2);
        if (half === 0) throw error;
        const { cues, dropped } = dropOldest(left, half);
        left = { ...left, cues: [...cues], dropped };
      }
    }
  };

  /** Keeps a copy if the user wants that. @returns the record, with the copy's id or the problem */
  const withCopy = async (record: TabTranscript, source: CaptionSource): Promise<TabTranscript> => {
    const wanted = !source.incognito && (await keep());
    if (record.kept === null && !wanted) return { ...record, problem: null };
    const { from = 0 } = record.cues[0] ?? {};
    const id = record.kept ?? `${Math.max(0, Math.floor(from))}-${source.tabId}`;
    try {
      // Once the user no longer wants copies, an existing one gets no new captions, but captions
      // that were taken back are removed from it.
      const copy = wanted ? record : stillIn(await readKept(id), record);
      await putKept(id, copy);
      return { ...record, kept: copy.cues.length > 0 ? id : null, problem: null };
    } catch (error) {
      const full = error instanceof DOMException && error.name === 'QuotaExceededError';
      const problem = toProblem(error, 'storage-failed');
      return { ...record, problem: full ? { ...problem, code: 'storage-full' } : problem };
    }
  };

  const putKept = async (id: string, { cues, dropped }: KeptTranscript): Promise<void> => {
    if (cues.length === 0) return await store.remove(id);
    await store.put(id, { cues: [...cues], dropped });
  };

  const change = (source: CaptionSource, next: (transcript: Transcript) => Transcript) =>
    inTurn(async () => {
      const before = await read(source.tabId);
      const after = next(before);
      if (after === before) return;
      await write(source.tabId, await withCopy(withTranscript(before, after), source));
    }).catch(() => undefined);

  const get = async ({ of, seen }: TranscriptMessage & { type: 'transcript-get' }) => {
    if ('kept' in of) {
      return { ...(await readKept(of.kept)), revision: 0, problem: null };
    }
    const { cues, dropped, revision, problem } = await read(of.tabId);
    return revision === seen ? null : { cues, dropped, revision, problem };
  };

  const clearTab = async (tabId: number): Promise<void> => {
    const record = await read(tabId);
    if (record.kept !== null) await store.remove(record.kept);
    const { revision } = withTranscript(record, emptyTranscript);
    await write(tabId, { ...emptyRecord, revision });
  };

  const clear = async ({ of }: TranscriptMessage & { type: 'transcript-clear' }) => {
    if ('tabId' in of) return await clearTab(of.tabId);
    await store.remove(of.kept);
    // Its tab may still be open, where the next caption would keep the deleted ones again.
    for (const [key, value] of Object.entries(await session.get(null))) {
      const tabId = tabOfKey(key);
      if (tabId === null) continue;
      const parsed = v.safeParse(TabTranscript, value);
      if (parsed.success && parsed.output.kept === of.kept) await clearTab(tabId);
    }
  };

  const list = async (): Promise<KeptTranscripts> =>
    (await store.all())
      .map(([id, { cues }]) => ({ id, from: cues[0]?.from ?? 0, cues: cues.length }))
      .sort((a, b) => b.from - a.from);

  const deleteAll = async (): Promise<void> => {
    const keys = Object.keys(await session.get(null));
    await session.remove(keys.filter((key) => tabOfKey(key) !== null));
    await store.clear();
  };

  return {
    async fromContent(message, source) {
      switch (message.type) {
        case 'caption-said':
          return await change(source, (transcript) => addCue(transcript, message.cue, most));
        case 'caption-removed':
          return await change(source, (transcript) => removeCues(transcript, [message.id]));
        default:
          return message satisfies never;
      }
    },
    fromPage: (message) =>
      inTurn(async () => {
        switch (message.type) {
          case 'transcript-get':
            return await get(message);
          case 'transcript-clear':
            await clear(message);
            return true;
          case 'transcripts-kept':
            return await list();
          case 'transcripts-delete':
            await deleteAll();
            return true;
          default:
            return message satisfies never;
        }
      }),
    forget: (tabId) => inTurn(() => session.remove(sessionKey(tabId))),
    move: (from, to) =>
      inTurn(async () => {
        const record = await read(from);
        if (record.revision > 0) await write(to, record);
        await session.remove(sessionKey(from));
      }),
  };
}

/** The copy without the captions that the transcript no longer has. */
function stillIn(copy: KeptTranscript, { cues }: TabTranscript): KeptTranscript {
  const present = new Set(cues.map(({ id }) => id));
  return { ...copy, cues: copy.cues.filter(({ id }) => present.has(id)) };
}
