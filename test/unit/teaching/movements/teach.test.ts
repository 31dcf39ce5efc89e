import '@tensorflow/tfjs-backend-cpu';
import { memory, ready, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/learning/random.ts';
import type { Sample } from '../../../../src/packs/samples.ts';
import { loadMovementClassifier } from '../../../../src/recognizer/signs/movement/classifier.ts';
import { loadEmbedding } from '../../../../src/recognizer/signs/movement/embedding.ts';
import type { Movement } from '../../../../src/recognizer/signs/movement/movement.ts';
import { toSampleHands } from '../../../../src/recognizer/signs/movement/sample.ts';
import { augmentMovement } from '../../../../src/teaching/movements/augment.ts';
import type { BankMovement } from '../../../../src/teaching/movements/bank.ts';
import { movementRecipe } from '../../../../src/teaching/movements/recipe.ts';
import { teachMovements } from '../../../../src/teaching/movements/teach.ts';
import type { Shipped } from '../../../../src/teaching/teach-task.ts';
import { teachTask } from '../../../../src/teaching/teach-task.ts';
import type { TeachingTask } from '../../../../src/teaching/types.ts';
import { embeddingFile, movementOn } from '../../recognizer/signs/movement/fake-embedding.ts';
import { bankWithout, gestureOf, quick, samplesOf } from '../fake-bank.ts';

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

const embedding = loadEmbedding(embeddingFile());
const recipe = { ...movementRecipe, batches: 60, copies: 8 };
/** To the right or to the left by this many pixels of a hand that is 100 high. */
const swept = (by: number): Movement => movementOn({ at: (share) => [320 + by * share, 300] });
const varied = (by: number, seed: number): Movement =>
  augmentMovement(swept(by), movementRecipe.augmentation, createRandom(seed));
const takes = (name: string, by: number, count = 6): Sample[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `${name}-${i}`,
    take: `${name}-${i}`,
    recordedAt: i,
    hands: toSampleHands(varied(by, i + 1)),
  }));
const gesture = (name: string, by: number, count?: number) => ({
  key: `my-gestures:${name}`,
  name,
  moves: true,
  samples: takes(name, by, count),
});
/** Other people's movements: far to both sides, and none at all. */
const bank: BankMovement[] = Array.from({ length: 60 }, (_, i) => ({
  group: i % 3 === 0 ? 'idle' : 'wide',
  isIdle: i % 3 === 0,
  numbers: embedding.embed(varied(i % 3 === 0 ? 5 : i % 2 === 0 ? 900 : -900, 100 + i)),
}));

describe('teaching moving signs', () => {
  it('names new takes of them, and neither smaller nor wider movements', async () => {
    const { classifier, report } = await teachMovements(
      [gesture('right', 250), gesture('left', -250)],
      [],
      { embedding, bank },
      { recipe, seed: 1 },
    );
    const { classify } = loadMovementClassifier(classifier, embedding);
    const named = (by: number) =>
      Array.from({ length: 10 }, (_, i) => classify(varied(by, 500 + i)).gesture);
    const share = (list: readonly (string | null)[], key: string | null) =>
      list.filter((one) => one === key).length / list.length;
    expect(share(named(250), 'my-gestures:right')).toBeGreaterThan(0.7);
    expect(share(named(-250), 'my-gestures:left')).toBeGreaterThan(0.7);
    expect(share(named(2), null)).toBe(1);
    expect(share(named(1200), null)).toBeGreaterThan(0.8);
    expect(report.gestures.map(({ key, samples }) => [key, samples])).toEqual([
      ['my-gestures:right', 6],
      ['my-gestures:left', 6],
    ]);
    for (const { right, wrong, missed } of report.gestures) expect(right + wrong + missed).toBe(6);
  });

  it('gives the same bytes for the same seed, and disposes of every tensor', async () => {
    const before = memory().numTensors;
    const run = (seed: number) =>
      teachMovements([gesture('right', 250)], [], { embedding, bank }, { recipe, seed });
    const [first, again, other] = [await run(1), await run(1), await run(2)];
    expect(again).toEqual(first);
    expect(other.classifier.heads).not.toEqual(first.classifier.heads);
    expect(memory().numTensors).toBe(before);
  });

  it('trains nobody’s sign as unknown: others who sign alike do not silence it', async () => {
    const alike: BankMovement[] = Array.from({ length: 60 }, (_, i) => ({
      group: 'the same sign',
      isIdle: false,
      numbers: embedding.embed(varied(250, 800 + i)),
    }));
    const { classifier } = await teachMovements(
      [gesture('right', 250)],
      [],
      { embedding, bank: [...bank, ...alike] },
      { recipe, seed: 1 },
    );
    const { classify } = loadMovementClassifier(classifier, embedding);
    const named = Array.from({ length: 10 }, (_, i) => classify(varied(250, 500 + i)).gesture);
    expect(named.filter((one) => one !== null).length).toBeGreaterThan(6);
  });

  it('leaves unnamed what the user showed as meaning nothing', async () => {
    const nothing = takes('nothing', 330, 8).map((sample) => ({
      ...sample,
      origin: 'nothing' as const,
    }));
    const { report } = await teachMovements(
      [gesture('right', 200, 8)],
      nothing,
      { embedding, bank },
      { recipe, seed: 1 },
    );
    const row = report.confusion.counts.at(-1)!;
    // The bank's idle movements are counted with the user's.
    expect(row.at(-1)).toBeGreaterThanOrEqual(8);
  });

  it('stops when asked', async () => {
    const stop = new AbortController();
    const training = teachMovements(
      [gesture('right', 250)],
      [],
      { embedding, bank },
      {
        recipe,
        seed: 1,
        signal: stop.signal,
        pause: async () => stop.abort(new Error('enough')),
      },
    );
    await expect(training).rejects.toThrow('enough');
  });
});

describe('teaching held and moving gestures together', () => {
  const shipped: Shipped = {
    bank: bankWithout(['letter-L', 'letter-W', 'three']),
    movements: async () => ({ embedding, bank }),
  };
  const held = gestureOf('letter-L', samplesOf('letter-L', 20, 2));
  const task = (gestures: TeachingTask['gestures']): TeachingTask => ({
    gestures,
    unknowns: [],
    vocabularies: ['call-gestures'],
    seed: 7,
  });

  it('gives each its classifier, and one report of both', async () => {
    const shares: number[] = [];
    const { classifier, movements, report } = await teachTask(
      task([gesture('right', 250), held]),
      shipped,
      { recipe: quick, onProgress: ({ share }) => shares.push(share) },
    );
    expect(classifier?.gestures).toEqual([held.key]);
    expect(movements?.gestures).toEqual(['my-gestures:right']);
    expect(report.gestures.map(({ key }) => key)).toEqual([held.key, 'my-gestures:right']);
    expect(report.confusion.keys).toEqual([held.key, 'my-gestures:right', 'nothing']);
    expect(report.confusion.counts.map((row) => row.length)).toEqual([3, 3, 3]);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it('loads nothing of movements if no gesture moves', async () => {
    const { movements } = await teachTask(
      task([held]),
      { ...shipped, movements: () => Promise.reject(new Error('not needed')) },
      { recipe: quick },
    );
    expect(movements).toBeNull();
  });

  it('has no classifier of held gestures if all move', async () => {
    const { classifier, movements } = await teachTask(task([gesture('right', 250)]), shipped);
    expect(classifier).toBeNull();
    expect(movements?.gestures).toEqual(['my-gestures:right']);
  });

  it('is refused without any sample', async () => {
    await expect(teachTask(task([]), shipped)).rejects.toThrow(RangeError);
  });
});
