import * as v from 'valibot';

/** Values that several kinds of messages contain. */

export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
export const text = v.pipe(v.string(), v.maxLength(500));
/** A shipped gesture's id, or the key `pack:gesture` of a taught one. */
export const gestureId = v.pipe(v.string(), v.minLength(1), v.maxLength(2 * 64 + 1));
/** How long a phrase that the user writes may be, characters: as a caption that fits the band. */
export const maxPhrase = 80;
/** A phrase that the user writes, in one line: without control characters and direction overrides. */
export const Phrase = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(maxPhrase),
  v.regex(/^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+$/u),
);
export const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
export const finite = v.pipe(v.number(), v.finite());
export const within = ({ least, most }: { least: number; most: number }) =>
  v.pipe(v.number(), v.minValue(least), v.maxValue(most));
