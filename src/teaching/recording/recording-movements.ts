/**
 * One recording of a moving sign: countdown, then each movement becomes a take, so that takes are cut
 * by lowering the hands. Pure, as `recording.ts` is.
 */
import { movementFault } from '../../packs/movements.ts';
import type { SampleHand } from '../../packs/samples.ts';
import type { FrameSize } from '../../recognizer/signs/intent-features.ts';
import { samplesToTake, targetOf } from '../targets.ts';
import { type Guidance, handSizes, type Said, say, sayFirst, times } from './guidance.ts';
import {
  type Begin,
  fullAt,
  movementSample,
  type Observation,
  type Plan,
  phaseAt,
  type Run,
  startRun,
} from './run.ts';

export interface MovementPlan extends Plan {
  of: 'moving';
}

const live: Omit<MovementPlan, 'want'> = {
  of: 'moving',
  from: 'live',
  countdownMs: 3000,
  patienceMs: 30_000,
};

/** At most this many movements are taken from a file, which is looked at to its end. */
const mostOfFile = 20;

/**
 * The plan of a recording; a file is looked at to its end. A picture shows no movement.
 *
 * @param have how many samples there are already
 */
export const planOfMovements = (from: 'live' | 'video', have = 0): MovementPlan =>
  from === 'live'
    ? { ...live, want: samplesToTake(have, targetOf({ moves: true })) }
    : { ...live, from, countdownMs: 0, patienceMs: Infinity, want: mostOfFile };

export type MovementDrop = 'early' | 'short' | 'long' | 'presence' | 'outside' | 'small' | 'large';

export interface MovementRun extends Run {
  plan: MovementPlan;
  dropped: Readonly<Record<MovementDrop, number>>;
  /** Since when a movement runs, ms of the caller's clock. */
  movingSince: number | null;
  /** The running movement is the rest of one that was cut because it took too long. */
  cut: boolean;
}

export function startMovements(plan: MovementPlan, begin: Begin): MovementRun {
  return {
    ...startRun(plan, begin, 'sign-once'),
    dropped: { early: 0, short: 0, long: 0, presence: 0, outside: 0, small: 0, large: 0 },
    movingSince: null,
    cut: false,
  };
}

/** The recording after time has passed without a frame. */
export function tickMovements(run: MovementRun, at: number): MovementRun {
  const next = phaseAt(run, at);
  return next.phase === 'taking' ? { ...next, said: saidWithout(next, at) } : next;
}

/** The recording after a frame. @param newId gives random, unique ids */
export function seeMovements(
  run: MovementRun,
  look: Observation,
  at: number,
  newId: () => string,
): MovementRun {
  const ticked = tickMovements(run, at);
  if (ticked.phase === 'done') return ticked;
  const isMoving = look.isMoving === true;
  let next: MovementRun = {
    ...ticked,
    movingSince: isMoving ? (ticked.movingSince ?? at) : null,
  };
  if (ticked.phase === 'countdown') return next;
  for (const hands of look.movements ?? []) {
    const reason = whyNot(next, hands, look, at);
    if (reason) {
      next = {
        ...next,
        // A movement goes on although one has just ended: that one was cut.
        cut: isMoving,
        dropped: { ...next.dropped, [reason]: next.dropped[reason] + 1 },
        said: answer(next.said, remedies[reason], at),
      };
      continue;
    }
    next = {
      ...next,
      samples: [...next.samples, movementSample(next, hands, at, newId)],
      said: answer(next.said, 'got-it', at),
    };
    if (next.samples.length >= next.plan.want) break;
  }
  return fullAt(isMoving ? next : { ...next, cut: false });
}

/** The landmark model is less sure of a hand in motion than of one that is held. */
const leastPresence = 0.7;
/** A movement is shown for a moment before and after it too (`cutter.ts`). */
const leastMs = 350;
/** Hands come from below the picture and leave there, so a part of a movement may be cut off. */
const leastInside = 0.6;
/** How far outside the frame a landmark may be, over the frame's shorter side. */
const rim = 0.02;

function whyNot(
  { startedAt, plan, cut }: MovementRun,
  hands: readonly SampleHand[],
  look: Observation,
  at: number,
): MovementDrop | null {
  const ms = hands.at(-1)?.time ?? 0;
  // More than half of it was made during the countdown.
  if (at - ms / 2 < startedAt + plan.countdownMs) return 'early';
  if (cut || look.isMoving) return 'long';
  if (ms < leastMs || movementFault(hands)) return 'short';
  const presence = hands.reduce((sum, hand) => sum + hand.presence, 0) / hands.length;
  if (presence < leastPresence) return 'presence';
  const inside = hands.filter((hand) => isInside(hand, look.frameSize)).length;
  if (inside < leastInside * hands.length) return 'outside';
  const sizes = hands.map(({ size }) => size).sort((a, b) => a - b);
  const size = sizes[sizes.length >> 1] ?? 0;
  return size < handSizes.least ? 'small' : size > handSizes.most ? 'large' : null;
}

function isInside({ points, place = [0, 0], size }: SampleHand, frame: FrameSize): boolean {
  const short = Math.min(frame.width, frame.height);
  const [halfWidth, halfHeight] = [frame.width / short / 2 + rim, frame.height / short / 2 + rim];
  return points.every(
    ([x, y]) =>
      Math.abs(place[0] + x * size) <= halfWidth && Math.abs(place[1] + y * size) <= halfHeight,
  );
}

const remedies: Readonly<Record<MovementDrop, Guidance | null>> = {
  early: null,
  short: 'too-short',
  long: 'too-long',
  presence: 'more-light',
  outside: 'into-picture',
  small: 'closer',
  large: 'further',
};

/** What became of a movement is said at once: it answers what the user has just done. */
const answer = (said: Said, guidance: Guidance | null, at: number): Said =>
  guidance === null ? said : sayFirst(guidance, at);

/** What to say while nothing ends. */
function saidWithout({ said, movingSince }: MovementRun, at: number): Said {
  const wanted = movingSince === null ? 'sign-once' : 'in-movement';
  // That a movement runs is said as soon as it has lasted, not only once the request was read.
  if (said.now === 'sign-once' && movingSince !== null && at - movingSince >= times.settle)
    return sayFirst(wanted, at);
  return say(said, wanted, at);
}
