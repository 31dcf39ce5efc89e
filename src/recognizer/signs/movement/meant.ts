/** Whether a movement is meant as a sign. */
import type { FrameSize } from '../intent-features.ts';
import { handSize } from '../sample-hand.ts';
import type { Movement } from './movement.ts';

/** A moment in which the landmark model is less sure that there is a hand says little. */
const surePresence = 0.8;

/**
 * Whether a movement may be a sign: its hands are large enough on average, and the landmark model was
 * sure of them in at least half of their moments.
 *
 * @param frameSize in the unit of the movement
 * @param minSize the least size of a hand, as a share of the frame's shorter side
 */
export function isMovementMeant(
  { left, right }: Movement,
  { width, height }: FrameSize,
  minSize: number,
): boolean {
  const moments = [...left, ...right];
  const meanSize = moments.reduce((sum, hand) => sum + handSize(hand) / moments.length, 0);
  const sure = moments.filter(({ presence }) => presence >= surePresence);
  return meanSize >= minSize * Math.min(width, height) && 2 * sure.length >= moments.length;
}
