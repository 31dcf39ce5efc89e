/** Repeats the photo experiment from the article on the method: which loss stays silent on unseen classes? */
import { unknownLabel } from '../../../src/learning/losses.ts';
import {
  bce,
  bceNa,
  bcenaObjective,
  bcenaZeroed,
  ce,
  type Objective,
} from '../../../src/learning/objectives.ts';
import { optimise } from '../../../src/learning/optimise.ts';
import { createRandom, type Random } from '../../../src/learning/random.ts';
import type { Seen } from '../../../src/learning/scores-distance.ts';
import { dropoutCommittee, look } from '../../../src/learning/view.ts';
import { type ConvNetwork, createConvNetwork } from './conv-net.ts';
import type { Kind, TestSample } from './figures.ts';
import {
  asNumbers,
  type ClassSplit,
  classes,
  drawFrom,
  labelOf,
  type Picture,
  type Pictures,
  pictureSize,
  splitClasses,
} from './pictures.ts';
import type { Run } from './runs.ts';

export const photoObjectives: readonly Objective[] = [ce, bce, bceNa, bcenaObjective, bcenaZeroed];
/** How many classes are known. */
const knownCount = 4;

/** The training, the same for every loss and small enough for one core; the report states it. */
export const photoBudget = {
  filters: [16, 32, 64],
  window: 3,
  hidden: 64,
  dropout: 0.3,
  batches: 1200,
  batchSize: 64,
  learningRate: 4e-3,
  weightDecay: 0.01,
  labelSmoothing: 0,
} as const;

export interface PhotoOptions {
  pictures: Pictures;
  /** One run of all losses per seed, which sets the classes, the start and the batches. */
  seeds: readonly number[];
  budget?: { batches: number; batchSize: number };
  /** Called with the finished share, 0..1. */
  onProgress: (done: number) => void;
}

/** Trains every loss on every class split. */
export async function runPhotos(options: PhotoOptions): Promise<Run[]> {
  const { seeds, onProgress } = options;
  const runs: Run[] = [];
  const total = seeds.length * photoObjectives.length;
  for (const seed of seeds) {
    const split = splitClasses(createRandom(1000 + seed));
    for (const objective of photoObjectives) {
      const done = runs.length;
      const result = await runOne(options, split, objective, seed, (part) =>
        onProgress((done + part) / total),
      );
      const name = split.known.map((index) => classes[index]!);
      runs.push({
        seed,
        fold: `split ${seed}: ${name.join(', ')}`,
        objective,
        unknowns: objective.ignoresUnknown ? 'none' : 'classes',
        committee: 'dropout',
        names: name,
        ...result,
      });
    }
  }
  return runs;
}

async function runOne(
  { pictures, budget }: PhotoOptions,
  split: ClassSplit,
  objective: Objective,
  seed: number,
  onProgress: (done: number) => void,
): Promise<Pick<Run, 'test' | 'seen'>> {
  const trained = objective.ignoresUnknown ? split.known : [...split.known, ...split.unknown];
  const random = createRandom(seed);
  const network = createConvNetwork(
    {
      ...photoBudget,
      size: pictureSize,
      channels: 3,
      outputs: objective.outputCount(knownCount),
    },
    random,
  );
  try {
    const learnt = pictures.train.filter((picture) => trained.includes(picture.class));
    await optimise(
      {
        ...photoBudget,
        ...budget,
        objective,
        gestureCount: knownCount,
        draw: drawFrom(learnt, split),
        onProgress: ({ batch, batches }) => onProgress(batch / batches),
      },
      network,
      random,
    );
    const seen = learnt
      .filter((picture) => split.known.includes(picture.class))
      .slice(0, seenCount);
    return {
      test: await testOn(network, pictures.test, split, objective, random),
      seen: await seenBy(network, seen, split, objective),
    };
  } finally {
    network.dispose();
  }
}

/** How many pictures go through the convolutions at a time. */
const atOnce = 100;
/** How many training pictures the distance scores compare with. */
const seenCount = 1000;
/** How many passes of Monte Carlo dropout. */
const passes = 8;

/** The outputs of the convolutions for each picture. */
function* convolvedPictures(network: ConvNetwork, pictures: readonly Picture[]) {
  for (let i = 0; i < pictures.length; i += atOnce) {
    const part = pictures.slice(i, i + atOnce);
    const all = network.convolved(asNumbers(part), part.length);
    for (const [k, picture] of part.entries()) yield { picture, inputs: all[k]! };
  }
}

async function testOn(
  network: ConvNetwork,
  pictures: readonly Picture[],
  split: ClassSplit,
  objective: Objective,
  random: Random,
): Promise<TestSample[]> {
  const head = await network.exportHead();
  const options = { objective, gestureCount: knownCount };
  const dropout = { share: photoBudget.dropout, random };
  const samples: TestSample[] = [];
  for (const { picture, inputs } of convolvedPictures(network, pictures)) {
    const label = labelOf(picture, split);
    const committee = dropoutCommittee(head, inputs, { ...options, dropout }, passes);
    samples.push({
      kind: kindOf(picture, label, split),
      label,
      name: classes[picture.class]!,
      view: { ...look(head, inputs, options), committee },
    });
  }
  return samples;
}

async function seenBy(
  network: ConvNetwork,
  pictures: readonly Picture[],
  split: ClassSplit,
  objective: Objective,
): Promise<Seen[]> {
  const head = await network.exportHead();
  return Array.from(convolvedPictures(network, pictures), ({ picture, inputs }) => ({
    label: labelOf(picture, split),
    features: look(head, inputs, { objective, gestureCount: knownCount }).features,
  }));
}

function kindOf(picture: Picture, label: number, { unknown }: ClassSplit): Kind {
  if (label !== unknownLabel) return 'known';
  return unknown.includes(picture.class) ? 'unknown' : 'unseen';
}
