/**
 * The services of the options page for tests: the real store, and fakes of what a browser provides.
 */
import { signal } from '@preact/signals';
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { vi } from 'vitest';
import en from '../../../_locales/en/messages.json';
import { createPracticeStore, type PageStorage } from '../../../src/options/practice/progress.ts';
import type { OptionsServices } from '../../../src/options/services/types.ts';
import type { Clock } from '../../../src/options/teach/context.ts';
import type { SampleHand } from '../../../src/packs/samples.ts';
import { openPackStore } from '../../../src/packs/store.ts';
import type { PackStore } from '../../../src/packs/store-types.ts';
import type { Vocabulary } from '../../../src/packs/types.ts';
import { defaultSettings } from '../../../src/settings/schema.ts';
import type {
  QualityReport,
  TeachingProgress,
  TeachingResult,
  TeachingTask,
} from '../../../src/teaching/types.ts';
import { createWords } from '../../../src/ui/i18n.ts';
import { type HandAt, handAt, picture } from '../teaching/recording/fake-hands.ts';
import { type MovementAt, movementAt } from '../teaching/recording/fake-movements.ts';
import { fakeCameras, fakeRecognizer } from './camera/fake-camera.ts';

const catalogue = new Map<string, { message: string }>(Object.entries(en));
export const words = createWords({
  getMessage: (key, given = []) =>
    (catalogue.get(key)?.message ?? '').replace(/\$(\d)/g, (_, n) => given[Number(n) - 1] ?? ''),
});

export const callGestures: Vocabulary = {
  id: 'call-gestures',
  name: 'Call gestures',
  gestures: [
    { id: 'fist', kind: 'phrase', caption: 'Stop', name: 'Fist' },
    { id: 'peace', kind: 'phrase', caption: 'Peace', name: 'Peace' },
  ],
};
const letters: Vocabulary = {
  id: 'fingerspelling',
  name: 'Fingerspelling',
  language: 'ASL',
  gestures: [{ id: 'A', kind: 'letter', caption: 'A', name: 'A' }],
};

/** An empty `localStorage`. */
export function fakeStorage(): PageStorage & Pick<Storage, 'length' | 'clear'> {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    clear: () => items.clear(),
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

/** A clock that moves only when a test moves it. */
export function handClock() {
  let at = 1000;
  let ids = 0;
  const repeats = new Set<() => void>();
  const clock: Clock = {
    now: () => at,
    unixNow: () => 1_700_000_000_000 + at,
    newId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
    every(_ms, run) {
      repeats.add(run);
      return () => repeats.delete(run);
    },
    after: () => () => undefined,
  };
  return {
    clock,
    repeats,
    pass(ms: number) {
      at += ms;
      for (const run of [...repeats]) run();
    },
  };
}

export const goodReport: QualityReport = {
  gestures: [
    {
      key: 'my-gestures:wait',
      samples: 30,
      takes: 2,
      right: 18,
      wrong: 1,
      missed: 1,
      interval: [0.7, 0.97],
      threshold: 0.5,
    },
  ],
  confusion: {
    keys: ['my-gestures:wait', 'nothing'],
    counts: [
      [18, 2],
      [1, 99],
    ],
  },
  collisions: [{ shown: 'my-gestures:wait', called: 'call-gestures:fist', count: 1, of: 20 }],
  falseCaptions: [{ called: 'my-gestures:wait', origin: 'nothing', count: 1, of: 40 }],
  advice: [{ kind: 'record-more', key: 'my-gestures:wait', have: 12, want: 20 }],
  verdict: 'good',
};

/** A trainer whose trainings end when the test ends them. */
export function fakeTrainer() {
  const trainings: {
    task: TeachingTask;
    progress(progress: TeachingProgress): void;
    finish(report?: QualityReport, movements?: TeachingResult['movements']): void;
    fail(error: unknown): void;
  }[] = [];
  let alive = 0;
  return {
    trainings,
    get alive() {
      return alive;
    },
    create() {
      alive++;
      return {
        train(
          task: TeachingTask,
          options: { onProgress(progress: TeachingProgress): void; signal?: AbortSignal },
        ) {
          return new Promise<TeachingResult>((resolve, reject) => {
            options.signal?.addEventListener('abort', () => reject(options.signal?.reason));
            trainings.push({
              task,
              progress: options.onProgress,
              finish: (report = goodReport, movements = null) =>
                resolve({
                  classifier: { made: 'here' } as unknown as TeachingResult['classifier'],
                  movements,
                  report,
                  ms: 4200,
                }),
              fail: reject,
            });
          });
        },
        dispose() {
          alive--;
        },
      };
    },
  };
}

export function createWorld(thresholds: Record<string, number> = {}) {
  const cameras = fakeCameras();
  const recognizer = fakeRecognizer(thresholds);
  const trainer = fakeTrainer();
  const time = handClock();
  const store: PackStore = openPackStore({ indexedDB: new IDBFactory(), channel: null });
  const practice = createPracticeStore(fakeStorage());
  const never = (): never => {
    throw new Error('not asked for here');
  };
  const services: OptionsServices = {
    store,
    recognizer: recognizer.create,
    trainer: trainer.create,
    teachWay: never,
    settings: { current: signal(defaultSettings), change: never },
    cameras: cameras.door,
    sites: {
      listed: [],
      granted: never,
      request: never,
      remove: never,
      subscribe: () => () => undefined,
    },
    traces: { clear: never, count: never },
    shortcuts: { list: async () => [], change: never, subscribe: () => () => undefined },
    local: { read: never, replace: never },
    practice,
    vocabularies: async () => [callGestures, letters],
    pictograms: async () => new Map(),
    calibrated: async () => new Map(),
    save: vi.fn(),
  };
  /** Shows hands for this many frames, ten per second. */
  const show = (frames: number, hands: (i: number) => HandAt[]): void => {
    for (let i = 0; i < frames; i++) {
      const watch = recognizer.watches.at(-1);
      if (!watch || watch.stopped) return;
      recognizer.show({
        timestamp: time.clock.now(),
        frameSize: picture,
        hands: hands(i).map((hand) => ({ hand: handAt(hand), scores: {}, gesture: null })),
      });
      time.pass(100);
    }
  };
  /** Performs this movement, which ends with the last frame, and lowers the hands. */
  const perform = (movement: MovementAt = {}): void => {
    const frame = (isMoving: boolean, movements: SampleHand[][] = []): void => {
      const hands = isMoving ? [{ hand: handAt(), scores: {}, gesture: null }] : [];
      const watch = recognizer.watches.at(-1);
      if (!watch || watch.stopped) return;
      recognizer.show({
        timestamp: time.clock.now(),
        frameSize: picture,
        hands,
        isMoving,
        movements,
      });
      time.pass(100);
    };
    for (let i = 0; i < (movement.ms ?? 1000); i += 100) frame(true);
    frame(false, [movementAt(movement)]);
    for (let i = 0; i < 8; i++) frame(false);
  };
  return { cameras, recognizer, trainer, time, store, practice, services, show, perform };
}
export type World = ReturnType<typeof createWorld>;

/** A hand that turns slowly back and forth, so that no two samples are the same. */
export const turning = (i: number): HandAt[] => [{ turn: 0.8 * Math.sin(i / 15) }];

/** The button or other control with this text; else an error that lists those that there are. */
export function control<T extends HTMLElement = HTMLButtonElement>(
  text: string,
  selector = 'button, summary',
): T {
  const all = [...document.querySelectorAll<T>(selector)];
  const found = all.find((element) => element.textContent?.includes(text));
  if (!found)
    throw new Error(`no "${text}" among: ${all.map(({ textContent }) => textContent).join(' | ')}`);
  return found;
}

export const page = (): string => document.body.textContent ?? '';
