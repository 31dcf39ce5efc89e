/** Splits hands into training and test hands, by person or by group. */
import { createHash } from 'node:crypto';
import type { BankSample } from '../train/dataset.ts';
import type { Kind } from './figures.ts';

export interface HandSplit {
  /** Known and unknown hands to learn from. */
  train: BankSample[];
  test: { sample: BankSample; kind: Kind }[];
}

export interface SplitOptions {
  /** Prefixes of source names that are one person: none of that person's hands is trained on. */
  alone: readonly string[];
  /** Each seed divides the groups differently. */
  seed: number;
}

/** Prefix of sources with many people, whose groups (pictures or users) are divided. */
const manyPeople = 'hagrid';
/** One in this many groups is kept out of training. */
const keptOutOneIn = 4;

/**
 * Splits hands. Test hands are of three kinds:
 *
 * - known: the hands of the person in `alone`; if nobody is named, the known hands of the groups that
 *   are kept out;
 * - unknown: hands of shapes that are trained as unknown, from groups that are kept out, and the
 *   idle hands that no training sees;
 * - unseen: every hand of a shape that no training sees.
 *
 * Hands that are neither (known gestures of kept-out groups, if a person is named) are in no list.
 */
export function splitHands(samples: readonly BankSample[], options: SplitOptions): HandSplit {
  const split: HandSplit = { train: [], test: [] };
  const isAlone = (source: string) => options.alone.some((name) => source.startsWith(name));
  for (const sample of samples) {
    const source = sample.group.split('/')[0]!;
    if (sample.role === 'unseen') {
      split.test.push({ sample, kind: sample.shape === 'idle' ? 'unknown' : 'unseen' });
    } else if (isAlone(source)) {
      if (sample.role === 'known') split.test.push({ sample, kind: 'known' });
    } else if (!source.startsWith(manyPeople) || !isKeptOut(sample.group, options.seed)) {
      split.train.push(sample);
    } else if (sample.copy) {
      // Not tested: another sample shows its picture undegraded.
    } else if (sample.role === 'unknown' || options.alone.length === 0) {
      split.test.push({ sample, kind: sample.role === 'known' ? 'known' : 'unknown' });
    }
  }
  return split;
}

const isKeptOut = (group: string, seed: number): boolean =>
  createHash('sha256').update(`${seed}/${group}`).digest().readUInt32LE(0) % keptOutOneIn === 0;
