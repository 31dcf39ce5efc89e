/**
 * Runs the takes of a gesture that was misread: each is a short recording with its own countdown, so
 * that the hand is lowered and shown anew; then they are handed over to be learnt.
 */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Timers } from '../../clock/clock.ts';
import { type Problem, toProblem } from '../../messaging/problems.ts';
import type { SampleHand } from '../../packs/samples.ts';
import type { LearntWay } from '../../teaching/own-way.ts';
import {
  planOfTake,
  type RecordingState,
  see,
  startRecording,
  tick,
} from '../../teaching/recording/recording.ts';
import type { Eye } from '../camera/eye.ts';

export const takeCount = 3;

export type TakesState =
  | { phase: 'ready' }
  /** `take` counts from 0. */
  | { phase: 'showing'; take: number; recording: RecordingState }
  /** The hand could not be seen well enough in this take. */
  | { phase: 'missed'; take: number; recording: RecordingState }
  | { phase: 'learning' }
  | { phase: 'done'; learnt: LearntWay }
  | { phase: 'failed'; problem: Problem };

export interface TakesParts extends Pick<Timers, 'now' | 'every'> {
  eye: Eye;
  /** Unix time, ms. */
  unixNow(): number;
  /** Random, unique ids. */
  newId(): string;
  /** Learns from the takes and stores what was learnt. Rejects with a ProblemError. */
  learn(takes: readonly SampleHand[]): Promise<LearntWay>;
}

export interface Takes {
  readonly state: ReadonlySignal<TakesState>;
  /** The clock's time of the last step, for the countdown. */
  readonly at: ReadonlySignal<number>;
  /** Starts with the first take, or goes on with the one that was missed; the eye must be live. */
  start(): void;
  /** Gives up; nothing is learnt. */
  stop(): void;
  dispose(): void;
}

const tickMs = 100;

export function createTakes(parts: TakesParts): Takes {
  const { eye } = parts;
  const state = signal<TakesState>({ phase: 'ready' });
  const at = signal(0);
  let takes: SampleHand[] = [];
  let undo: (() => void)[] = [];
  let disposed = false;

  const unlisten = (): void => {
    for (const run of undo) run();
    undo = [];
  };
  const begin = (): void => {
    at.value = parts.now();
    const recording = startRecording(planOfTake(), {
      at: at.value,
      recordedAt: parts.unixNow(),
      take: parts.newId(),
    });
    state.value = { phase: 'showing', take: takes.length, recording };
  };
  const learn = async (): Promise<void> => {
    unlisten();
    state.value = { phase: 'learning' };
    eye.close();
    try {
      const learnt = await parts.learn(takes);
      if (!disposed) state.value = { phase: 'done', learnt };
    } catch (error) {
      if (!disposed)
        state.value = { phase: 'failed', problem: toProblem(error, 'training-failed') };
    }
  };
  const step = (change: (recording: RecordingState) => RecordingState): void => {
    const now = state.peek();
    if (now.phase !== 'showing') return;
    at.value = parts.now();
    const recording = change(now.recording);
    if (recording.phase !== 'done') {
      state.value = { ...now, recording };
      return;
    }
    const { samples } = recording;
    const hand = samples[Math.floor(samples.length / 2)]?.hands[0];
    if (!hand) {
      unlisten();
      state.value = { phase: 'missed', take: now.take, recording };
      return;
    }
    takes = [...takes, hand];
    if (takes.length < takeCount) begin();
    else void learn();
  };
  const stop = (): void => {
    unlisten();
    takes = [];
    state.value = { phase: 'ready' };
  };

  return {
    state,
    at,
    start() {
      const { phase } = state.peek();
      if (phase === 'showing' || phase === 'learning') return;
      if (phase !== 'missed') takes = [];
      begin();
      undo.push(
        eye.listen((seen) => step((recording) => see(recording, seen, parts.now(), parts.newId))),
        parts.every(tickMs, () => step((recording) => tick(recording, parts.now()))),
        // The camera was lost or closed.
        eye.state.subscribe(({ phase: eyePhase }) => {
          if (eyePhase === 'live') return;
          queueMicrotask(() => {
            if (state.peek().phase === 'showing') stop();
          });
        }),
      );
    },
    stop,
    dispose() {
      disposed = true;
      unlisten();
    },
  };
}
