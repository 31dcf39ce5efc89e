/** Finds which hand a row shows if its source does not say. */
import type { Handedness, Landmark } from '../../../src/recognizer/hand.ts';
import type { BankRow } from '../bank/bank.ts';

/**
 * Labels that show the palm to the camera, so that the side follows from the order of the knuckles. In
 * HaGRID's table this agrees with the column for the leading hand in 665 of 665 rows of these
 * gestures (dislike: 61 of 62), and in no row of the gestures that show the back.
 */
const palmShown = new Set([
  ...'ABCDEFGHIKLMNOPQRSTUVWXY',
  ...['dislike', 'fist', 'four', 'ok', 'one', 'palm', 'peace', 'rock', 'stop', 'three', 'three2'],
  'two_up',
]);
/** Labels that show the back of the hand. */
const backShown = new Set(['call', 'like', 'peace_inverted', 'stop_inverted', 'two_up_inverted']);

/**
 * borisgraudt is one person who signs with one hand. In all letters that show the palm the knuckles
 * are ordered as on a left hand in an unmirrored picture (or on a right hand in a mirrored one, which
 * is equivalent here).
 */
const leftSources = ['borisgraudt'];

/**
 * The row's side: its own, its source's, or the one that follows from the knuckles if it is known
 * whether palm or back is shown; null if it cannot be found.
 */
export function sideOf(row: BankRow): Handedness | null {
  if (row.handedness !== null) return row.handedness;
  if (leftSources.includes(row.source)) return 'Left';
  if (palmShown.has(row.label)) return palmSide(row.landmarks);
  if (backShown.has(row.label)) return palmSide(row.landmarks) === 'Left' ? 'Right' : 'Left';
  return null;
}

/** The side of a hand whose palm faces the camera. */
function palmSide(landmarks: readonly Landmark[]): Handedness {
  const [wristX, wristY] = landmarks[0]!;
  const upX = landmarks[9]![0] - wristX;
  const upY = landmarks[9]![1] - wristY;
  const acrossX = landmarks[5]![0] - landmarks[17]![0];
  const acrossY = landmarks[5]![1] - landmarks[17]![1];
  return upX * acrossY - upY * acrossX > 0 ? 'Right' : 'Left';
}
