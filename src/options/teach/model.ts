/**
 * What the user has taught, as stored, and the changes that this section makes. Every failure is in
 * `problem`.
 */
import { type ReadonlySignal, signal } from '@preact/signals';
import { type Problem, toProblem } from '../../messaging/problems.ts';
import {
  gestureKey,
  ownPack,
  type PackGesture,
  type Sample,
  type UnknownSample,
} from '../../packs/samples.ts';
import type { PackStore, StoredPack, TaughtRecord } from '../../packs/store-types.ts';

export interface OwnGesture {
  key: string;
  gesture: PackGesture;
  samples: readonly Sample[];
}

export interface Taught {
  gestures: readonly OwnGesture[];
  /** All packs, including the user's own. */
  packs: readonly StoredPack[];
  unknowns: readonly UnknownSample[];
  /** What was trained last; captions may not use it yet. */
  newest: TaughtRecord | null;
  /** What captions use. */
  live: TaughtRecord | null;
}

export interface TeachModel {
  /** Null until it is read. */
  readonly taught: ReadonlySignal<Taught | null>;
  readonly problem: ReadonlySignal<Problem | null>;
  /** Runs a change. @returns whether it succeeded; if not, `problem` is set */
  change(run: (store: PackStore) => Promise<void>): Promise<boolean>;
  reload(): Promise<void>;
  forgetProblem(): void;
  dispose(): void;
}

export function createTeachModel(store: PackStore): TeachModel {
  const taught = signal<Taught | null>(null);
  const problem = signal<Problem | null>(null);
  let disposed = false;
  let reading: Promise<void> | null = null;
  let again = false;

  const read = async (): Promise<void> => {
    const [packs, samples, unknowns, newest, live] = await Promise.all([
      store.packs(),
      store.samplesOfPack(ownPack),
      store.unknowns(),
      store.taught('newest'),
      store.taught('live'),
    ]);
    if (disposed) return;
    const own = packs.find(({ id }) => id === ownPack);
    const gestures = (own?.gestures ?? []).map((gesture) => ({
      key: gestureKey(ownPack, gesture.id),
      gesture,
      samples: samples.get(gesture.id) ?? [],
    }));
    taught.value = { gestures, packs, unknowns, newest, live: live?.live ? live : null };
  };

  // Changes come in bursts: read once at a time, and once more if something has changed meanwhile.
  const reload = (): Promise<void> => {
    if (reading) {
      again = true;
      return reading;
    }
    reading = (async () => {
      do {
        again = false;
        await read();
      } while (again && !disposed);
    })()
      .catch((error: unknown) => {
        if (!disposed) problem.value = toProblem(error, 'storage-failed');
      })
      .finally(() => {
        reading = null;
      });
    return reading;
  };

  const unsubscribe = store.subscribe(() => void reload());
  void reload();

  return {
    taught,
    problem,
    reload,
    async change(run) {
      try {
        await run(store);
      } catch (error) {
        if (!disposed) problem.value = toProblem(error, 'storage-failed');
        return false;
      }
      problem.value = null;
      await reload();
      return true;
    },
    forgetProblem() {
      problem.value = null;
    },
    dispose() {
      disposed = true;
      unsubscribe();
    },
  };
}
