/** Heads of letters that learn from the kept hands alone, and their scores for other hands. */
import { logits } from '../../../src/learning/infer.ts';
import { ce } from '../../../src/learning/objectives.ts';
import type { Batch } from '../../../src/learning/optimise.ts';
import type { Random } from '../../../src/learning/random.ts';
import { trainHead } from '../../../src/learning/train.ts';
import { gesturesOf } from '../shapes.ts';
import type { Letter, Numbers } from './numbers.ts';

const gestureCount = gesturesOf('fingerspelling').length;

/** Logarithms of the shares of a softmax, one row for each hand. */
export type Shares = Float32Array[];

const budget = {
  objective: ce,
  gestureCount,
  batchSize: 128,
  learningRate: 2e-3,
  weightDecay: 0.05,
  labelSmoothing: 0.05,
};
const hidden = [128];
const dropout = 0.4;

/** Draws letters equally often, and people of a letter by the root of how many hands they have. */
function drawer(learnt: readonly Letter[]): (random: Random) => Letter {
  const byLetter = new Map<number, Map<string, Letter[]>>();
  for (const letter of learnt) {
    const { label, origin } = letter.sample;
    const people = byLetter.get(label) ?? new Map<string, Letter[]>();
    byLetter.set(label, people);
    people.set(origin, [...(people.get(origin) ?? []), letter]);
  }
  const letters = [...byLetter.values()].map((people) => {
    const hands = [...people.values()];
    const weights = hands.map(({ length }) => Math.sqrt(length));
    return { hands, weights, total: weights.reduce((a, b) => a + b, 0) };
  });
  return (random) => {
    const { hands, weights, total } = letters[random.below(letters.length)]!;
    let at = random.uniform() * total;
    const found = weights.findIndex((weight) => {
      at -= weight;
      return at < 0;
    });
    const own = hands[found < 0 ? hands.length - 1 : found]!;
    return own[random.below(own.length)]!;
  };
}

function drawBatches(
  learnt: readonly Letter[],
  count: number,
  copy: (letter: Letter, random: Random) => Float32Array,
): (size: number, random: Random) => Batch {
  const draw = drawer(learnt);
  return (size, random) => {
    const features = new Float32Array(size * count);
    const labels = new Int32Array(size);
    for (let i = 0; i < size; i++) {
      const letter = draw(random);
      features.set(copy(letter, random), i * count);
      labels[i] = letter.sample.label;
    }
    return { features, labels, weights: new Float32Array(size).fill(1) };
  };
}

export function logShares(values: ArrayLike<number>): Float32Array {
  const all = Float32Array.from(values);
  const most = Math.max(...all);
  const sum = all.reduce((total, value) => total + Math.exp(value - most), 0);
  return all.map((value) => value - most - Math.log(sum));
}

/** Learns from some hands and scores others, on the tfjs backend that the caller has set. */
export async function headScores(
  numbers: Numbers,
  learnt: readonly Letter[],
  tested: readonly Letter[],
  batches: number,
  seed: number,
): Promise<Shares> {
  const head = await trainHead({
    ...budget,
    batches,
    hidden,
    dropout,
    transposed: true,
    featureCount: numbers.count,
    seed,
    draw: drawBatches(learnt, numbers.count, numbers.of),
  });
  return tested.map((letter) => logShares(logits(head, numbers.of(letter))));
}
