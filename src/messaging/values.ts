import * as v from 'valibot';

/** Values that several kinds of messages contain. */

export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
export const text = v.pipe(v.string(), v.maxLength(500));
export const finite = v.pipe(v.number(), v.finite());
export const within = ({ least, most }: { least: number; most: number }) =>
  v.pipe(v.number(), v.minValue(least), v.maxValue(most));
