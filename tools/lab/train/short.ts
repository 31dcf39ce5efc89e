/**
 * Short trainings that leave out each fold of people once, for experiments that compare many of them: one
 * head, fewer posed and made hands, no distance check.
 */
import { logits } from '../../../src/learning/infer.ts';
import { unknownLabel } from '../../../src/learning/losses.ts';
import { argmax, mean } from '../../../src/learning/metrics.ts';
import type { VocabularyId } from '../shapes.ts';
import type { BankSample } from './dataset.ts';
import { leaveOneOut } from './folds.ts';
import { people, type Recipe, recipeOf, shippedFeatures, trainOn } from './recipe.ts';

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

/** Trains, and returns how the mean of the heads judges a hand. */
export async function trainedJudge(
  vocabulary: VocabularyId,
  train: readonly BankSample[],
  recipe: Recipe,
): Promise<(sample: BankSample) => Omit<ShortlyJudged, 'source'>> {
  const { heads } = await trainOn(train, vocabulary, recipe, seed);
  const { of } = recipe.features ?? shippedFeatures;
  return (sample) => {
    const features = of(sample.points);
    const rows = heads.map((head) => logits(head, features));
    const row = rows[0]!.map((_, k) => mean(rows.map((own) => own[k]!)));
    return { score: Math.max(...row), right: argmax(row) === sample.label };
  };
}

/**
 * All left-out hands of people, and the unknown and unseen ones, judged by the fold that left them out.
 *
 * @param without prefixes of sources that are not trained on, but tested
 * @param most how many folds to train; the people of the others are not judged
 */
export async function judgeLeftOut(
  vocabulary: VocabularyId,
  samples: readonly BankSample[],
  recipe: Recipe,
  without: readonly string[] = [],
  most = Infinity,
): Promise<LeftOutHands> {
  const out: LeftOutHands = { hands: [], idle: [], unseen: [] };
  const alone = people[vocabulary].flat();
  for (const fold of leaveOneOut(samples, people[vocabulary]).slice(0, most)) {
    const train = fold.train.filter((sample) => !isOf(sample, without));
    const judge = await trainedJudge(vocabulary, train, recipe);
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
const isOf = (sample: BankSample, sources: readonly string[]): boolean =>
  sources.some((name) => sourceOf(sample).startsWith(name));
