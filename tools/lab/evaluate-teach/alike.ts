/** Shapes that a test must not call different: one shape under several names, or hardly told apart. */
import { sameShape } from '../shapes.ts';

/** As the notes of the data say ("One shape, several names"): fists, a raised finger, a flat hand. */
const near: readonly (readonly string[])[] = [
  ['fist', ...[...'AESTMN'].map((letter) => `letter-${letter}`)],
  ['point-up', 'letter-D'],
  ['four', 'letter-B'],
];

const same: readonly (readonly string[])[] = sameShape.map(([shape, letter]) => [
  shape,
  `letter-${letter}`,
]);

/** Whether both are names of one shape. */
export const isSameShape = (a: string, b: string): boolean =>
  a === b || same.some((names) => names.includes(a) && names.includes(b));

/**
 * Whether hands of one shape may pass for the other across people. Letters are all told from each
 * other: that is what fingerspelling asks for.
 */
export function isAlike(a: string, b: string): boolean {
  if (isSameShape(a, b)) return true;
  if (a.startsWith('letter-') && b.startsWith('letter-')) return false;
  return near.some((names) => names.includes(a) && names.includes(b));
}
