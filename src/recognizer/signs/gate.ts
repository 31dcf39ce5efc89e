import type { Strictness } from '../../messaging/recognition.ts';
import type { Hand } from '../hand.ts';
import {
  claim,
  type FollowedHand,
  follow,
  isStill,
  lostMs,
  momentOf,
  newest,
  newFollowedHand,
  remember,
  restartHold,
  stillWindowMs,
} from './followed-hands.ts';
import { type IntentJudge, intentJudge } from './intent.ts';
import { intentFeatures, type PictureSize } from './intent-features.ts';
import type { Candidate, Classification } from './types.ts';

export { stillWindowMs };

export interface GateOptions {
  /** How long a sign must be held still before it counts. */
  dwellMs: number;
  /** How long a sign must be gone before the same one can count again. */
  releaseMs: number;
  /** Two frames further apart than this do not prove that the sign was held in between. */
  maxGapMs: number;
  /** Frames that must show the sign within the dwell, however slowly they come. */
  minFrames: number;
  /**
   * A hand is still while its centre moves less than this share of its size within
   * {@link stillWindowMs}.
   */
  stillness: number;
  /** A hand smaller than this share of the picture's shorter side is not meant as a sign. */
  minSize: number;
  /** How sure the model of intent must be that a held sign is meant. */
  strictness: Strictness;
}

/**
 * Stillness and dwell: of a prototype's false captions on 21 minutes of people talking, holding
 * for 0.8 s and still left one in three of those that 0.6 s gave. The dwell has no default here:
 * it is the user's (`src/settings/schema.ts`).
 */
export const gateDefaults: Omit<GateOptions, 'dwellMs'> = {
  releaseMs: 300,
  maxGapMs: 600,
  minFrames: 3,
  stillness: 0.2,
  minSize: 0.06,
  strictness: 'normal',
};

/** What one frame showed. */
export interface GateInput {
  /** Media time in milliseconds; the only clock here. */
  timestamp: number;
  hands: readonly { hand: Hand; classification: Classification }[];
  /** The source picture's size; without it no hand is too small and every held sign is meant. */
  picture?: PictureSize;
  /**
   * Signs are held back: none is told or shown, and what is held now counts from here at the
   * earliest. What was told before stays told, but `unsaid`, which nobody heard.
   */
  suppressed?: { unsaid?: string | undefined };
}

export interface GateOutput {
  candidate: Candidate | null;
  /** The gesture whose dwell this frame completed; told once per held sign. */
  sign: string | null;
}

/** Decides whether a sign counts: held, still, large enough, meant, and not told already. */
export interface Gate {
  step(input: GateInput): GateOutput;
  /** Lets go of half-held signs other than these: their gestures are not recognised any more. */
  keep(gestures: ReadonlySet<string>): void;
  /** Forgets everything, as when the camera is switched. */
  reset(): void;
}

/**
 * A sign counts after it was held still for the dwell, on a hand that means it, and again only after
 * it was gone for the release time (no hand, no sign or another sign). So a doubled letter needs a
 * short release in between. Either of up to two hands can sign; both with the same sign count once.
 *
 * Pure: time is the frames' own, frames may come at any rate. A time that runs backwards (another
 * followed) resets the gate.
 *
 * @param judge whether features speak for intent; by default the model that ships.
 */
export function createGate(
  options: Partial<GateOptions> & Pick<GateOptions, 'dwellMs'>,
  judge: IntentJudge = intentJudge(options.strictness ?? gateDefaults.strictness),
): Gate {
  const settings = { ...gateDefaults, ...options };
  let followedHands: FollowedHand[] = [];
  let lastTimestamp = Number.NEGATIVE_INFINITY;
  /** Signs already told, with the first frame of their absence (null: still shown). */
  const told = new Map<string, number | null>();

  function reset(): void {
    followedHands = [];
    told.clear();
    lastTimestamp = Number.NEGATIVE_INFINITY;
  }

  function release(timestamp: number, shown: ReadonlySet<string>): void {
    for (const [gesture, absentSince] of told) {
      if (shown.has(gesture)) told.set(gesture, null);
      else if (absentSince === null) told.set(gesture, timestamp);
      else if (timestamp - absentSince >= settings.releaseMs) told.delete(gesture);
    }
  }

  /** Takes up this frame's hands; followedHands of hands that are not seen wait for a while. */
  function followed({ timestamp, hands, picture }: GateInput): void {
    const free = new Set(followedHands);
    const next: FollowedHand[] = [];
    for (const { hand, classification } of hands) {
      const moment = momentOf(hand, classification, timestamp);
      let followed = claim(free, moment);
      if (followed) remember(followed, moment);
      else followed = newFollowedHand(moment);
      const large = !picture || moment.size >= settings.minSize * shortSide(picture);
      const still = large && isStill(followed, settings.stillness);
      follow(followed, still ? classification.gesture : null, timestamp, settings.maxGapMs);
      next.push(followed);
    }
    // A hand lost for a frame may be back in the next one, and one lost for longer did not just come.
    for (const followed of free) {
      follow(followed, null, timestamp, settings.maxGapMs);
      if (timestamp - newest(followed).timestamp <= lostMs) next.push(followed);
    }
    followedHands = next;
  }

  const means = (
    followed: FollowedHand,
    others: readonly FollowedHand[],
    picture: PictureSize,
  ): boolean =>
    judge(
      intentFeatures(followed, others, picture, settings.dwellMs),
      followed.hold?.gesture ?? '',
    );

  function judgeHolds(timestamp: number, picture: PictureSize | undefined): GateOutput {
    let candidate: Candidate | null = null;
    for (const followed of followedHands) {
      const { hold } = followed;
      if (!hold || told.has(hold.gesture)) continue;
      const inTime = Math.min(1, (hold.last - hold.since) / settings.dwellMs);
      const inFrames = Math.min(1, hold.frames / settings.minFrames);
      const progress = Math.min(inTime, inFrames);
      if (progress >= 1 && hold.last === timestamp) {
        const others = followedHands.filter((other) => other !== followed);
        if (!picture || means(followed, others, picture)) {
          told.set(hold.gesture, null);
          return { candidate: null, sign: hold.gesture };
        }
        // Held long enough and not meant: nothing to wait for, so nothing to show.
        continue;
      }
      if (!candidate || progress > candidate.progress)
        candidate = { gesture: hold.gesture, progress };
    }
    return { candidate, sign: null };
  }

  function step(input: GateInput): GateOutput {
    const { timestamp, hands, picture, suppressed } = input;
    if (timestamp < lastTimestamp) reset();
    lastTimestamp = timestamp;
    followed(input);
    const shown = new Set<string>();
    for (const { classification } of hands) {
      if (classification.gesture !== null) shown.add(classification.gesture);
    }
    release(timestamp, shown);
    if (suppressed) {
      if (suppressed.unsaid !== undefined) told.delete(suppressed.unsaid);
      for (const followed of followedHands) restartHold(followed);
      return { candidate: null, sign: null };
    }
    return judgeHolds(timestamp, picture);
  }

  /** What was told stays told: a sign that is held while its gesture goes and comes counts once. */
  function keep(gestures: ReadonlySet<string>): void {
    for (const followed of followedHands) {
      if (followed.hold && !gestures.has(followed.hold.gesture)) followed.hold = null;
      if (followed.rival && !gestures.has(followed.rival.gesture)) followed.rival = null;
    }
  }

  return { step, keep, reset };
}

const shortSide = ({ width, height }: PictureSize): number => Math.min(width, height);
