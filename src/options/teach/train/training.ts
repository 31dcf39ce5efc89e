/**
 * Trains on the stored samples, stores the result as a draft, and lets captions use it or stop
 * using it.
 */
import { type ReadonlySignal, signal } from '@preact/signals';
import { type Problem, toProblem } from '../../../messaging/problems.ts';
import { gestureKey, type UnknownSample } from '../../../packs/samples.ts';
import type { PackStore, StoredPack, TrainedOn } from '../../../packs/store-types.ts';
import type { TeachingProgress, TeachingTask, Trainer } from '../../../teaching/types.ts';

/** The fewest samples of a gesture that is trained: some must be held out to judge it by. */
export const leastSamples = 5;

export type TrainingState =
  | { phase: 'idle' }
  | { phase: 'running'; progress: TeachingProgress }
  | { phase: 'done'; ms: number }
  | { phase: 'cancelled' }
  | { phase: 'failed'; problem: Problem };

export interface TrainingParts {
  store: PackStore;
  /**
   * Makes a trainer for each training; it is disposed of afterwards, because its worker holds
   * memory.
   */
  trainer(): Trainer;
  /** Id of the vocabulary that captions use; own gestures are always trained beside it. */
  vocabulary(): string;
  /** Ids of all shipped vocabularies. */
  shipped(): Promise<readonly string[]>;
  unixNow(): number;
  /** Called with a new classifier stored; the training ends when the page has read it. */
  onStored(): Promise<void>;
}

export interface Training {
  readonly state: ReadonlySignal<TrainingState>;
  /** @returns whether a new classifier was stored */
  run(): Promise<boolean>;
  cancel(): void;
  /**
   * Lets captions use the newest training, or stop using the live one. Rejects with a ProblemError.
   */
  setLive(live: boolean): Promise<void>;
  dispose(): void;
}

/** What to train: the gestures of all enabled packs that have enough samples. */
export async function taskOf(
  store: PackStore,
  shipped: readonly string[],
  vocabulary: string,
): Promise<TeachingTask> {
  const packs = (await store.packs()).filter(({ enabled }) => enabled);
  const samples = await Promise.all(packs.map(({ id }) => store.samplesOfPack(id)));
  const gestures = packs.flatMap((pack, i) =>
    pack.gestures.map(({ id, name, moves }) => ({
      key: gestureKey(pack.id, id),
      name,
      moves,
      samples: samples[i]?.get(id) ?? [],
    })),
  );
  const beside = new Set([vocabulary, ...packs.flatMap((pack) => pack.vocabularies)]);
  return {
    gestures: gestures.filter((gesture) => gesture.samples.length >= leastSamples),
    unknowns: await store.unknowns(),
    vocabularies: shipped.filter((id) => beside.has(id)),
    // Fixed, so that the same samples give the same classifier.
    seed: 1,
  };
}

/** How many samples a training would use now. */
export function trainedOn(
  packs: readonly StoredPack[],
  unknowns: readonly UnknownSample[],
): TrainedOn {
  const counts = { held: {} as Record<string, number>, moving: {} as Record<string, number> };
  for (const { id, gestures, sampleCounts } of packs.filter(({ enabled }) => enabled)) {
    for (const gesture of gestures) {
      const count = sampleCounts[gesture.id] ?? 0;
      if (count < leastSamples) continue;
      counts[gesture.moves ? 'moving' : 'held'][gestureKey(id, gesture.id)] = count;
    }
  }
  return { ...counts, unknowns: unknowns.length };
}

export function createTraining(parts: TrainingParts): Training {
  const state = signal<TrainingState>({ phase: 'idle' });
  let abort: AbortController | null = null;

  return {
    state,
    async run() {
      if (abort) return false;
      const mine = new AbortController();
      abort = mine;
      state.value = { phase: 'running', progress: { share: 0, stage: 'loading' } };
      let trainer: Trainer | null = null;
      try {
        const [packs, unknowns] = [await parts.store.packs(), await parts.store.unknowns()];
        const task = await taskOf(parts.store, await parts.shipped(), parts.vocabulary());
        mine.signal.throwIfAborted();
        trainer = parts.trainer();
        const { classifier, movements, report, ms } = await trainer.train(task, {
          signal: mine.signal,
          onProgress(progress) {
            if (abort === mine) state.value = { phase: 'running', progress };
          },
        });
        mine.signal.throwIfAborted();
        await parts.store.setTaught({
          classifier,
          movements: movements ?? undefined,
          report,
          trainedAt: parts.unixNow(),
          gestures: task.gestures.map(({ key }) => key),
          beside: task.vocabularies,
          trainedOn: trainedOn(packs, unknowns),
          live: false,
        });
        await parts.onStored();
        state.value = { phase: 'done', ms };
        return true;
      } catch (error) {
        state.value = mine.signal.aborted
          ? { phase: 'cancelled' }
          : { phase: 'failed', problem: toProblem(error, 'training-failed') };
        return false;
      } finally {
        trainer?.dispose();
        if (abort === mine) abort = null;
      }
    },
    cancel() {
      abort?.abort();
    },
    async setLive(live) {
      const record = await parts.store.taught(live ? 'newest' : 'live');
      if (record) await parts.store.setTaught({ ...record, live });
    },
    dispose() {
      abort?.abort();
    },
  };
}
