import { beginningOf, drawnWith } from './drawn-letters.ts';
import { createFlow, type FlowLetter } from './flow.ts';
import {
  type FollowedHand,
  follow,
  isStill,
  type Moment,
  newest,
  restartHold,
} from './followed-hands.ts';
import { createFollower, type Followed } from './follower.ts';
import {
  type Gate,
  type GateInput,
  type GateOptions,
  type GateOutput,
  gateDefaults,
} from './gate-types.ts';
import { type IntentJudge, intentJudge } from './intent.ts';
import { type FrameSize, intentFeatures } from './intent-features.ts';
import { createSameSign } from './movement/same-sign.ts';
import { createUnread } from './movement/unread.ts';
import { createMovementWatch, type EndedMovement } from './movement/watch.ts';
import { createReported } from './reported.ts';
import {
  endedVague,
  endsMovement,
  hasCounted,
  isAnyUp,
  meanScores,
  unnamedHold,
} from './spelling.ts';
import type { Candidate, Scores } from './types.ts';
import { type WhyNot, whyNot } from './why-not.ts';

type Judged = Omit<GateOutput, 'up' | 'moves' | 'ended' | 'reason'>;

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
  /** Of the hands that were judged in this frame, whether what they hold is meant. */
  const meantNow = new Map<FollowedHand, boolean>();
  const reported = createReported(settings.releaseMs);
  const sameSign = createSameSign();
  const unread = createUnread();

  function reset(): void {
    flow.reset();
    follower.reset();
    reported.reset();
    movements.reset();
    sameSign.reset();
    unread.reset();
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
    const known = meantNow.get(followed);
    if (known !== undefined) return known;
    const others = follower.hands.filter((other) => other !== followed);
    const features = intentFeatures(as, others, frameSize, settings.dwellMs);
    const meant = judge(features, as.hold?.gesture ?? '', as === followed);
    meantNow.set(followed, meant);
    return meant;
  };

  /** Reports a movement that was named, unless its sign goes on or has not been released. */
  function judgeMovement(
    { movement, classification: { gesture, scores } }: EndedMovement,
    hands: readonly FollowedHand[],
    timestamp: number,
  ): Judged | null {
    if (gesture === null) return null;
    const beginning = beginningOf(gesture, movement, hands);
    // Letters that flow may have been read before a drawn one ended: its place in the word is gone.
    if (beginning === 'later') return null;
    for (const followed of hands) {
      followed.counted = { at: timestamp, named: true, gesture, isMovement: true };
      flow.read(followed);
    }
    const heldLetter = drawnWith[gesture];
    // Its last shape is part of it, also if the hand was lost on the way and counts as another.
    if (heldLetter !== undefined) reported.add(heldLetter);
    // A letter may be doubled, as in PIZZA.
    if ((heldLetter === undefined && sameSign.goesOn(gesture, movement)) || reported.has(gesture))
      return null;
    reported.add(gesture);
    return { candidate: null, sign: gesture, scores, ...beginning };
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
        const { gesture } = hold;
        followed.counted = { at: timestamp, named: true, gesture, isRepeat: isReported };
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
          followed.counted = { at: timestamp, named: true, gesture };
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
    for (const followed of follower.hands) {
      if (!isLarge(newest(followed), frameSize)) continue;
      const ended = endedVague(followed, timestamp, { ...settings, from: suppressedAt });
      if (ended && flow.isNewUnnamed(followed, ended.since)) return ended.scores;
    }
    return null;
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

  const reasonNow = (
    { timestamp, hands, unclear = [], frameSize }: GateInput,
    seen: readonly FollowedHand[],
  ): WhyNot | undefined =>
    whyNot(
      seen.map((followed, i) => ({ followed, hand: hands[i]!.hand })),
      {
        ...settings,
        timestamp,
        frameSize,
        from: suppressedAt,
        isAnyUnclear: unclear.length > 0,
        known: follower.hands,
        isLarge: (followed) => isLarge(newest(followed), frameSize),
        isMeant: (followed, as) => isMeant(followed, frameSize, as),
      },
    );

  function step(input: GateInput): GateOutput {
    const { timestamp, hands, frameSize, suppressed } = input;
    if (timestamp < lastTimestamp) reset();
    lastTimestamp = timestamp;
    meantNow.clear();
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
      if (suppressed.unsaid !== undefined) {
        reported.takeBack(suppressed.unsaid);
        sameSign.takeBack(suppressed.unsaid);
      }
      for (const followed of follower.hands) restartHold(followed);
      suppressedAt = timestamp;
      flow.reset();
      unread.reset();
      return { candidate: null, sign: null, scores: null, up: false, moves: movements.running };
    }
    const moving = movement && judgeMovement(movement, [...seen, ...waiting], timestamp);
    let judged = moving ?? judgeHolds(timestamp, frameSize);
    if (judged.sign === null) {
      const letter = judgeFlow(input);
      judged = letter
        ? readLetter(letter)
        : { ...judged, scores: judgeUnnamed(timestamp, frameSize) };
    }
    const up = isAnyUp(handsOf(input, waiting), timestamp, settings.dwellMs);
    if (judged.sign !== null) unread.reset();
    const frame = {
      timestamp,
      isGone: seen.length + waiting.length === 0,
      isHolding: judged.candidate !== null,
      frameSize,
    };
    const reason =
      judged.sign === null ? unread.step(ended, reasonNow(input, seen), frame) : undefined;
    return { ...judged, reason, up, moves: movements.running, ended };
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

const readLetter = ({ gesture, scores, wasUnnamed }: FlowLetter): Judged => ({
  candidate: null,
  sign: gesture,
  scores,
  wasUnnamed,
});

const shortSide = ({ width, height }: FrameSize): number => Math.min(width, height);
