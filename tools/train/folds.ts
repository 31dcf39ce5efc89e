/** Splits by person or source: what is scored was never trained on. */
import { UNKNOWN } from '../../src/learning/losses.ts';
import type { BankSample } from './dataset.ts';

export interface Fold {
  name: string;
  train: BankSample[];
  test: BankSample[];
}

/** Folds into which the unknown samples of many-people sources are dealt, by their split key. */
const stableHash = (text: string): number => {
  let hash = 2166136261;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  }
  return hash >>> 0;
};

/**
 * One fold for each source in `alone` (a source of one person, or few), which is tested on whole;
 * every other source (many people) is dealt over the folds by its split key, so that each of its
 * samples is tested in exactly one fold too.
 */
export function leaveOneSourceOut(
  samples: readonly BankSample[],
  alone: readonly string[],
): Fold[] {
  const sourceOf = (sample: BankSample) => sample.group.split('/')[0]!;
  const foldOf = (sample: BankSample): number => {
    const index = alone.findIndex((name) => sourceOf(sample).startsWith(name));
    return index >= 0 ? index : stableHash(sample.group) % alone.length;
  };
  const usable = samples.filter((sample) => sample.role !== 'unseen');
  const folds = usable.map(foldOf);
  return alone.map((name, i) => ({
    name,
    train: usable.filter((_, k) => folds[k] !== i),
    test: usable.filter((_, k) => folds[k] === i),
  }));
}

export const isKnown = (sample: BankSample): boolean => sample.label !== UNKNOWN;
