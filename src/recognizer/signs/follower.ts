/**
 * Follows the hands of one camera from frame to frame: keeps those that are in view, and those that
 * were lost a short while ago. Pure; frame timestamps are the only clock.
 */
import type { Hand } from '../hand.ts';
import {
  type FollowedHand,
  lostMs,
  type Moment,
  momentOf,
  newest,
  newFollowedHand,
  remember,
} from './followed-hands.ts';
import { matchHands } from './same-hands.ts';
import type { Classification } from './types.ts';

export interface FollowerInput {
  /** Media time, ms. */
  timestamp: number;
  hands: readonly { hand: Hand; classification: Classification }[];
  /** Hands that are there but that this frame does not show clearly: what they hold stays as it is. */
  unclear?: readonly Hand[];
}

/** The followed hands of one frame. */
export interface Followed {
  /** One for each of the frame's `hands`, in their order. */
  seen: readonly FollowedHand[];
  /** Those that this frame does not show clearly. */
  waiting: readonly FollowedHand[];
  /** Those that are not in this frame and that may come back. */
  missing: readonly FollowedHand[];
}

export interface Follower {
  /** All hands that are in view or that may come back. */
  readonly hands: readonly FollowedHand[];
  step(input: FollowerInput): Followed;
  /** Forgets all hands. */
  reset(): void;
}

const notJudged: Classification = { scores: {}, gesture: null };

export function createFollower(): Follower {
  let followedHands: readonly FollowedHand[] = [];

  function step({ timestamp, hands, unclear = [] }: FollowerInput): Followed {
    const moments: Moment[] = [
      ...hands.map(({ hand, classification }) => momentOf(hand, classification, timestamp)),
      ...unclear.map((hand) => momentOf(hand, notJudged, timestamp)),
    ];
    const matched = matchHands(followedHands, moments);
    const seen = hands.map((_, i) => {
      const followed = matched[i];
      if (!followed) return newFollowedHand(moments[i]!);
      remember(followed, moments[i]!);
      return followed;
    });
    const waiting = matched.slice(hands.length).flatMap((followed) => followed ?? []);
    const missing = followedHands.filter(
      (followed) => !matched.includes(followed) && timestamp - newest(followed).timestamp <= lostMs,
    );
    followedHands = [...seen, ...waiting, ...missing];
    return { seen, waiting, missing };
  }

  return {
    get hands() {
      return followedHands;
    },
    step,
    reset() {
      followedHands = [];
    },
  };
}
