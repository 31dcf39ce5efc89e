import type { GesturePreference, UnknownSample } from '../../../../src/packs/samples.ts';
import type {
  PackStore,
  StoreChange,
  StoredPack,
  TaughtRecord,
} from '../../../../src/packs/store-types.ts';

/** The part of the store that the recognizer uses, in memory; tests change it as another page would. */
export function memoryStore() {
  const listeners = new Set<(change: StoreChange) => void>();
  const held = {
    packs: [] as StoredPack[],
    preferences: {} as Record<string, GesturePreference>,
    live: null as TaughtRecord | null,
    waiting: null as TaughtRecord | null,
    /** Whether there is a record that cannot be read. */
    unreadable: false,
    unknowns: [] as UnknownSample[],
    failure: null as Error | null,
    closed: false,
    reads: 0,
    /** What every read waits for. */
    gate: Promise.resolve(),
  };
  const read = async <T>(value: () => T): Promise<T> => {
    held.reads++;
    await held.gate;
    if (held.failure) throw held.failure;
    return structuredClone(value());
  };
  const methods: Partial<PackStore> = {
    packs: () => read(() => held.packs),
    preferences: () => read(() => new Map(Object.entries(held.preferences))),
    taught: (which = 'newest') =>
      read(() => (which === 'live' ? held.live : (held.waiting ?? held.live))),
    usage: () =>
      read(() => ({
        packs: held.packs.length,
        gestures: 0,
        samples: 0,
        unknowns: { nothing: 0, wrong: held.unknowns.length, pack: 0 },
        preferences: 0,
        taught: held.unreadable || held.live !== null || held.waiting !== null,
      })),
    unknowns: () => read(() => held.unknowns),
    addUnknowns: async (samples) => {
      if (held.failure) throw held.failure;
      held.unknowns.push(...structuredClone(samples));
    },
    deleteUnknowns: async (ids) => {
      const before = held.unknowns;
      held.unknowns = before.filter(({ id }) => !ids.includes(id));
      return async () => {
        held.unknowns = before;
      };
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      held.closed = true;
    },
  };
  return {
    held,
    store: methods as PackStore,
    emit: (change: StoreChange) => {
      for (const listener of listeners) listener(change);
    },
    listeners: () => listeners.size,
  };
}

export function record(classifier: unknown, change: Partial<TaughtRecord> = {}): TaughtRecord {
  return {
    classifier,
    report: null,
    trainedAt: 1,
    gestures: [],
    beside: ['signs'],
    live: true,
    ...change,
  };
}

/** Lets all promises that are ready run. */
export const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
