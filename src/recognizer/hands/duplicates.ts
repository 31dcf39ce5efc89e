/** Keeps one of several answers for the same hand. */
import type { Hand } from '../hand.ts';
import { boxOf, overlapOf } from './regions.ts';

/** Boxes of two hands that overlap more than this are of one hand. */
const sameHand = 0.4;
const mostHands = 2;

/** At most two hands, the surest first, none of them twice. */
export function mergeHands(hands: readonly Hand[], most = mostHands): Hand[] {
  const kept: Hand[] = [];
  for (const hand of [...hands].sort((a, b) => b.presence - a.presence)) {
    const box = boxOf(hand.landmarks);
    if (kept.every((other) => overlapOf(box, boxOf(other.landmarks)) <= sameHand)) kept.push(hand);
  }
  return kept.slice(0, most);
}
