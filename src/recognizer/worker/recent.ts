import type { SampleHand } from '../../packs/samples.ts';
import type { Recognition } from '../recognition.ts';
import { toSampleHand } from '../signs/sample-hand.ts';

/** How much of a stream's hands is remembered, ms: a sign's dwell, and what led to it. */
export const windowMs = 1500;

/** The hands that showed a sign which was captioned. */
export interface Captioned {
  /** Id of the gesture in its stream. */
  gesture: string;
  /** At least one, oldest first. */
  hands: readonly SampleHand[];
}

interface Moment {
  timestamp: number;
  gesture: string;
  hand: SampleHand;
}

/** The landmarks of a stream's last window, kept in memory so that the user can call a caption wrong. */
export interface Recent {
  add(recognition: Recognition, picture: { width: number; height: number }): void;
  /** The last captioned sign, once; null: none since the last call or `forget`. */
  take(): Captioned | null;
  forget(): void;
}

/**
 * Of a window only hands that were called the captioned gesture are kept: the way that a hand came
 * there was called nothing, so it is no mistake to learn from.
 */
export function createRecent(): Recent {
  let moments: Moment[] = [];
  let captioned: Captioned | null = null;
  return {
    add({ timestamp, hands, classifications, sign }, picture) {
      // Also those of a time to come: the clock of another camera.
      moments = moments.filter((moment) => Math.abs(timestamp - moment.timestamp) <= windowMs);
      hands.forEach((hand, i) => {
        const gesture = classifications[i]?.gesture;
        if (gesture) moments.push({ timestamp, gesture, hand: toSampleHand(hand, picture, 0) });
      });
      if (sign === null) return;
      const shown = moments.filter(({ gesture }) => gesture === sign);
      const first = shown[0]?.timestamp ?? timestamp;
      captioned = {
        gesture: sign,
        hands: shown.map((moment) => ({ ...moment.hand, time: moment.timestamp - first })),
      };
    },
    take() {
      const taken = captioned;
      captioned = null;
      return taken && taken.hands.length > 0 ? taken : null;
    },
    forget() {
      moments = [];
      captioned = null;
    },
  };
}
