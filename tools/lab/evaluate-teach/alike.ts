/** Shapes that a test must not treat as different: the same shape under several names, or almost the same. */
import { sameShape } from '../shapes.ts';

/** From the notes of the data ("One shape, several names"): fists, a raised finger, a flat hand. */
const near: readonly (readonly string[])[] = [
  ['fist', ...[...'AESTMN'].map((letter) => `letter-${letter}`)],
  ['point-up', 'letter-D'],
  ['four', 'letter-B'],
];

const same: readonly (readonly string[])[] = sameShape.map(([shape, letter]) => [
  shape,
  `letter-${letter}`,
]);

/** Whether both names mean the same shape. */
export const isSameShape = (a: string, b: string): boolean =>
  a === b || same.some((names) => names.includes(a) && names.includes(b));

/**
 * Whether one person's hands of one shape may pass for another person's hands of the other shape.
 * Letters must all be distinguished: fingerspelling requires it.
 */
export function isAlike(a: string, b: string): boolean {
  if (isSameShape(a, b)) return true;
  if (a.startsWith('letter-') && b.startsWith('letter-')) return false;
  return near.some((names) => names.includes(a) && names.includes(b));
}
