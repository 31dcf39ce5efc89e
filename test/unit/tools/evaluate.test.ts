import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Classifier } from '../../../src/recognizer/signs/types.ts';
import type { BankRow } from '../../../tools/bank.ts';
import { gestureTable, peopleTable } from '../../../tools/evaluate/people.ts';
import { countKnownPictures } from '../../../tools/evaluate/pictures.ts';
import { type Judged, judge } from '../../../tools/evaluate/scores.ts';
import { silenceTable } from '../../../tools/evaluate/silence.ts';
import { toMarkdown } from '../../../tools/evaluate/table.ts';

const row = (label: string, side: 'Left' | 'Right' = 'Right'): BankRow => ({
  source: 'ann',
  label,
  group: 0,
  landmarks: [],
  depth: true,
  aspect: 'true',
  handedness: side,
  leftness: side === 'Left' ? 1 : 0,
  presence: 1,
  size: 0.3,
});

/** A classifier that gives A this score, B the rest, and names A from a half on. */
const saying = (score: number): Classifier => ({
  gestures: ['A', 'B'],
  thresholds: { A: 0.5, B: 0.5 },
  classify: () => ({
    scores: { A: score, B: 1 - score },
    gesture: score >= 0.5 ? 'A' : 1 - score > 0.9 ? 'B' : null,
  }),
});

const judged = (label: string, score: number, side: 'Left' | 'Right' = 'Right'): Judged =>
  judge(saying(score), 'fingerspelling', row(label, side));

describe('the table of people', () => {
  const people = [
    {
      name: 'ann',
      pictures: 4,
      hands: [judged('A', 0.9), judged('A', 0.8, 'Left'), judged('B', 0.7)],
    },
    { name: 'ben', pictures: 1, hands: [judged('A', 0.6)] },
  ];
  const { rows } = peopleTable('people', people);

  it('counts a picture without a found hand as not captioned', () => {
    expect(rows[0]).toEqual(['ann', 4, 3 / 4, 2 / 3, 2 / 4, 1 / 4]);
  });

  it('gives the mean of people, not of pictures', () => {
    const [, , found, right, captioned] = rows[2]!;
    expect(found).toBeCloseTo((3 / 4 + 1) / 2);
    expect(right).toBeCloseTo((2 / 3 + 1) / 2);
    expect(captioned).toBeCloseTo((2 / 4 + 1) / 2);
  });

  it('tells left hands from right ones', () => {
    expect(rows[3]!.slice(0, 2)).toEqual(['left hands', 1]);
    expect(rows[4]!.slice(0, 2)).toEqual(['right hands', 3]);
  });
});

it('tells what was said instead of a gesture', () => {
  const hands = [judged('A', 0.9), judged('A', 0.3), judged('A', 0.3), judged('A', 0.05)];
  const { rows } = gestureTable('gestures', ['A', 'B'], hands);
  expect(rows).toEqual([['A', 4, 1 / 4, 1 / 4, 'silence 2, B 1']]);
});

it('measures silence on each set of unknown hands', () => {
  const known = [judged('A', 0.9), judged('A', 0.8)];
  const unknown = [judged('like', 0.55), judged('like', 0.6), judged('like', 0.4)];
  const { rows } = silenceTable('silence', known, [
    { name: 'thumbs', hands: unknown },
    { name: 'none', hands: [] },
  ]);
  expect(rows).toEqual([['thumbs', 3, 1 / 3, 1, 0, 'A 2']]);
});

it('writes tables as Markdown, shares with three digits', () => {
  const text = toMarkdown({ title: 'T', columns: ['a', 'b', 'c'], rows: [['x', 0.12345, 12]] });
  expect(text).toContain('## T');
  expect(text).toContain('| x | 0.123 | 12 |');
});

describe('the count of pictures', () => {
  it('takes the known gestures of the vocabulary, pictures only', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
    try {
      for (const label of ['A', 'J', 'peace']) {
        mkdirSync(join(folder, label));
        for (const name of ['1.jpg', '2.PNG', 'notes.txt']) {
          writeFileSync(join(folder, label, name), '');
        }
      }
      expect(countKnownPictures(folder, 'fingerspelling')).toBe(4);
      expect(countKnownPictures(folder, 'call-gestures')).toBe(2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('says what to do when the data is not there', () => {
    expect(() => countKnownPictures('/nowhere/at/all', 'fingerspelling')).toThrow(/--data FOLDER/);
  });
});
