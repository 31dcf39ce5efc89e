/**
 * How often what was practised was right, on this device. It is kept in the extension's own `localStorage`:
 * `storage.local` is open to content scripts, and so to the processes of call pages, which must not
 * learn what a user practises or has taught.
 */
import * as v from 'valibot';
import { ProblemError } from '../../messaging/problems.ts';
import { day } from '../../packs/pack-format.ts';

export const practiceKey = 'practice';
/** At most this many signs and words are counted; those practised longest ago are forgotten first. */
export const maxPractised = 500;
/** Version of the stored shape. */
const version = 1;
/** No count goes higher. */
const mostTimes = 1_000_000;

/** What was practised (a gesture key, or {@link wordKey}), how often it was right, and on which day last. */
export const Practised = v.tuple([
  v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostTimes)),
  day,
]);
export type Practised = v.InferOutput<typeof Practised>;

/** As a backup holds it: in the order of the last time, each once. */
export const PractisedList = v.pipe(
  v.array(Practised),
  v.maxLength(maxPractised),
  v.check((list) => new Set(list.map(([key]) => key)).size === list.length, 'counted twice'),
);

const Stored = v.object({
  version: v.pipe(v.number(), v.minValue(1)),
  items: v.array(v.unknown()),
});

/** Words and signs have different keys: a gesture key begins with a lower-case id of a pack. */
export const wordKey = (word: string): string => `word:${word}`;

/** The part of `localStorage` that is used. */
export type PageStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface PracticeStore {
  /** Oldest first; what is damaged is left out. Never throws. */
  all(): readonly Practised[];
  /** Counts one more. @param today as 2026-01-31. @throws ProblemError 'storage-failed' */
  add(key: string, today: string): void;
  /** @throws ProblemError 'storage-failed'; then nothing is changed */
  replace(items: readonly Practised[]): void;
}

export function createPracticeStore(storage: PageStorage): PracticeStore {
  const all = (): readonly Practised[] => {
    try {
      return readPractised(storage.getItem(practiceKey));
    } catch {
      return [];
    }
  };
  const replace = (items: readonly Practised[]): void => {
    try {
      if (items.length === 0) storage.removeItem(practiceKey);
      else storage.setItem(practiceKey, JSON.stringify({ version, items }));
    } catch (error) {
      throw new ProblemError('storage-failed', String(error), { cause: error });
    }
  };
  return {
    all,
    replace,
    add: (key, today) => replace(countedOnce(all(), key, today)),
  };
}

/** What can be read of what is stored; nothing of what is not even JSON. */
export function readPractised(text: string | null): Practised[] {
  const stored = v.safeParse(v.pipe(v.string(), v.parseJson(), Stored), text);
  if (!stored.success) return [];
  const byKey = new Map<string, Practised>();
  for (const item of stored.output.items) {
    const one = v.safeParse(Practised, item);
    if (!one.success) continue;
    byKey.delete(one.output[0]);
    byKey.set(one.output[0], one.output);
  }
  return [...byKey.values()].slice(-maxPractised);
}

/** The list with one more for this key. */
export function countedOnce(list: readonly Practised[], key: string, today: string): Practised[] {
  const before = list.find(([counted]) => counted === key)?.[1] ?? 0;
  const others = list.filter(([counted]) => counted !== key);
  const now: Practised = [key, Math.min(before + 1, mostTimes), today];
  return [...others, now].slice(-maxPractised);
}
