/**
 * Learns the user's own words: a word whose letters they put back twice is one. Counts are kept on
 * this device, in no private window.
 */
import * as v from 'valibot';
import { maxOwnWords, type SettingsChange } from '../../settings/schema.ts';
import { maxCounted, PutBackCounts, putBackKey } from '../../settings/site-records.ts';

/** How often a word is put back until it is the user's own. */
export const learntAfter = 2;
/** Shorter letters are no word: a slip would be learnt. */
const shortest = 2;

export interface PutBackParts {
  /** The part of `browser.storage.local` that is needed. */
  area: {
    get(key: string): Promise<Record<string, unknown>>;
    set(items: Record<string, unknown>): Promise<void>;
  };
  /** The user's own words now. */
  ownWords(): readonly string[];
  save(change: SettingsChange): Promise<unknown>;
}

/** @returns to be called with each word that the user puts back; never rejects */
export function createPutBack({ area, ownWords, save }: PutBackParts) {
  const count = async (word: string): Promise<void> => {
    const known = ownWords();
    const isKnown = known.some((own) => own.toUpperCase() === word.toUpperCase());
    if (isKnown || word.length < shortest || known.length >= maxOwnWords) return;
    const stored = v.safeParse(PutBackCounts, (await area.get(putBackKey))[putBackKey]);
    const counts = stored.success ? stored.output : [];
    const times = (counts.find(([counted]) => counted === word)?.[1] ?? 0) + 1;
    const others = counts.filter(([counted]) => counted !== word);
    if (times < learntAfter) {
      await area.set({ [putBackKey]: [...others, [word, times]].slice(-maxCounted) });
      return;
    }
    await save({ ownWords: [...known, word] });
    await area.set({ [putBackKey]: others });
  };
  /** One after the other, so that no count is lost. */
  let last: Promise<void> = Promise.resolve();
  return (word: string): Promise<void> => {
    last = last.then(() => count(word)).catch(() => undefined);
    return last;
  };
}
