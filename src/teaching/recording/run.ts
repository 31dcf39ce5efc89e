/** What every recording has: a countdown, patience, samples, a sentence that is said, an end. Pure. */
import type { Sample, SampleHand } from '../../packs/samples.ts';
import type { Hand } from '../../recognizer/hand.ts';
import type { FrameSize } from '../../recognizer/signs/intent-features.ts';
import { type Guidance, type Said, sayFirst } from './guidance.ts';

/** The hands of one frame; `Seen` of the page's recognizer is one. */
export interface Observation {
  /** Of the frame, ms; speeds of hands are measured with it. */
  timestamp: number;
  frameSize: FrameSize;
  /** An `unclear` one is followed, but the frame has too few pixels of it for a sample. */
  hands: readonly { hand: Hand; unclear?: boolean | undefined }[];
  /** Movements that ended with this frame, in the form of samples. */
  movements?: readonly (readonly SampleHand[])[] | undefined;
  /** A movement runs. */
  isMoving?: boolean | undefined;
}

export interface Plan {
  /**
   * `gesture`: one hand, held and clear. `moving`: movements. `nothing`: every hand, even if it moves
   * slowly, and movements.
   */
  of: 'gesture' | 'moving' | 'nothing';
  /** `live`: with countdown, patience and guidance. `video`, `pictures`: from files, to their end. */
  from: 'live' | 'video' | 'pictures';
  countdownMs: number;
  /** The recording ends when no sample has come for this time, ms: nobody shows anything any more. */
  patienceMs: number;
  /** The recording ends when this many samples are kept. */
  want: number;
}

export interface Run {
  plan: Plan;
  phase: 'countdown' | 'taking' | 'done';
  /** When the countdown began, ms of the caller's clock. */
  startedAt: number;
  /** Unix time of the same moment, ms. */
  recordedAt: number;
  samples: readonly Sample[];
  said: Said;
  ended: 'full' | 'time' | 'stopped' | null;
}

/** When and as what a recording begins. */
export interface Begin {
  at: number;
  recordedAt: number;
  /** Id of this take, random and unique. */
  take: string;
}

/** A recording that begins now, with its first sentence. */
export function startRun<P extends Plan>(plan: P, { at, recordedAt }: Begin, first: Guidance) {
  const phase: Run['phase'] = plan.countdownMs > 0 ? 'countdown' : 'taking';
  return {
    plan,
    phase,
    startedAt: at,
    recordedAt,
    samples: [],
    said: sayFirst(first, at + plan.countdownMs),
    ended: null,
  };
}

/** Seconds left of the countdown, rounded up; 0 once it is over. */
export function secondsLeft({ startedAt, plan }: Run, at: number): number {
  return Math.max(0, Math.ceil((startedAt + plan.countdownMs - at) / 1000));
}

/** Ends the recording; kept samples stay. */
export function stop<R extends Run>(run: R): R {
  return run.phase === 'done' ? run : { ...run, phase: 'done', ended: 'stopped' };
}

/** When the last sample was taken, or else when the countdown ended, ms of the caller's clock. */
export function lastSampleAt({ plan, samples, startedAt, recordedAt }: Run): number {
  const last = samples.at(-1);
  return startedAt + (last ? last.recordedAt - recordedAt : plan.countdownMs);
}

/** The run's phase at this time: the countdown or the patience may be over. */
export function phaseAt<R extends Run>(run: R, at: number): R {
  if (run.phase === 'done') return run;
  if (at < run.startedAt + run.plan.countdownMs) return run;
  if (at - lastSampleAt(run) >= run.plan.patienceMs)
    return { ...run, phase: 'done', ended: 'time' };
  return run.phase === 'taking' ? run : { ...run, phase: 'taking' };
}

/** Ends the run once it has all the samples that it wants. */
export function fullAt<R extends Run>(run: R): R {
  return run.samples.length < run.plan.want ? run : { ...run, phase: 'done', ended: 'full' };
}

/** A movement as a sample: a take of its own, because each performance stands alone. */
export function movementSample(
  { recordedAt, startedAt }: Run,
  hands: readonly SampleHand[],
  at: number,
  newId: () => string,
): Sample {
  const id = newId();
  return { id, recordedAt: Math.round(recordedAt + at - startedAt), take: id, hands };
}
