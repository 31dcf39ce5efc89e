import * as v from 'valibot';
import type { Transcript } from '../captions/transcript.ts';
import { Problem } from '../messaging/problems.ts';
import { TranscriptCue } from '../messaging/protocol.ts';

/** A tab's transcript as stored in `storage.session`. */
export const TabTranscript = v.object({
  cues: v.array(TranscriptCue),
  dropped: v.number(),
  /** Increases with every change. */
  revision: v.number(),
  /** The id of its kept copy; null if there is none. */
  kept: v.nullable(v.string()),
  problem: v.nullable(Problem),
});
export type TabTranscript = v.InferOutput<typeof TabTranscript>;

/** A kept transcript as stored in the database. */
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
/** The tab in a key of `storage.session`; null if the key is not a transcript's. */
export const tabOfKey = (key: string): number | null =>
  key.startsWith(sessionPrefix) ? Number(key.slice(sessionPrefix.length)) : null;
/** The id in a key of `storage.local`, where transcripts were before; null if it is another key. */
export const oldKeptId = (key: string): string | null =>
  key.startsWith(oldPrefix) ? key.slice(oldPrefix.length) : null;

/** The record with another transcript and the next revision. */
export const withTranscript = (record: TabTranscript, { cues, dropped }: Transcript) => ({
  ...record,
  cues: [...cues],
  dropped,
  revision: record.revision + 1,
});
