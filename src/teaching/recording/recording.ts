/**
 * One recording of a gesture, or of hands that mean nothing: countdown, taking of samples, end.
 * Pure: every step takes the state, the observation and the time, and gives the next state. Only
 * landmarks are kept, never an image.
 */
import { movementFault } from '../../packs/movements.ts';
import type { Hand } from '../../recognizer/hand.ts';
import { samplesToTake, targetOf } from '../targets.ts';
import { type Guidance, handSizes, type Kept, say, whatIsMissing } from './guidance.ts';
import {
  insideFrame,
  meantHand,
  placeOf,
  poseDistance,
  shareOfFrame,
  speedBetween,
  toSampleHand,
} from './hand-sample.ts';
import {
  type Begin,
  fullAt,
  lastSampleAt,
  movementSample,
  type Observation,
  type Plan,
  phaseAt,
  type Run,
  startRun,
} from './run.ts';

export interface RecordingPlan extends Plan {
  of: 'gesture' | 'nothing';
  /** How long to wait at least between two samples, so that they are spread over the take, ms. */
  gapMs: number;
  /** Lowest presence with which a hand is taken, 0..1. */
  leastPresence: number;
  /** Above this speed a hand counts as blurred, hand sizes per second. */
  mostSpeed: number;
  /**
   * Poses nearer than this to a kept one are near-copies ({@link poseDistance}). It falls from
   * `fresh` to `patient` within a second without a sample: variety comes first, but someone who
   * holds still gets on too.
   */
  nearCopy: { fresh: number; patient: number };
  /** How long it takes at most until every hint of the guidance had its turn, ms. */
  guidanceMs: number;
}

const gesture: Omit<RecordingPlan, 'want'> = {
  of: 'gesture',
  from: 'live',
  countdownMs: 3000,
  patienceMs: 15_000,
  gapMs: 180,
  // Below .9 the classifier trusts no hand fully (docs/classifier.md), so none is trained on.
  leastPresence: 0.9,
  mostSpeed: 1.5,
  nearCopy: { fresh: 0.04, patient: 0.012 },
  guidanceMs: 15_000,
};

const nothing: Omit<RecordingPlan, 'want'> = {
  ...gesture,
  of: 'nothing',
  // Hands may rest outside the picture for a while.
  patienceMs: 30_000,
  // Each of the things to do gets some seconds.
  gapMs: 700,
  leastPresence: 0.5,
  mostSpeed: 4,
  nearCopy: { fresh: 0.08, patient: 0.04 },
  guidanceMs: 30_000,
};

/** One of the takes of a gesture that was misread: a short hold, of which the middle hand is kept. */
const take: RecordingPlan = {
  ...gesture,
  patienceMs: 12_000,
  want: 3,
  gapMs: 150,
  // Someone who holds still is right here.
  nearCopy: { fresh: 0, patient: 0 },
};

export const planOfTake = (): RecordingPlan => take;

/** At most this many samples are taken from files, which are looked at to their end. */
const mostOfFiles = 40;

/**
 * The plan of a recording. Files are looked at to their end, and pictures have no motion.
 *
 * @param have how many samples there are already
 */
export function planOf(
  of: RecordingPlan['of'],
  from: RecordingPlan['from'],
  have = 0,
): RecordingPlan {
  const plan = of === 'gesture' ? gesture : nothing;
  if (from === 'live') return { ...plan, want: samplesToTake(have, targetOf({})) };
  const files = { ...plan, from, countdownMs: 0, patienceMs: Infinity, want: mostOfFiles };
  return from === 'video' ? files : { ...files, gapMs: 0, mostSpeed: Infinity };
}

export type DropReason = 'presence' | 'outside' | 'moving' | 'small' | 'large' | 'copy' | 'soon';

export interface RecordingState extends Run {
  plan: RecordingPlan;
  take: string;
  /** The samples' hands and places, for thinning and guidance. */
  kept: readonly Kept[];
  dropped: Readonly<Record<DropReason, number>>;
  /** Hands of the last frame, to measure their speed. */
  before: { timestamp: number; hands: readonly Hand[] } | null;
  lastKeptAt: number;
  lastHandAt: number;
}

export function startRecording(plan: RecordingPlan, begin: Begin): RecordingState {
  return {
    ...startRun(plan, begin, plan.of === 'nothing' ? 'rest' : 'go-on'),
    take: begin.take,
    kept: [],
    dropped: { presence: 0, outside: 0, moving: 0, small: 0, large: 0, copy: 0, soon: 0 },
    before: null,
    lastKeptAt: -Infinity,
    lastHandAt: begin.at + plan.countdownMs,
  };
}

/** The state after time has passed without a frame. */
export function tick(state: RecordingState, at: number): RecordingState {
  const next = phaseAt(state, at);
  return next.phase === 'taking'
    ? { ...next, said: say(next.said, withoutHand(next, at), at) }
    : next;
}

/**
 * The state after a frame. During the countdown, hands are only followed.
 *
 * @param newId gives random, unique ids.
 */
export function see(
  state: RecordingState,
  look: Observation,
  at: number,
  newId: () => string,
): RecordingState {
  const ticked = tick(state, at);
  if (ticked.phase === 'done') return ticked;
  const before = { timestamp: look.timestamp, hands: look.hands.map(({ hand }) => hand) };
  if (ticked.phase === 'countdown') return { ...ticked, before };

  const meant = meantHand(look.hands);
  const taken = ticked.plan.of === 'nothing' ? look.hands : meant ? [meant] : [];
  let next: RecordingState = taken.length > 0 ? { ...ticked, lastHandAt: at } : ticked;
  if (ticked.plan.of === 'nothing') next = keepMovements(next, look, at, newId);
  const clear = taken.filter(({ unclear }) => !unclear);
  if (clear.length < taken.length && clear.length === 0) return { ...next, before };
  const reasons: DropReason[] = [];
  // Two hands of one frame are two samples, so the gap applies only between frames.
  const soon = look.timestamp - ticked.lastKeptAt < ticked.plan.gapMs;
  for (const { hand } of clear) {
    const reason = whyNot(next, hand, look, soon);
    if (reason) {
      reasons.push(reason);
      next = { ...next, dropped: { ...next.dropped, [reason]: next.dropped[reason] + 1 } };
    } else if (next.samples.length < next.plan.want) next = keep(next, hand, look, at, newId);
  }
  const wanted = taken.length > 0 ? withHand(next, reasons, at) : withoutHand(next, at);
  next = { ...next, before, said: say(state.said, wanted, at) };
  return fullAt(next);
}

/** How long it takes without a sample until `nearCopy.patient` applies, ms. */
const patienceMs = 1000;

function whyNot(
  { plan, kept, before, lastKeptAt }: RecordingState,
  hand: Hand,
  look: Observation,
  soon: boolean,
): DropReason | null {
  if (hand.presence < plan.leastPresence) return 'presence';
  const share = shareOfFrame(hand, look.frameSize);
  if (plan.of === 'gesture') {
    if (!insideFrame(hand, look.frameSize)) return 'outside';
    if (share < handSizes.least) return 'small';
    if (share > handSizes.most) return 'large';
  }
  if (Number.isFinite(plan.mostSpeed)) {
    // The nearest hand of the last frame is taken for the same one. A hand without one has just
    // appeared, and its speed is not known.
    const speeds = (before?.hands ?? []).map((other) =>
      speedBetween({ hand: other, timestamp: before?.timestamp ?? 0 }, { hand, ...look }),
    );
    if (!(Math.min(...speeds) <= plan.mostSpeed)) return 'moving';
  }
  if (soon) return 'soon';
  const sample = toSampleHand(hand, look.frameSize);
  const { fresh, patient } = plan.nearCopy;
  const waited = Math.min(1, Math.max(0, (look.timestamp - lastKeptAt) / patienceMs));
  const near = fresh + (patient - fresh) * waited;
  const copy = kept.some(
    (other) =>
      other.hand.handedness === sample.handedness && poseDistance(other.hand, sample) < near,
  );
  return copy ? 'copy' : null;
}

function keep(
  state: RecordingState,
  hand: Hand,
  look: Observation,
  at: number,
  newId: () => string,
): RecordingState {
  const sample = toSampleHand(hand, look.frameSize);
  return {
    ...state,
    samples: [
      ...state.samples,
      {
        id: newId(),
        recordedAt: Math.round(state.recordedAt + at - state.startedAt),
        // Each picture of a folder is a take of its own.
        take: state.plan.from === 'pictures' ? newId() : state.take,
        hands: [sample],
      },
    ],
    kept: [...state.kept, { hand: sample, place: placeOf(hand, look.frameSize) }],
    lastKeptAt: look.timestamp,
  };
}

/** Movements that mean nothing are samples too: signs that move are told from them. */
function keepMovements(
  state: RecordingState,
  { movements = [] }: Observation,
  at: number,
  newId: () => string,
): RecordingState {
  const whole = movements.filter((hands) => movementFault(hands) === null);
  return {
    ...state,
    samples: [...state.samples, ...whole.map((hands) => movementSample(state, hands, at, newId))],
  };
}

/** How long no hand must be seen before that is said, ms. */
const noHandMs = 900;
/** How long no sample must be kept, although a good hand is seen, before advice is given, ms. */
const stuckMs = 2000;

/** What to say if no hand is seen. */
function withoutHand(state: RecordingState, at: number): Guidance {
  if (at - state.lastHandAt > noHandMs) return 'no-hand';
  return state.plan.of === 'nothing' ? suggestion(state, at) : state.said.next;
}

function withHand(state: RecordingState, reasons: readonly DropReason[], at: number): Guidance {
  const { plan, samples } = state;
  if (plan.of === 'nothing') return suggestion(state, at);
  const hindrance = reasons.map((reason) => remedies[reason]).find((remedy) => remedy !== null);
  if (hindrance) return hindrance;
  const takingAt = state.startedAt + plan.countdownMs;
  // By time too, so that someone who gets few samples is advised as soon as someone who gets many.
  const share = Math.max(samples.length / plan.want, (at - takingAt) / plan.guidanceMs);
  return whatIsMissing(state.kept, share, at - lastSampleAt(state) > stuckMs);
}

const remedies: Readonly<Record<DropReason, Guidance | null>> = {
  presence: 'more-light',
  outside: 'into-picture',
  moving: 'hold-still',
  small: 'closer',
  large: 'further',
  // `whatIsMissing` advises against copies once they have gone on for a while.
  copy: null,
  soon: null,
};

const suggestions = ['rest', 'face', 'cup'] as const;

/** Each suggestion gets an equal part of the samples, or of the time if there are too few. */
function suggestion({ plan, samples, startedAt }: RecordingState, at: number): Guidance {
  const time = (at - startedAt - plan.countdownMs) / plan.guidanceMs;
  const share = Math.max(samples.length / plan.want, time);
  return suggestions[Math.min(2, Math.max(0, Math.floor(share * 3)))] ?? 'rest';
}
