import { ProblemError } from '../../messaging/problems.ts';
import type { UnknownSample } from '../../packs/samples.ts';
import type { PackStore } from '../../packs/store-types.ts';
import type { Captioned } from './recent.ts';

/** At most this many captions marked as wrong are kept; the oldest are deleted first. */
export const mostWrong = 200;

export interface WrongParts {
  /** Resolves to null when storage does not work. */
  store(): Promise<PackStore | null>;
  /** A random, unique id. */
  newId(): string;
  /** Unix time in milliseconds. */
  now(): number;
}

/** Stores captions that the user marked as wrong, as unknown samples for the next training. */
export interface WrongCaptions {
  /**
   * Writes one after the other, so that none is counted twice. Rejects with the store's ProblemError.
   * @param key gesture key of the caption
   * @returns drops them again: the caption was right after all. Rejects with the store's ProblemError
   */
  keep(key: string, hands: Captioned['hands']): Promise<() => Promise<void>>;
}

export function createWrongCaptions({ store, newId, now }: WrongParts): WrongCaptions {
  let last: Promise<unknown> = Promise.resolve();

  const write = async (sample: UnknownSample): Promise<void> => {
    const open = await store();
    if (!open) throw new ProblemError('storage-failed', 'The store of packs does not open.');
    await open.addUnknowns([sample]);
    const wrong = (await open.unknowns()).filter(({ origin }) => origin === 'wrong');
    if (wrong.length <= mostWrong) return;
    const oldestFirst = [...wrong].sort((a, b) => a.recordedAt - b.recordedAt);
    await open.deleteUnknowns(oldestFirst.slice(0, wrong.length - mostWrong).map(({ id }) => id));
  };

  const remove = async (id: string): Promise<void> => {
    const open = await store();
    await open?.deleteUnknowns([id]);
  };

  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };

  return {
    async keep(key, hands) {
      const id = newId();
      const sample: UnknownSample = {
        id,
        recordedAt: now(),
        // The hands of one caption are near-copies of each other, but not of other samples.
        take: id,
        hands,
        origin: 'wrong',
        captionedAs: key,
      };
      await inTurn(() => write(sample));
      return () => inTurn(() => remove(id));
    },
  };
}
