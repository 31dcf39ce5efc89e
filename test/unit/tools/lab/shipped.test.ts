import { readFileSync, statSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { confusionsSchema, letterCosts } from '../../../../src/captions/spelling/costs.ts';
import type { Vocabulary } from '../../../../src/packs/types.ts';
import { loadClassifier } from '../../../../src/recognizer/signs/classifier.ts';
import { readBank } from '../../../../tools/lab/bank/bank.ts';
import { isCaptionedRight, judge } from '../../../../tools/lab/evaluate/scores.ts';
import { gesturesOf, vocabularyIds } from '../../../../tools/lab/shapes.ts';
import { isReserved } from '../../../../tools/lab/train/dataset.ts';

const bank = readBank('models/bank');
const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

describe.each(vocabularyIds)('%s as it ships', (id) => {
  const file = `models/${id}/classifier.json`;
  const classifier = loadClassifier(readJson(file));
  const vocabulary = readJson(`models/${id}/vocabulary.json`) as Vocabulary;

  it('has a caption for every gesture that the classifier knows', () => {
    expect(vocabulary.id).toBe(id);
    const held = vocabulary.gestures.filter(({ moves }) => !moves);
    expect(held.map((gesture) => gesture.id)).toEqual([...classifier.gestures]);
    expect(classifier.gestures).toEqual(gesturesOf(id));
    for (const { caption, name } of vocabulary.gestures) {
      expect(caption).not.toBe('');
      expect(name).not.toBe('');
    }
  });

  it('is small enough to load at once', () => {
    expect(statSync(file).size).toBeLessThan(300_000);
  });

  it('names most hands that it was trained on correctly', () => {
    const hands = bank
      .filter((row) => ['s03', 's05', 's07', 'hagrid-crops'].includes(row.source))
      .filter((_, i) => i % 5 === 0)
      .map((row) => judge(classifier, id, row))
      .filter(({ role }) => role.role === 'known');
    expect(hands.filter(isCaptionedRight).length / hands.length).toBeGreaterThan(0.9);
  });

  it('is silent on idle hands that no training saw', () => {
    const hands = bank.filter(isReserved).map((row) => judge(classifier, id, row));
    const silent = hands.filter(({ caption }) => caption === null).length;
    expect(silent / hands.length).toBeGreaterThan(0.95);
  });
});

describe('the table of confused letters as it ships', () => {
  const json = readJson('models/fingerspelling/confusions.json');

  it("is read, and has the classifier's gestures in its order", () => {
    const classifier = loadClassifier(readJson('models/fingerspelling/classifier.json'));
    expect(letterCosts(json).seen.filter(Boolean)).toHaveLength(24);
    expect(json).toMatchObject({ gestures: classifier.gestures });
  });

  it('reads most letters of left-out people as themselves', () => {
    const { gestures, read } = v.parse(confusionsSchema, json);
    const right = gestures.filter((_, i) => read[i]![i] === Math.max(...read[i]!));
    expect(right.length).toBeGreaterThan(22);
  });
});
