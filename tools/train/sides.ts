/** Which hand a row shows, where its source does not say. */
import type { Handedness, Landmark } from '../../src/recognizer/hand.ts';
import type { BankRow } from '../bank.ts';

/** Shapes that show the palm to the camera, so that the order of the knuckles tells the side. */
const PALM_SHOWN = [
  'A',
  'B',
  'C',
  'D',
  'E',
  'F',
  'I',
  'K',
  'L',
  'R',
  'U',
  'V',
  'W',
  'X',
  'Y',
  'ok',
];

/**
 * borisgraudt is one person who signs with one hand, and on all letters that show the palm the
 * knuckles run as on a left hand of an unmirrored picture (or a right hand of a mirrored one, which
 * is the same here).
 */
const LEFT_SOURCES = ['borisgraudt'];

/**
 * The row's side: its own, its source's, or told by the knuckles where the palm is shown; null
 * where nothing tells it.
 */
export function sideOf(row: BankRow): Handedness | null {
  if (row.handedness !== null) return row.handedness;
  if (LEFT_SOURCES.includes(row.source)) return 'Left';
  if (!PALM_SHOWN.includes(row.label)) return null;
  return palmSide(row.landmarks);
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
