import type { JsonFault } from './json-reader.ts';
import type { TextFault } from './texts.ts';

/** Why a file is refused. */
export type RefusalReason =
  | JsonFault
  | TextFault
  /** Bigger than the reader takes: `bytes`, `limit`. */
  | 'too-big'
  /** JSON, but no gesture pack. */
  | 'not-a-pack'
  /** Made by a newer version of the extension: `version`, `known`. */
  | 'newer-version'
  /** `key` is not there. */
  | 'missing'
  /** `key` is not known in this version. */
  | 'unknown-key'
  /** Text where a number should be, or the like: `expected`, `found`. */
  | 'wrong-kind'
  /** `found` where only a whole number may stand. */
  | 'not-whole'
  /** `found` is not within `least` to `most`, one of which is given. */
  | 'out-of-range'
  /** A landmark that is no whole number within reach of a hand: `found`. */
  | 'bad-landmark'
  /** The first landmark, the wrist, is not 0, 0, 0. */
  | 'wrist'
  /** Times of hands do not begin at 0 or run backwards. */
  | 'time-order'
  /** A list of the wrong length: `found`, `limit`. */
  | 'wrong-count'
  /** Not of the form that ids have: `found`. */
  | 'bad-id'
  /** `id` is there already, first in line `first`. */
  | 'duplicate-id'
  /** `id` belongs to a vocabulary that ships. */
  | 'reserved-id'
  /** Not a day as 2026-01-31: `found`. */
  | 'bad-date'
  /** `length` characters where at most `limit` may stand. */
  | 'text-too-long'
  /** `count` gestures where at most `limit` are taken; likewise for the next two. */
  | 'too-many-gestures'
  | 'too-many-samples'
  | 'too-many-unknowns';

export interface Refusal {
  reason: RefusalReason;
  /** From 1; 1 too for what concerns the whole file. */
  line: number;
  /** Where in the file, as `gestures.2.caption`; empty for the whole. */
  path: string;
  /** For the sentence; texts are cut short and may hold anything: show them as text only. */
  values: Readonly<Record<string, string | number>>;
}
