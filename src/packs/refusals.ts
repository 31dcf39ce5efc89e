import type { JsonFault } from './json-reader.ts';
import type { MovementFault } from './movements.ts';
import type { TextFault } from './texts.ts';

/** Why a file is refused. */
export type RefusalReason =
  | JsonFault
  | TextFault
  /** Of a moving gesture; values: `found`, `limit` of too few hands, `time` of the same time. */
  | MovementFault
  /** Bigger than the reader takes: `bytes`, `limit`. */
  | 'too-big'
  /** JSON, but not a gesture pack. */
  | 'not-a-pack'
  /** Made by a newer version of the extension: `version`, `known`. */
  | 'newer-version'
  /** `key` is missing. */
  | 'missing'
  /** `key` is not known in this version. */
  | 'unknown-key'
  /** Text instead of a number, or the like: `expected`, `found`. */
  | 'wrong-kind'
  /** `found` instead of an integer. */
  | 'not-whole'
  /** `found` is below `least` or above `most`; only that bound is given. */
  | 'out-of-range'
  /** A landmark that is not an integer within the bounds of a hand: `found`. */
  | 'bad-landmark'
  /** The first landmark, the wrist, is not 0, 0, 0. */
  | 'wrist'
  /** A list of the wrong length: `found`, `limit`. */
  | 'wrong-count'
  /** Not in the format of ids: `found`. */
  | 'bad-id'
  /** `id` occurs more than once, first in line `first`. */
  | 'duplicate-id'
  /** `id` belongs to a shipped vocabulary. */
  | 'reserved-id'
  /** Not a day such as 2026-01-31: `found`. */
  | 'bad-date'
  /** `length` characters, at most `limit` are allowed. */
  | 'text-too-long'
  /** `count` gestures, at most `limit` are allowed; likewise for the next two. */
  | 'too-many-gestures'
  | 'too-many-samples'
  | 'too-many-unknowns';

export interface Refusal {
  reason: RefusalReason;
  /** From 1; also 1 if the whole file is concerned. */
  line: number;
  /** Where in the file, such as `gestures.2.caption`; empty for the whole file. */
  path: string;
  /** Values for the sentence. Texts are cut and may contain anything: show them only as text. */
  values: Readonly<Record<string, string | number>>;
}
