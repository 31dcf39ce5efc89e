import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadClassifier } from '../../../../../src/recognizer/signs/classifier.ts';
import type { ClassifierFile } from '../../../../../src/recognizer/signs/classifier-file.ts';
import { readBank } from '../../../../../tools/lab/bank/bank.ts';
import {
  type CrossFolder,
  calibratedAs,
  crossFingerprint,
  foldParts,
  isDealt,
  partOf,
  readCross,
  trainCross,
  trainingRows,
} from '../../../../../tools/lab/evaluate/cross-validation.ts';
import {
  heldOutTable,
  heldOutTargets,
  ofHeldOutPeople,
} from '../../../../../tools/lab/evaluate/held-out.ts';
import { isKnown, judgeTraining } from '../../../../../tools/lab/evaluate/scores.ts';
import { gesturesOf } from '../../../../../tools/lab/shapes.ts';
import { recipeOf } from '../../../../../tools/lab/train/recipe.ts';
import { startNodeBackend } from '../../../../../tools/lib/recognizer/node-engine.ts';

const bank = readBank('models/bank');
const parts = Array.from({ length: foldParts }, (_, part) => part);

describe('the parts of the cross-validation', () => {
  it('have no person or picture in both training and test', () => {
    for (const part of parts) {
      const trained = new Set(
        trainingRows(bank, part).map(({ source, group }) => `${source}/${group}`),
      );
      const tested = bank.filter((row) => isDealt(row) && partOf(row) === part);
      expect(tested.length).toBeGreaterThan(1000);
      expect(tested.filter(({ source, group }) => trained.has(`${source}/${group}`))).toEqual([]);
    }
  });

  it('are all trained on the sources that are not divided', () => {
    const others = bank.filter((row) => !isDealt(row)).length;
    for (const part of parts) {
      expect(trainingRows(bank, part).filter((row) => !isDealt(row)).length).toBe(others);
    }
  });
});

describe('the classifiers of a cross-validation', () => {
  const vocabulary = 'call-gestures';
  const root = mkdtempSync(join(tmpdir(), 'cross-'));
  const folder: CrossFolder = { vocabulary, root, fingerprint: 'test' };
  const lines: string[] = [];
  const few = bank.filter((_, i) => i % 40 === 0);
  const recipe = {
    ...recipeOf('call-gestures'),
    hidden: [16],
    heads: 1,
    batches: 8,
    batchSize: 32,
    posedPerPose: 4,
    made: { mixed: 100, between: 20, bent: 20 },
    prototypesPerGesture: 2,
  };
  const train = () => trainCross(folder, few, (line) => lines.push(line), recipe);
  const fileName = (part: number) => join(root, `${vocabulary}-test`, `part-${part}.json`);
  beforeAll(startNodeBackend);
  afterAll(() => rmSync(root, { recursive: true }));

  it('count as missing until all of them are trained', async () => {
    expect(readCross(folder)).toBeNull();
    await train();
    const files = readCross(folder)!;
    expect(files.map(({ gestures }) => gestures)).toEqual(parts.map(() => gesturesOf(vocabulary)));
    expect(readCross({ ...folder, fingerprint: 'other' })).toBeNull();
  });

  it('are trained once, and a later run trains only the missing ones', async () => {
    const before = readFileSync(fileName(1), 'utf8');
    rmSync(fileName(3));
    expect(readCross(folder)).toBeNull();
    lines.length = 0;
    await train();
    expect(lines.map((line) => line.split(',')[0])).toEqual([`${vocabulary}: part 3 of 3`]);
    expect(readFileSync(fileName(1), 'utf8')).toBe(before);
    expect(readCross(folder)).toHaveLength(foldParts);
  });

  it('judge held-out people and pictures source by source', () => {
    const [file] = readCross(folder)!;
    const classifier = loadClassifier(file);
    const known = few
      .filter((row) => isDealt(row) && partOf(row) === 0)
      .flatMap((row) => judgeTraining(classifier, vocabulary, row) ?? [])
      .filter(isKnown);
    const { rows } = heldOutTable('held out', known);
    expect(rows.map(([name]) => name)).toEqual([
      'hagrid-landmarks by person',
      'hagrid-crops by picture',
    ]);
    expect((rows[0]![1] as number) + (rows[1]![1] as number)).toBe(known.length);
    const targets = heldOutTargets(known);
    const withGoal = targets.filter(({ goal }) => goal !== 'reported');
    expect(withGoal.map(({ figure }) => figure)).toEqual(rows.map((cells) => cells[3]));
    expect(targets).toHaveLength(3);
    for (const { figure, interval } of targets) {
      expect(interval!.low).toBeLessThanOrEqual(figure);
      expect(interval!.high).toBeGreaterThanOrEqual(figure);
    }
  });

  it('can be evaluated on held-out people alone', () => {
    const [file] = readCross(folder)!;
    const classifier = loadClassifier(file);
    const known = few
      .filter(isDealt)
      .flatMap((row) => judgeTraining(classifier, vocabulary, row) ?? [])
      .filter(isKnown);
    const { parts: alone } = ofHeldOutPeople({
      gestures: classifier.gestures,
      parts: [{ known, pictures: known.length, unknown: [] }],
    });
    const sources = new Set(alone[0]!.known.map(({ row }) => row.source));
    expect([...sources]).toEqual(['hagrid-landmarks']);
    expect(alone[0]!.pictures).toBe(alone[0]!.known.length);
  });

  it('are refused with a sentence if a file is damaged', () => {
    writeFileSync(fileName(2), '{"cut": ');
    expect(() => readCross(folder)).toThrow(/part-2.json is damaged. Delete it/);
  });
});

describe('a part as it would ship', () => {
  const read = (vocabulary: string) =>
    JSON.parse(readFileSync(`models/${vocabulary}/classifier.json`, 'utf8')) as ClassifierFile;
  const shipped = read('call-gestures');

  it('has the shipped thresholds and distance check', () => {
    const part = {
      ...shipped,
      thresholds: {},
      distance: { ...shipped.distance, near: 1e3, far: 2e3 },
    };
    expect(calibratedAs(part, shipped)).toEqual(shipped);
  });

  it('has its own thresholds if the shipped classifier has other gestures', () => {
    const letters = read('fingerspelling');
    const { thresholds, distance } = calibratedAs(letters, shipped);
    expect(Object.keys(thresholds)).toEqual(letters.gestures);
    expect(distance).toEqual(letters.distance);
  });
});

it('the fingerprint changes with the bank and the vocabulary', () => {
  const one = crossFingerprint('call-gestures', 'models/bank');
  expect(crossFingerprint('call-gestures', 'models/bank')).toBe(one);
  expect(crossFingerprint('fingerspelling', 'models/bank')).not.toBe(one);
  expect(crossFingerprint('call-gestures', 'tools/lab/signer/poses')).not.toBe(one);
});
