import type { SampleHand } from '../../packs/samples.ts';
import type { Recognition } from '../recognition.ts';
import { toSampleHands } from '../signs/movement/sample.ts';
import { toSampleHand } from '../signs/sample-hand.ts';

/** How long a stream's hands are remembered, ms: for a sign's dwell and what led to it. */
export const windowMs = 1500;

/** How many signs are kept: the last, and one before it. */
const mostKept = 2;

/** The hands that showed a captioned sign: of a moving one, all of its movement. */
export interface Captioned {
  /** The gesture's id in its stream. */
  gesture: string;
  /** At least one, oldest first. */
  hands: readonly SampleHand[];
}

interface Moment {
  timestamp: number;
  gesture: string;
  hand: SampleHand;
}

/** The hands of a stream's last window, kept in memory in case the user marks a caption as wrong. */
export interface Recent {
  add(recognition: Recognition, picture: { width: number; height: number }): void;
  /**
   * The newest sign of this gesture, if it was one of the last two; null if there was none, or it
   * was taken. Not always the last one: a gesture can mean "that was wrong" of the sign before it.
   */
  take(gesture: string): Captioned | null;
  /** It was taken by mistake: puts it back in its place, unless two other signs came meanwhile. */
  giveBack(taken: Captioned): void;
  forget(): void;
}

/**
 * Of a window only hands that were named as the captioned gesture are kept: on its way there a hand
 * was named as nothing, so there is no mistake to learn from.
 */
export function createRecent(): Recent {
  let moments: Moment[] = [];
  /** The last signs, oldest first. */
  let captioned: readonly Captioned[] = [];
  /** The number of each in its stream, counted from 0. */
  const order = new WeakMap<Captioned, number>();
  let count = 0;
  const orderOf = (sign: Captioned): number => order.get(sign) ?? 0;
  const insert = (sign: Captioned): void => {
    captioned = [...captioned, sign].sort((a, b) => orderOf(a) - orderOf(b)).slice(-mostKept);
  };
  const keep = (sign: Captioned): void => {
    order.set(sign, count++);
    insert(sign);
  };
  return {
    add({ timestamp, hands, classifications, unclear, sign, ended = [] }, picture) {
      // Also drops later timestamps, which belong to another camera's clock.
      moments = moments.filter((moment) => Math.abs(timestamp - moment.timestamp) <= windowMs);
      hands.forEach((hand, i) => {
        const gesture = classifications[i]?.gesture;
        if (gesture && !unclear.includes(hand))
          moments.push({ timestamp, gesture, hand: toSampleHand(hand, picture, 0) });
      });
      if (sign === null) return;
      const moved = ended.find(({ classification }) => classification.gesture === sign);
      if (moved) {
        keep({ gesture: sign, hands: toSampleHands(moved.movement) });
        return;
      }
      const shown = moments.filter(({ gesture }) => gesture === sign);
      const first = shown[0]?.timestamp ?? timestamp;
      keep({
        gesture: sign,
        hands: shown.map((moment) => ({ ...moment.hand, time: moment.timestamp - first })),
      });
    },
    take(gesture) {
      const taken = captioned.findLast((sign) => sign.gesture === gesture);
      captioned = captioned.filter((sign) => sign !== taken);
      return taken && taken.hands.length > 0 ? taken : null;
    },
    giveBack: insert,
    forget() {
      moments = [];
      captioned = [];
    },
  };
}
