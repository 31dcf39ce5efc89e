import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Classifier } from '../../../../../src/recognizer/signs/types.ts';
import type { BankRow } from '../../../../../tools/lab/bank/bank.ts';
import {
  exceptTable,
  gestureTable,
  type Person,
  pairTable,
  peopleTable,
} from '../../../../../tools/lab/evaluate/people.ts';
import { countPictures, knownPictures } from '../../../../../tools/lab/evaluate/pictures.ts';
import { type Judged, judge } from '../../../../../tools/lab/evaluate/scores.ts';
import { toMarkdown } from '../../../../../tools/lab/evaluate/table.ts';
import { worstTable } from '../../../../../tools/lab/evaluate/worst.ts';

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

/** A classifier that gives A this score and B the rest, and names A from a score of 0.5. */
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
  const people: Person[] = [
    {
      name: 'ann',
      pictures: new Map([
        ['A', 3],
        ['B', 1],
      ]),
      hands: [judged('A', 0.9), judged('A', 0.8, 'Left'), judged('B', 0.7)],
    },
    { name: 'ben', pictures: new Map([['A', 1]]), hands: [judged('A', 0.6)] },
  ];
  const { rows } = peopleTable('people', people);

  it('counts a picture without a found hand as not captioned', () => {
    expect(rows[0]).toEqual(['ann', 4, 3 / 4, 2 / 3, 2 / 4, '0.150–0.850', 1 / 4]);
  });

  it('gives the mean over people, not over pictures', () => {
    const [, , found, right, captioned] = rows[2]!;
    expect(found).toBeCloseTo((3 / 4 + 1) / 2);
    expect(right).toBeCloseTo((2 / 3 + 1) / 2);
    expect(captioned).toBeCloseTo((2 / 4 + 1) / 2);
  });

  it("leaves one person's poor gestures out of the mean too", () => {
    const [all, without, only, meanOfAll, meanWithout] = exceptTable('t', people, 'ann', [
      'B',
    ]).rows;
    expect(all!.slice(0, 2)).toEqual(['ann, all', 4]);
    expect(without!.slice(0, 5)).toEqual(['ann without B', 3, 2 / 3, 1, 2 / 3]);
    expect(only!.slice(0, 5)).toEqual(['ann, B alone', 1, 1, 0, 0]);
    expect(meanOfAll![3]).toBeCloseTo((2 / 3 + 1) / 2);
    expect(meanWithout![3]).toBe(1);
  });

  it('separates left from right hands', () => {
    expect(rows[3]!.slice(0, 2)).toEqual(['left hands', 1]);
    expect(rows[4]!.slice(0, 2)).toEqual(['right hands', 3]);
  });
});

it('the table of gestures shows what was captioned instead', () => {
  const hands = [judged('A', 0.9), judged('A', 0.3), judged('A', 0.3), judged('A', 0.05)];
  const { rows } = gestureTable('gestures', ['A', 'B'], hands);
  expect(rows).toEqual([['A', 4, 1 / 4, 1 / 4, '0.046–0.699', 'silence 2, B 1']]);
});

it('the table of pairs shows which gestures are confused, and for whom', () => {
  const hands = [judged('A', 0.9), judged('A', 0.3), judged('A', 0.05), judged('B', 0.4)];
  const { rows } = pairTable('pairs', hands);
  expect(rows).toEqual([['A → B', '2', 2 / 3, '1', 'ann 2']]);
});

it('the table of the worst shows what the worst gestures and people cost', () => {
  const people: Person[] = [
    {
      name: 'ann',
      pictures: new Map([
        ['A', 1],
        ['B', 1],
      ]),
      hands: [judged('A', 0.9), judged('B', 0.7)],
    },
    { name: 'ben', pictures: new Map([['A', 1]]), hands: [judged('A', 0.6)] },
  ];
  expect(worstTable('worst', people).rows).toEqual([
    ['nothing', 3, 3 / 4, 3 / 4, 1 / 2],
    ['B', 2, 1, 1, 1],
    ['ann', 1, 1, 1, 1],
  ]);
});

it('a table is written as Markdown, with three digits for shares', () => {
  const text = toMarkdown({ title: 'T', columns: ['a', 'b', 'c'], rows: [['x', 0.12345, 12]] });
  expect(text).toContain('## T');
  expect(text).toContain('| x | 0.123 | 12 |');
});

describe('a hand of a gesture that the classifier has no output for', () => {
  it('is left out without an error', () => {
    const hand = judge(saying(0.9), 'fingerspelling', row('C'));
    expect(hand.role.role).toBe('left-out');
    expect(hand.caption).toBe('A');
  });
});

describe('the count of pictures', () => {
  it("counts only picture files of the vocabulary's known gestures", () => {
    const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
    try {
      for (const label of ['A', 'J', 'peace']) {
        mkdirSync(join(folder, label));
        for (const name of ['1.jpg', '2.PNG', 'notes.txt']) {
          writeFileSync(join(folder, label, name), '');
        }
      }
      expect([...knownPictures(folder, 'fingerspelling')]).toEqual([
        ['A', 2],
        ['V', 2],
      ]);
      expect([...knownPictures(folder, 'call-gestures')]).toEqual([['peace', 2]]);
      expect(countPictures(join(folder, 'A'))).toBe(2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('says what to do if the data is missing', () => {
    expect(() => knownPictures('/nowhere/at/all', 'fingerspelling')).toThrow(/--data FOLDER/);
    expect(() => countPictures('/nowhere/at/all')).toThrow(/--data FOLDER/);
  });
});
