/**
 * People who are left out in turn, judged by logits alone, for experiments; and a short training, for those
 * that compare many: one head, fewer posed and made hands.
 */
import { logits } from '../../../src/learning/infer.ts';
import { unknownLabel } from '../../../src/learning/losses.ts';
import { argmax, mean } from '../../../src/learning/metrics.ts';
import type { Head } from '../../../src/learning/train.ts';
import type { VocabularyId } from '../shapes.ts';
import type { BankSample } from './dataset.ts';
import { type Fold, leaveOneOut } from './folds.ts';
import {
  type Features,
  people,
  type Recipe,
  recipeOf,
  shippedFeatures,
  trainOn,
} from './recipe.ts';

/** A left-out hand of a known gesture. */
export interface ShortlyJudged {
  source: string;
  right: boolean;
  /** The greatest logit. */
  score: number;
}

export interface LeftOutHands {
  hands: ShortlyJudged[];
  /** Greatest logits of idle hands, and of gestures, that no training sees. */
  idle: number[];
  unseen: number[];
}

export function shortRecipe(vocabulary: VocabularyId, batches: number): Recipe {
  return {
    ...recipeOf(vocabulary),
    heads: 1,
    posedPerPose: 100,
    made: { mixed: 8000, between: 4000, bent: 5000 },
    batches,
  };
}

const seed = 1;

/** Judges a hand by the mean of some heads' logits. */
export type Judge = (sample: BankSample) => Omit<ShortlyJudged, 'source'>;

export function judgeBy(heads: readonly Head[], { of }: Features = shippedFeatures): Judge {
  return (sample) => {
    const features = of(sample.points);
    const rows = heads.map((head) => logits(head, features));
    const row = rows[0]!.map((_, k) => mean(rows.map((own) => own[k]!)));
    return { score: Math.max(...row), right: argmax(row) === sample.label };
  };
}

export async function trainedJudge(
  vocabulary: VocabularyId,
  train: readonly BankSample[],
  recipe: Recipe,
): Promise<Judge> {
  return judgeBy((await trainOn(train, vocabulary, recipe, seed)).heads, recipe.features);
}

/**
 * All left-out hands of people, and the unseen ones, judged by the folds that left them out.
 *
 * @param judgeWithout gives what judges the hands of a fold, which has not seen them
 * @param most how many folds to judge; the people of the others are left out altogether
 */
export async function judgeLeftOut(
  vocabulary: VocabularyId,
  samples: readonly BankSample[],
  judgeWithout: (fold: Fold) => Promise<Judge>,
  most = Infinity,
): Promise<LeftOutHands> {
  const out: LeftOutHands = { hands: [], idle: [], unseen: [] };
  const alone = people[vocabulary].flat();
  for (const fold of leaveOneOut(samples, people[vocabulary]).slice(0, most)) {
    const judge = await judgeWithout(fold);
    for (const sample of fold.test) {
      if (sample.label === unknownLabel || !isOf(sample, alone)) continue;
      out.hands.push({ source: sourceOf(sample), ...judge(sample) });
    }
    for (const sample of samples) {
      if (sample.role !== 'unseen') continue;
      (sample.shape === 'idle' ? out.idle : out.unseen).push(judge(sample).score);
    }
  }
  return out;
}

const sourceOf = ({ group }: BankSample): string => group.split('/')[0]!;
/** @param sources prefixes of sources */
export const isOf = (sample: BankSample, sources: readonly string[]): boolean =>
  sources.some((name) => sourceOf(sample).startsWith(name));
