/** Splits samples by person or source, so that no classifier is scored on what it was trained on. */
import type { BankSample } from './dataset.ts';

export interface Fold {
  name: string;
  train: BankSample[];
  test: BankSample[];
}

/** FNV-1a, 32 bits (public domain); the same on every machine. */
const stableHash = (text: string): number => {
  let hash = 2166136261;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  }
  return hash >>> 0;
};

/**
 * Makes one fold for each entry of `alone`: the sources of one person (or a few), all tested in that
 * fold. The samples of every other source (many people) are divided among the folds by their split
 * key, so that each of them is tested in exactly one fold too.
 *
 * @param alone prefixes of source names, by fold; at least one fold
 */
export function leaveOneOut(
  samples: readonly BankSample[],
  alone: readonly (readonly string[])[],
): Fold[] {
  const foldOf = (sample: BankSample): number => {
    const source = sample.group.split('/')[0]!;
    const own = alone.findIndex((names) => names.some((name) => source.startsWith(name)));
    return own >= 0 ? own : stableHash(sample.group) % alone.length;
  };
  const usable = samples.filter((sample) => sample.role !== 'unseen');
  const folds = usable.map(foldOf);
  return alone.map((names, i) => ({
    name: names.join(' and '),
    train: usable.filter((_, k) => folds[k] !== i),
    test: usable.filter((_, k) => folds[k] === i),
  }));
}
