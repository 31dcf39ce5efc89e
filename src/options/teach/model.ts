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
import type { PackStore, StoredPack, TaughtRecord, Undo } from '../../packs/store-types.ts';

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

/** What was deleted last, and how it comes back; without `undo`, it is back. */
export interface Removed {
  what: string;
  undo: Undo | null;
}

export interface TeachModel {
  /** Null until it is read. */
  readonly taught: ReadonlySignal<Taught | null>;
  readonly problem: ReadonlySignal<Problem | null>;
  /** Runs a change. @returns whether it succeeded; if not, `problem` is set */
  change(run: (store: PackStore) => Promise<void>): Promise<boolean>;
  /** Null after every other change. */
  readonly removed: ReadonlySignal<Removed | null>;
  /** Runs a deletion that can be undone. @param what what is deleted, as a sentence */
  remove(what: string, run: (store: PackStore) => Promise<Undo>): Promise<void>;
  /** Puts back what was deleted last. @param back what to say then */
  undo(back: string): Promise<void>;
  reload(): Promise<void>;
  forgetProblem(): void;
  dispose(): void;
}

export function createTeachModel(store: PackStore): TeachModel {
  const taught = signal<Taught | null>(null);
  const problem = signal<Problem | null>(null);
  const removed = signal<Removed | null>(null);
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

  const change: TeachModel['change'] = async (run) => {
    removed.value = null;
    try {
      await run(store);
    } catch (error) {
      if (!disposed) problem.value = toProblem(error, 'storage-failed');
      return false;
    }
    problem.value = null;
    await reload();
    return true;
  };

  return {
    taught,
    problem,
    removed,
    reload,
    change,
    async remove(what, run) {
      let undo: Undo | null = null;
      const isGone = await change(async () => {
        undo = await run(store);
      });
      if (isGone) removed.value = { what, undo };
    },
    async undo(back) {
      const last = removed.value?.undo;
      if (last && (await change(last))) removed.value = { what: back, undo: null };
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
