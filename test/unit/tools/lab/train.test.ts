import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/learning/random.ts';
import { loadClassifier } from '../../../../src/recognizer/signs/classifier.ts';
import { featuresOf } from '../../../../src/recognizer/signs/features.ts';
import { readBank } from '../../../../tools/lab/bank/bank.ts';
import { gesturesOf } from '../../../../tools/lab/shapes.ts';
import { readPoses } from '../../../../tools/lab/signer/pose.ts';
import { falseAccepts } from '../../../../tools/lab/train/calibration.ts';
import { type BankSample, isReserved, samplesOf } from '../../../../tools/lab/train/dataset.ts';
import { leaveOneOut } from '../../../../tools/lab/train/folds.ts';
import { posedHand, posedSamples } from '../../../../tools/lab/train/posed.ts';
import { recipeOf, trainOn } from '../../../../tools/lab/train/recipe.ts';
import { trainVocabulary } from '../../../../tools/lab/train/run.ts';
import { startNodeBackend } from '../../../../tools/lib/recognizer/node-engine.ts';

const bank = readBank('models/bank');

describe('the samples of a vocabulary', () => {
  const samples = samplesOf('fingerspelling', bank);

  it('include every letter from several origins', () => {
    gesturesOf('fingerspelling').forEach((gesture, label) => {
      if (gesture === 'space') return;
      const origins = new Set(
        samples.filter((sample) => sample.label === label).map(({ origin }) => origin),
      );
      expect(origins.size).toBeGreaterThanOrEqual(4);
    });
  });

  it('reserve idle hands that no training sees', () => {
    const kept = bank.filter(isReserved);
    expect(kept.length).toBeGreaterThan(100);
    const trained = samples.filter(({ shape, role }) => shape === 'idle' && role === 'unknown');
    const keptGroups = new Set(kept.map((row) => `${row.source}/${row.group}`));
    expect(trained.length).toBeGreaterThan(kept.length);
    expect(trained.filter(({ group }) => keptGroups.has(group))).toEqual([]);
  });

  it('are split by person, so that no group is both trained on and tested', () => {
    const folds = leaveOneOut(samples, [['davidlee'], ['s03'], ['s05', 's07']]);
    for (const { train, test } of folds) {
      const trained = new Set(train.map(({ group }) => group));
      expect(test.length).toBeGreaterThan(0);
      expect(test.filter(({ group }) => trained.has(group))).toEqual([]);
    }
    const sources = (list: readonly BankSample[]) =>
      new Set(list.map(({ group }) => group.split('/')[0]));
    expect(sources(folds[2]!.train)).not.toContain('s05');
    expect(sources(folds[2]!.train)).not.toContain('s07');
    expect(sources(folds[2]!.test)).toContain('s07');
  });
});

describe('hands computed from poses', () => {
  const poses = readPoses();
  const height = (points: Float32Array, joint: number) => -points[joint * 3 + 1]!;

  it('have the shape of their pose', () => {
    const random = createRandom(1);
    for (let i = 0; i < 20; i++) {
      const v = posedHand(poses.get('V')!, random);
      expect(height(v, 8)).toBeGreaterThan(height(v, 6));
      expect(height(v, 12)).toBeGreaterThan(height(v, 10));
      expect(height(v, 16)).toBeLessThan(height(v, 12) - 0.2);
      expect(height(v, 20)).toBeLessThan(height(v, 12) - 0.2);
    }
  });

  it('are finite, differ, and look like a right hand that shows its palm', () => {
    const random = createRandom(2);
    const hands = Array.from({ length: 20 }, () => posedHand(poses.get('B')!, random));
    for (const hand of hands) {
      expect(featuresOf(hand).every(Number.isFinite)).toBe(true);
      expect(hand[5 * 3]!).toBeGreaterThan(hand[17 * 3]!);
    }
    expect(new Set(hands.map((hand) => hand[24])).size).toBe(20);
  });

  it('are never of an unseen or left-out shape', () => {
    const shapes = new Set(
      posedSamples('call-gestures', 1, createRandom(3)).map(({ shape }) => shape),
    );
    expect(shapes).toContain('i-love-you');
    expect(shapes).not.toContain('three-with-thumb');
    expect(shapes).not.toContain('three-with-thumb');
    expect(shapes).not.toContain('letter-B');
  });
});

describe('training a vocabulary', () => {
  beforeAll(startNodeBackend);

  const small = {
    vocabulary: 'call-gestures' as const,
    samples: samplesOf('call-gestures', bank).filter((_, i) => i % 40 === 0),
    alone: [['davidlee'], ['s03']],
    recipe: {
      ...recipeOf('call-gestures'),
      hidden: [16],
      heads: 1,
      batches: 8,
      batchSize: 32,
      posedPerPose: 4,
      made: { mixed: 100, between: 50, bent: 50 },
      hardest: 0.5,
      prototypesPerGesture: 2,
    },
    bankHash: 'test',
    report: () => {},
  };

  it('writes the same bytes for the same seed and others for another', async () => {
    const bytes = async (seed: number) =>
      JSON.stringify((await trainVocabulary({ ...small, seed })).file);
    const once = await bytes(1);
    expect(await bytes(1)).toBe(once);
    expect(await bytes(2)).not.toBe(once);
  }, 60_000);

  it('gives a file that loads, with a threshold for every gesture', async () => {
    const { file, leftOut } = await trainVocabulary({ ...small, seed: 1 });
    const classifier = loadClassifier(JSON.parse(JSON.stringify(file)));
    expect(Object.keys(classifier.thresholds)).toEqual([...classifier.gestures]);
    const { idleLeftOut, idleAccepted } = file.training as Record<string, number>;
    expect(idleLeftOut).toBeGreaterThan(0);
    expect(idleAccepted).toBeLessThanOrEqual(Math.ceil(falseAccepts * idleLeftOut!));
    const names = leftOut.rows.map(([name]) => name);
    expect(names).toEqual(expect.arrayContaining(['davidlee', 'sources of many people']));
    expect(names.at(-1)).toMatch(/^mean of \d+ sources$/);
  }, 60_000);

  it('learns from other features if an experiment asks for them', async () => {
    const { samples, recipe } = small;
    const features = { count: 3, of: (points: Float32Array) => points.slice(3, 6) };
    const known = samples.filter(({ role }) => role !== 'unseen');
    const trained = await trainOn(known, 'call-gestures', { ...recipe, features }, 1);
    expect(trained.heads[0]![0]!.inputs).toBe(3);
    expect(trained.prototypes[0]).toHaveLength(3);
  }, 60_000);
});
