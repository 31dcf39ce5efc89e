/**
 * Runs one recording at a time: feeds the pure state machine with what the eye sees and with time,
 * and hands over the samples at its end.
 */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Timers } from '../../../clock/clock.ts';
import type { Sample } from '../../../packs/samples.ts';
import { type KindWatch, kindOf, startKind, watchKind } from '../../../teaching/recording/kind.ts';
import { planOf, see, startRecording, tick } from '../../../teaching/recording/recording.ts';
import {
  planOfMovements,
  seeMovements,
  startMovements,
  tickMovements,
} from '../../../teaching/recording/recording-movements.ts';
import {
  type Resemblance,
  resembled,
  startResemblance,
  watchResemblance,
} from '../../../teaching/recording/resemblance.ts';
import {
  type Begin,
  type Observation,
  type Plan,
  type Run,
  stop,
} from '../../../teaching/recording/run.ts';
import type { Eye } from '../../camera/eye.ts';

export interface RecorderParts extends Pick<Timers, 'now' | 'every'> {
  eye: Eye;
  /** Key of the gesture that is recorded; null: hands that mean nothing. */
  own: string | null;
  /** Unix time, ms. */
  unixNow(): number;
  /** Random, unique ids. */
  newId(): string;
  /** Called when a recording has ended with at least one sample. */
  onSamples(samples: readonly Sample[]): void;
}

export interface Recorder {
  /** The running recording, or else the last one. */
  readonly state: ReadonlySignal<Run | null>;
  /** What the last recording showed; null: it runs, or that is not clear. */
  readonly kind: ReadonlySignal<ReturnType<typeof kindOf>>;
  /** Key of the other gesture that the recording was mostly taken for; null: none. */
  readonly resembles: ReadonlySignal<string | null>;
  /** The clock's time of the last step, for the countdown. */
  readonly at: ReadonlySignal<number>;
  readonly running: ReadonlySignal<boolean>;
  /**
   * Starts with the countdown; the eye must be live.
   *
   * @param have how many samples there are already
   */
  start(of: Plan['of'], have: number): void;
  /** Takes samples from a video or pictures; movements from a video only. Resolves at the end. */
  startFiles(of: Plan['of'], files: readonly File[]): Promise<void>;
  stop(): void;
  /** Ends a running recording, whose samples are still handed over. */
  dispose(): void;
}

const tickMs = 100;

/** The steps of one recording, whichever kind it is. */
interface Steps {
  tick(at: number): Run;
  see(look: Observation, at: number): Run;
  stop(): Run;
}

function stepsOf<R extends Run>(
  first: R,
  tickOne: (run: R, at: number) => R,
  seeOne: (run: R, look: Observation, at: number, newId: () => string) => R,
  newId: () => string,
): Steps {
  let run = first;
  const to = (next: R): R => {
    run = next;
    return next;
  };
  return {
    tick: (at) => to(tickOne(run, at)),
    see: (look, at) => to(seeOne(run, look, at, newId)),
    stop: () => to(stop(run)),
  };
}

export function createRecorder(parts: RecorderParts): Recorder {
  const { eye } = parts;
  const state = signal<Run | null>(null);
  const kind = signal<ReturnType<typeof kindOf>>(null);
  const resembles = signal<string | null>(null);
  const at = signal(0);
  const running = signal(false);
  let steps: Steps | null = null;
  let watch: KindWatch = startKind;
  let likeness: Resemblance = startResemblance;
  let undo: (() => void)[] = [];

  const end = (ended: Run): void => {
    for (const run of undo) run();
    undo = [];
    steps = null;
    running.value = false;
    kind.value = kindOf(watch);
    state.value = ended;
    // Files are done with; the camera stays on for what comes next. A problem must stay visible.
    if (ended.plan.from !== 'live' && eye.state.peek().phase !== 'problem') eye.close();
    if (ended.samples.length > 0) parts.onSamples(ended.samples);
  };
  const step = (take: (steps: Steps, at: number) => Run): void => {
    if (!steps) return;
    at.value = parts.now();
    const next = take(steps, at.value);
    if (next.phase === 'done') end(next);
    else state.value = next;
  };
  const begin = (of: Plan['of'], from: Plan['from'], have = 0): void => {
    at.value = parts.now();
    running.value = true;
    kind.value = null;
    watch = startKind;
    resembles.value = null;
    likeness = startResemblance;
    const first: Begin = { at: at.value, recordedAt: parts.unixNow(), take: parts.newId() };
    if (of === 'moving') {
      const run = startMovements(planOfMovements(from === 'live' ? 'live' : 'video', have), first);
      state.value = run;
      steps = stepsOf(run, tickMovements, seeMovements, parts.newId);
    } else {
      const run = startRecording(planOf(of, from, have), first);
      state.value = run;
      steps = stepsOf(run, tick, see, parts.newId);
    }
    undo.push(
      eye.listen((seen) => {
        // Hands are brought into place during the countdown.
        if (state.value?.phase === 'taking') {
          watch = watchKind(watch, seen);
          likeness = watchResemblance(likeness, seen);
          // Said once, and not taken back by a frame more or less.
          if (parts.own !== null)
            resembles.value ??= resembled(likeness, parts.own, of === 'moving');
        }
        step((now, at) => now.see(seen, at));
      }),
    );
  };
  const stopNow = (): void => step((now) => now.stop());

  return {
    state,
    kind,
    resembles,
    at,
    running,
    start(of, have) {
      if (running.value) return;
      begin(of, 'live', have);
      undo.push(parts.every(tickMs, () => step((now, at) => now.tick(at))));
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
      begin(of, video ? 'video' : 'pictures');
      await eye.look(files);
      // Even if the files could not all be watched, keep the samples taken.
      stopNow();
    },
    stop: stopNow,
    dispose: stopNow,
  };
}
