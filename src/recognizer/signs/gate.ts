import type { SpellingWay, Strictness } from '../../messaging/recognition.ts';
import { createFlow, type FlowLetter } from './flow.ts';
import {
  type FollowedHand,
  follow,
  isStill,
  type Moment,
  newest,
  restartHold,
  stillWindowMs,
} from './followed-hands.ts';
import { createFollower, type Followed } from './follower.ts';
import { type IntentJudge, intentJudge } from './intent.ts';
import { type FrameSize, intentFeatures } from './intent-features.ts';
import { createMovementWatch, type EndedMovement, type WatchInput } from './movement/watch.ts';
import { createReported } from './reported.ts';
import {
  endsMovement,
  hasCounted,
  isAnyUp,
  meanScores,
  unnamedHold,
  vagueShape,
} from './spelling.ts';
import type { Candidate, Classification, Scores } from './types.ts';

export { stillWindowMs };

export interface GateOptions {
  /** How long a sign must be held still before it counts. */
  dwellMs: number;
  /** How long a sign must be gone before the same one can count again. */
  releaseMs: number;
  /** Two frames further apart than this do not prove that the sign was held in between. */
  maxGapMs: number;
  /** At least this many frames must show the sign, even at a low frame rate. */
  minFrames: number;
  /**
   * A hand is still while its centre moves less than this share of its size within
   * {@link stillWindowMs}.
   */
  stillness: number;
  /** A hand smaller than this share of the frame's shorter side does not sign. */
  minSize: number;
  /** How likely the intent model must find it that a held sign is meant. */
  strictness: Strictness;
  /** Whether letters also count that are held for only a moment, one after the other (`flow.ts`). */
  spelling: SpellingWay;
}

/**
 * Stillness and dwell: on 21 minutes of people talking, 0.8 s and still gave a third of the false
 * captions of 0.6 s (measured on a prototype). The dwell has no default here: the user sets it
 * (`src/settings/schema.ts`).
 */
export const gateDefaults: Omit<GateOptions, 'dwellMs'> = {
  releaseMs: 300,
  maxGapMs: 600,
  minFrames: 3,
  stillness: 0.2,
  minSize: 0.06,
  strictness: 'normal',
  spelling: 'single',
};

/** The hands of one frame; timestamps are media time, the only clock here. */
export interface GateInput extends WatchInput {
  /** The gestures that are letters; without them none can flow. */
  letters?: ReadonlySet<string>;
  /** Size of the whole frame; without it no hand is too small and every held sign is meant. */
  frameSize?: FrameSize;
  /**
   * Signs are suppressed: none is reported or shown, and what is held now counts from this frame at
   * the earliest. What was reported before stays reported, except `unsaid`, which was never
   * captioned.
   */
  suppressed?: { unsaid?: string | undefined };
}

export interface GateOutput {
  candidate: Candidate | null;
  /** The gesture whose dwell, or whose movement, this frame completed; reported once per sign. */
  sign: string | null;
  /**
   * Mean scores of a hold that this frame completed: of `sign`, or if there is none, of a shape that
   * was held and meant but that no gesture names; reported once per hold.
   */
  scores: Scores | null;
  /** The hold of `sign` was reported before, without a name: it is one letter, not two. */
  wasUnnamed?: boolean;
  /** A hand is up: it holds something that counted, or is on its way to it (`spelling.ts`). */
  up: boolean;
  /** A movement runs: its frames should come soon after each other. Default: false. */
  moves?: boolean;
  /** The movements that ended with this frame, named or not. */
  ended?: readonly EndedMovement[];
}

type Judged = Omit<GateOutput, 'up' | 'moves' | 'ended'>;

/** Decides whether a sign counts: held, still, large enough, meant, and not yet reported. */
export interface Gate {
  step(input: GateInput): GateOutput;
  /**
   * Forgets half-held signs of other gestures, which are no longer recognized. What was reported
   * stays reported: a sign that is held while its gesture goes and returns counts once.
   */
  keep(gestures: ReadonlySet<string>): void;
  /** Forgets everything, as when the camera is switched. */
  reset(): void;
}

/**
 * A sign counts after a hand that means it has held it still for the dwell, and again only after it
 * was gone for the release time (no hand, no sign or another sign). So a doubled letter needs a short
 * release in between. Either of up to two hands can sign; the same sign on both counts once. A movement
 * counts when it has ended and was named (docs/gate.md, "Movements").
 *
 * Pure: frame timestamps are the only clock, and frames may come at any rate. A timestamp that goes
 * backwards (another camera) resets the gate.
 *
 * @param judge whether features show intent; default: the shipped model.
 */
export function createGate(
  options: Partial<GateOptions> & Pick<GateOptions, 'dwellMs'>,
  judge: IntentJudge = intentJudge(options.strictness ?? gateDefaults.strictness),
): Gate {
  const settings = { ...gateDefaults, ...options };
  const flow = createFlow();
  const movements = createMovementWatch(settings.minSize);
  const follower = createFollower();
  let lastTimestamp = Number.NEGATIVE_INFINITY;
  /** The last frame whose signs were suppressed. */
  let suppressedAt = Number.NEGATIVE_INFINITY;
  const reported = createReported(settings.releaseMs);

  function reset(): void {
    flow.reset();
    follower.reset();
    reported.reset();
    movements.reset();
    lastTimestamp = Number.NEGATIVE_INFINITY;
    suppressedAt = Number.NEGATIVE_INFINITY;
  }

  /** Follows the hands of this frame, and what they hold. */
  function updateHands(input: GateInput): Followed {
    const { timestamp, hands, frameSize } = input;
    const followed = follower.step(input);
    const { seen, missing } = followed;
    seen.forEach((followed, i) => {
      const isCounted =
        isLarge(newest(followed), frameSize) && isStill(followed, settings.stillness);
      const gesture = isCounted ? hands[i]!.classification.gesture : null;
      follow(followed, gesture, timestamp, settings.maxGapMs);
    });
    // A hand lost for a frame may return in the next; after a longer gap it still is no new hand.
    for (const followed of missing) follow(followed, null, timestamp, settings.maxGapMs);
    return followed;
  }

  const isLarge = ({ size }: Moment, frameSize: FrameSize | undefined): boolean =>
    !frameSize || size >= settings.minSize * shortSide(frameSize);

  /** @param followed one of the follower's hands. @param as the same hand with what it may hold */
  const isMeant = (
    followed: FollowedHand,
    frameSize: FrameSize | undefined,
    as: FollowedHand = followed,
  ): boolean => {
    if (!frameSize) return true;
    const others = follower.hands.filter((other) => other !== followed);
    const features = intentFeatures(as, others, frameSize, settings.dwellMs);
    return judge(features, as.hold?.gesture ?? '');
  };

  /** Reports a movement that was named, unless the same one has not been released. */
  function judgeMovement(
    { gesture, scores }: Classification,
    hands: readonly FollowedHand[],
    timestamp: number,
  ): Judged | null {
    for (const followed of hands) {
      followed.counted = { at: timestamp, named: true, isMovement: true };
      flow.read(followed);
    }
    if (gesture === null || reported.has(gesture)) return null;
    reported.add(gesture);
    return { candidate: null, sign: gesture, scores };
  }

  function judgeHolds(timestamp: number, frameSize: FrameSize | undefined): Judged {
    let candidate: Candidate | null = null;
    for (const followed of follower.hands) {
      const { hold } = followed;
      if (!hold || movements.isMoving(followed) || endsMovement(followed)) continue;
      const inTime = Math.min(1, (hold.last - hold.since) / settings.dwellMs);
      const inFrames = Math.min(1, hold.frames / settings.minFrames);
      const progress = Math.min(inTime, inFrames);
      const isComplete = progress >= 1 && hold.last === timestamp;
      const isReported = reported.has(hold.gesture);
      if (isComplete && !(isReported && hasCounted(followed))) {
        // Held long enough but not meant: no candidate, because waiting would change nothing.
        if (!isMeant(followed, frameSize)) continue;
        const wasUnnamed = hasCounted(followed) && followed.counted?.named === false;
        followed.counted = { at: timestamp, named: true, isRepeat: isReported };
        if (!isReported) {
          reported.add(hold.gesture);
          flow.read(followed);
          const scores = meanScores(followed, hold.since);
          return { candidate: null, sign: hold.gesture, scores, wasUnnamed };
        }
      }
      if (isReported) continue;
      if (!candidate || progress > candidate.progress)
        candidate = { gesture: hold.gesture, progress };
    }
    return { candidate, sign: null, scores: null };
  }

  /** @returns the next letter that was held for only a moment, in a run of them */
  const judgeFlow = ({ timestamp, letters = noLetters }: GateInput): FlowLetter | null =>
    settings.spelling === 'flowing'
      ? flow.next(follower.hands, timestamp, letters, (followed, gesture) => {
          followed.counted = { at: timestamp, named: true };
          reported.add(gesture);
        })
      : null;

  /** @returns the scores of a held shape that no gesture names, once per hold */
  function judgeUnnamed(timestamp: number, frameSize: FrameSize | undefined): Scores | null {
    for (const followed of follower.hands) {
      if (!isLarge(newest(followed), frameSize)) continue;
      const as = unnamedHold(followed, timestamp, { ...settings, from: suppressedAt });
      if (!as || !isMeant(followed, frameSize, as)) continue;
      followed.counted = { at: timestamp, named: false };
      return as.scores;
    }
    const large = follower.hands.filter((followed) => isLarge(newest(followed), frameSize));
    return vagueShape(large, timestamp, { ...settings, from: suppressedAt });
  }

  /** The hands of this frame, clear or not, that are large enough to sign. */
  const handsOf = (
    { timestamp, frameSize }: GateInput,
    waiting: readonly FollowedHand[],
  ): FollowedHand[] =>
    follower.hands.filter(
      (followed) =>
        (newest(followed).timestamp === timestamp || waiting.includes(followed)) &&
        isLarge(newest(followed), frameSize),
    );

  function step(input: GateInput): GateOutput {
    const { timestamp, hands, frameSize, suppressed } = input;
    if (timestamp < lastTimestamp) reset();
    lastTimestamp = timestamp;
    const followed = updateHands(input);
    const { seen, waiting } = followed;
    const ended = movements.step(input, followed);
    const movement = ended.find(({ classification }) => classification.gesture !== null);
    const shown = new Set<string>();
    for (const { classification } of hands) {
      if (classification.gesture !== null) shown.add(classification.gesture);
    }
    for (const followed of waiting) {
      const { gesture } = newest(followed);
      if (gesture !== null) shown.add(gesture);
    }
    reported.release(timestamp, shown);
    if (suppressed) {
      if (suppressed.unsaid !== undefined) reported.takeBack(suppressed.unsaid);
      for (const followed of follower.hands) restartHold(followed);
      suppressedAt = timestamp;
      flow.reset();
      return { candidate: null, sign: null, scores: null, up: false, moves: movements.running };
    }
    const moving =
      movement && judgeMovement(movement.classification, [...seen, ...waiting], timestamp);
    let judged = moving ?? judgeHolds(timestamp, frameSize);
    if (judged.sign === null) {
      const letter = judgeFlow(input);
      judged = letter
        ? { candidate: null, sign: letter.gesture, scores: letter.scores }
        : { ...judged, scores: judgeUnnamed(timestamp, frameSize) };
    }
    const up = isAnyUp(handsOf(input, waiting), timestamp, settings.dwellMs);
    return { ...judged, up, moves: movements.running, ended };
  }

  function keep(gestures: ReadonlySet<string>): void {
    for (const followed of follower.hands) {
      if (followed.hold && !gestures.has(followed.hold.gesture)) followed.hold = null;
      if (followed.rival && !gestures.has(followed.rival.gesture)) followed.rival = null;
    }
  }

  return { step, keep, reset };
}

const noLetters: ReadonlySet<string> = new Set();

const shortSide = ({ width, height }: FrameSize): number => Math.min(width, height);
