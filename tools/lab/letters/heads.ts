/** Heads of letters that learn from the kept hands alone, and their scores for other hands. */
import { logits } from '../../../src/learning/infer.ts';
import { ce } from '../../../src/learning/objectives.ts';
import { type Batch, optimise } from '../../../src/learning/optimise.ts';
import { createRandom, type Random } from '../../../src/learning/random.ts';
import { trainHead } from '../../../src/learning/train.ts';
import { createConvNetwork } from '../experiment/conv-net.ts';
import { gesturesOf } from '../shapes.ts';
import { cropLength, cropSize } from './look.ts';
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
/** The convolutions halve the crop four times. */
const convolutions = { filters: [16, 32, 48, 64], window: 3, hidden: 96, channels: 1 };
const atOnce = 100;

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

/** The same for a small network on the crops. */
export async function cropScores(
  learnt: readonly Letter[],
  tested: readonly Letter[],
  batches: number,
  seed: number,
): Promise<Shares> {
  const random = createRandom(seed);
  const options = { ...convolutions, size: cropSize, outputs: gestureCount, dropout };
  const network = createConvNetwork(options, random);
  try {
    const draw = drawBatches(learnt, cropLength, ({ hand }, own) => changedCrop(hand.crop, own));
    await optimise({ ...budget, batchSize: 64, batches, draw }, network, random);
    const head = await network.exportHead();
    const out: Shares = [];
    for (let from = 0; from < tested.length; from += atOnce) {
      const part = tested.slice(from, from + atOnce);
      const pictures = new Float32Array(part.length * cropLength);
      part.forEach(({ hand }, i) => {
        pictures.set(evened(Float32Array.from(hand.crop)), i * cropLength);
      });
      const inputs = network.convolved(pictures, part.length);
      out.push(...inputs.map((values) => logShares(logits(head, values))));
    }
    return out;
  } finally {
    network.dispose();
  }
}

/** A crop with a mean of 0 and a spread of 1, so that light and skin count less. */
function evened(values: Float32Array): Float32Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const scale = 1 / (Math.sqrt(square) + 4);
  return values.map((value) => (value - mean) * scale);
}

/** How far a copy for training is turned (radians), moved (px), and scaled (logarithm) at most. */
const most = { turn: 0.35, move: 3, scale: 0.15 };

/** A copy that is turned, moved, scaled, and differently lit. */
function changedCrop(crop: Uint8Array, random: Random): Float32Array {
  const turn = random.between(-1, 1) * most.turn;
  const scale = Math.exp(random.between(-1, 1) * most.scale);
  const [moveX, moveY] = [random.between(-1, 1) * most.move, random.between(-1, 1) * most.move];
  const [cos, sin] = [Math.cos(turn) * scale, Math.sin(turn) * scale];
  const gamma = Math.exp(random.normal() * 0.25);
  const light = Float32Array.from({ length: 256 }, (_, i) => 255 * (i / 255) ** gamma);
  const half = (cropSize - 1) / 2;
  const last = cropSize - 1;
  const out = new Float32Array(cropLength);
  for (let y = 0; y < cropSize; y++) {
    for (let x = 0; x < cropSize; x++) {
      const u = cos * (x - half) - sin * (y - half) + half + moveX;
      const v = sin * (x - half) + cos * (y - half) + half + moveY;
      const column = Math.max(0, Math.min(last, Math.round(u)));
      const row = Math.max(0, Math.min(last, Math.round(v)));
      out[y * cropSize + x] = light[crop[row * cropSize + column]!]!;
    }
  }
  return evened(out);
}
