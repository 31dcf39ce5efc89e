/** Removes duplicates: several detections of the same hand. */
import type { Hand } from '../hand.ts';
import { boxOf, overlapOf } from './regions.ts';

/** Boxes with a greater overlap (intersection over union) belong to the same hand. */
const sameHand = 0.4;
const mostHands = 2;

/** At most two hands without duplicates, the greatest presence first. */
export function mergeHands(hands: readonly Hand[], most = mostHands): Hand[] {
  const kept: Hand[] = [];
  for (const hand of [...hands].sort((a, b) => b.presence - a.presence)) {
    const box = boxOf(hand.landmarks);
    if (kept.every((other) => overlapOf(box, boxOf(other.landmarks)) <= sameHand)) kept.push(hand);
  }
  return kept.slice(0, most);
}
