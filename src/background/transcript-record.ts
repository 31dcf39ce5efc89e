import * as v from 'valibot';
import type { Transcript } from '../captions/transcript.ts';
import { Problem } from '../messaging/problems.ts';
import { TranscriptCue } from '../messaging/protocol.ts';

/** A tab's transcript as it lies in `storage.session`. */
export const TabTranscript = v.object({
  cues: v.array(TranscriptCue),
  dropped: v.number(),
  /** Rises with every change. */
  revision: v.number(),
  /** Under which id it is kept; null: it is not. */
  kept: v.nullable(v.string()),
  problem: v.nullable(Problem),
});
export type TabTranscript = v.InferOutput<typeof TabTranscript>;

/** What lies in the database of a transcript that is kept. */
export const KeptTranscript = v.object({ cues: v.array(TranscriptCue), dropped: v.number() });
export type KeptTranscript = v.InferOutput<typeof KeptTranscript>;

export const emptyRecord: TabTranscript = {
  cues: [],
  dropped: 0,
  revision: 0,
  kept: null,
  problem: null,
};

const sessionPrefix = 'transcript-';
const oldPrefix = 'transcript:';
export const sessionKey = (tabId: number): string => `${sessionPrefix}${tabId}`;
/** The tab in a key of `storage.session`, or null: the key is not a transcript's. */
export const tabOfKey = (key: string): number | null =>
  key.startsWith(sessionPrefix) ? Number(key.slice(sessionPrefix.length)) : null;
/** The id in a key of `storage.local`, where transcripts lay before; null: the key is not one's. */
export const oldKeptId = (key: string): string | null =>
  key.startsWith(oldPrefix) ? key.slice(oldPrefix.length) : null;

/** The record with another transcript, one revision on. */
export const withTranscript = (record: TabTranscript, { cues, dropped }: Transcript) => ({
  ...record,
  cues: [...cues],
  dropped,
  revision: record.revision + 1,
});
