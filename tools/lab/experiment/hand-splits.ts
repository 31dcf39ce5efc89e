/** Which hands are trained on and which are tested, person by person or group by group. */
import { createHash } from 'node:crypto';
import type { BankSample } from '../train/dataset.ts';
import type { Kind } from './figures.ts';

export interface HandSplit {
  /** Known and unknown hands to learn from. */
  train: BankSample[];
  test: { sample: BankSample; kind: Kind }[];
}

export interface SplitOptions {
  /** Beginnings of names of sources that are one person: none of their hands is trained on. */
  alone: readonly string[];
  /** Another deal of the groups for each. */
  seed: number;
}

/** Sources of many people, whose groups (pictures or users) are dealt out. */
const manyPeople = 'hagrid';
/** One group in so many of them is kept out of training. */
const keptOutOneIn = 4;

/**
 * - known: the hands of the person left alone; where nobody is named, the known hands of the groups
 *   that are kept out;
 * - unknown: hands of shapes that are trained as unknown, from groups that are kept out, and the
 *   idle hands that no training sees;
 * - unseen: every hand of a shape that is in no training.
 *
 * What is neither trained on nor asked for here (a known gesture of a kept-out group while a person
 * is left alone) is in neither list.
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
      // Its picture is tested as it is.
    } else if (sample.role === 'unknown' || options.alone.length === 0) {
      split.test.push({ sample, kind: sample.role === 'known' ? 'known' : 'unknown' });
    }
  }
  return split;
}

const isKeptOut = (group: string, seed: number): boolean =>
  createHash('sha256').update(`${seed}/${group}`).digest().readUInt32LE(0) % keptOutOneIn === 0;
