/**
 * Runs one recording at a time: feeds the pure state machine with what the eye sees and with time,
 * releases the camera at the end, and hands over the samples at once.
 */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Timers } from '../../clock/clock.ts';
import type { Sample } from '../../packs/samples.ts';
import {
  planOf,
  type RecordingPlan,
  type RecordingState,
  see,
  startRecording,
  stop,
  tick,
} from '../../teaching/recording/recording.ts';
import type { Eye } from '../camera/eye.ts';

export interface RecorderParts extends Pick<Timers, 'now' | 'every'> {
  eye: Eye;
  /** Unix time, ms. */
  unixNow(): number;
  /** Random, unique ids. */
  newId(): string;
  /** Called when a recording has ended with at least one sample. */
  onSamples(samples: readonly Sample[]): void;
}

export interface Recorder {
  /** The running recording, or else the last one. */
  readonly state: ReadonlySignal<RecordingState | null>;
  /** The clock's time of the last step, for the countdown. */
  readonly at: ReadonlySignal<number>;
  readonly running: ReadonlySignal<boolean>;
  /** Starts with the countdown; the eye must be live. */
  start(of: RecordingPlan['of']): void;
  /** Takes samples from a video or pictures. Resolves at the end. */
  startFiles(of: RecordingPlan['of'], files: readonly File[]): Promise<void>;
  stop(): void;
  /** Ends a running recording, whose samples are still handed over. */
  dispose(): void;
}

const tickMs = 100;

export function createRecorder(parts: RecorderParts): Recorder {
  const { eye } = parts;
  const state = signal<RecordingState | null>(null);
  const at = signal(0);
  const running = signal(false);
  let undo: (() => void)[] = [];

  const end = (ended: RecordingState): void => {
    for (const run of undo) run();
    undo = [];
    running.value = false;
    state.value = ended;
    // Release the camera, unless the eye shows a problem, which must stay visible.
    if (eye.state.peek().phase !== 'problem') eye.close();
    if (ended.samples.length > 0) parts.onSamples(ended.samples);
  };
  const step = (next: RecordingState): void => {
    at.value = parts.now();
    if (next.phase === 'done') end(next);
    else state.value = next;
  };
  const begin = (plan: RecordingPlan): void => {
    at.value = parts.now();
    running.value = true;
    state.value = startRecording(plan, {
      at: at.value,
      recordedAt: parts.unixNow(),
      take: parts.newId(),
    });
    undo.push(
      eye.listen((seen) => {
        if (state.value) step(see(state.value, seen, parts.now(), parts.newId));
      }),
    );
  };
  const stopNow = (): void => {
    if (running.value && state.value) step(stop(state.value));
  };

  return {
    state,
    at,
    running,
    start(of) {
      if (running.value) return;
      begin(planOf(of, 'live'));
      undo.push(
        parts.every(tickMs, () => {
          if (state.value) step(tick(state.value, parts.now()));
        }),
      );
      undo.push(
        // The camera was lost or closed: keep the samples taken so far.
        eye.state.subscribe(({ phase }) => {
          if (phase !== 'live') queueMicrotask(stopNow);
        }),
      );
    },
    async startFiles(of, files) {
      if (running.value) return;
      const video = files.some(({ type }) => type.startsWith('video/'));
      begin(planOf(of, video ? 'video' : 'pictures'));
      await eye.look(files);
      // Even if the files could not all be watched, keep the samples taken.
      stopNow();
    },
    stop: stopNow,
    dispose: stopNow,
  };
}
