import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Measured } from '../../../../../tools/lab/evaluate/measure.ts';
import { reportOf, reportText, writeReport } from '../../../../../tools/lab/evaluate/report.ts';
import type { Judged } from '../../../../../tools/lab/evaluate/scores.ts';
import { spelledTable } from '../../../../../tools/lab/evaluate/spelled.ts';
import { tableSchema } from '../../../../../tools/lab/evaluate/table.ts';
import type { Role } from '../../../../../tools/lab/shapes.ts';
import { judgedHand } from '../fake-judged.ts';

const hand = (role: Role, shape: string, best: string, score: number, group: number): Judged =>
  judgedHand({ source: 's15', role, shape, best, score, group });

const letter = (gesture: string, best: string, score: number) =>
  hand({ role: 'known', gesture }, `letter-${gesture}`, best, score, 0);

/** One person who shows A and M twice; one M is classified as A, and one A is not found. */
const measured = (vocabulary: Measured['vocabulary'] = 'fingerspelling'): Measured => {
  const hands = [letter('A', 'A', 0.9), letter('M', 'M', 0.8), letter('M', 'A', 0.7)];
  const unknown = [
    hand({ role: 'unseen' }, 'idle', 'A', 0.1, 1),
    hand({ role: 'unseen' }, 'rock', 'M', 0.6, 2),
  ];
  return {
    vocabulary,
    gestures: ['A', 'M'],
    people: [
      {
        name: 's15',
        hands,
        pictures: new Map([
          ['A', 2],
          ['M', 2],
        ]),
      },
    ],
    photos: { pictures: 100, hands: [hand({ role: 'left-out' }, 'photo', 'A', 0.9, 3)] },
    shipped: { gestures: ['A', 'M'], parts: [{ known: hands, pictures: 4, unknown }] },
    crossed: null,
  };
};

describe('a report', () => {
  const report = reportOf(measured(), null, null);
  const targets = report.tables[0]!;
  const of = (name: string) => targets.rows.find(([first]) => first === name)!;

  it('says how many words each person spells that are read, and the mean of people', () => {
    const person = {
      words: 50,
      lettersRight: 0.25,
      decodedRight: 0.5,
      inThree: 0.75,
      msPerLetter: 1,
    };
    const summary = { s01: person, s15: { ...person, words: 40, decodedRight: 1 } };
    const spelled = spelledTable('fingerspelling: words', summary);
    expect(spelled.rows).toEqual([
      ['s01', '50', 0.25, 0.5, 0.75],
      ['s15', '40', 0.25, 1, 0.75],
      ['mean of people', '90', 0.25, 0.75, 0.75],
    ]);
    const titles = (spelledOrNot: typeof spelled | null) =>
      reportOf(measured(), null, null, spelledOrNot).tables.map(({ title }) => title);
    expect(titles(spelled)).toContain(spelled.title);
    expect(titles(null)).not.toContain(spelled.title);
  });

  it('starts with the targets, each with its figure and verdict', () => {
    expect(targets.title).toBe('fingerspelling: targets');
    expect(of('argmax right over hands found').slice(1, 5)).toEqual([
      'at least 0.97',
      '0.667',
      '0.667–0.667',
      'no',
    ]);
    expect(of('hands found')[2]).toBe('0.750');
    expect(of('captioned right, worst person')[2]).toBe('0.500');
    expect(of('captioned right, worst person, s15 without M and N').slice(2, 3)).toEqual(['0.500']);
    expect(of('captions per 1,000 photos of things').slice(2, 5)).toEqual([
      '10',
      '1.767–54.486',
      'no',
    ]);
  });

  it('says if no threshold captions enough letters', () => {
    const [, , figure, , reached] = of(
      'clean idle hands silent where 0.85 of the known are captioned right',
    );
    expect([figure, reached]).toEqual(['no threshold captions so many right', 'no']);
  });

  it('does not report call gestures as measured without held-out people', () => {
    const { rows } = reportOf(measured('call-gestures'), null, null).tables[0]!;
    const open = rows.filter(([, goal]) => String(goal).startsWith('at least'));
    expect(open).toHaveLength(6);
    for (const cells of open) expect(cells[4]).toBe('not measured');
  });

  it('groups hands by their presence', () => {
    const doubtful = measured();
    const [first, ...others] = doubtful.people[0]!.hands;
    const people = [
      {
        ...doubtful.people[0]!,
        hands: [{ ...first!, row: { ...first!.row, presence: 0.5 } }, ...others],
      },
    ];
    const table = reportOf({ ...doubtful, people }, null, null).tables.find(({ title }) =>
      title.endsWith('by the presence of the hand'),
    )!;
    expect(table.rows).toEqual([
      ['validation people', '0 to 0.8', '1', 1, 1, 0],
      ['validation people', '0.99 to 1', '2', 0.5, 0.5, 0.5],
    ]);
  });

  it('shows what is captioned for each shown gesture, including silence', () => {
    const { svg } = report.pictures.find(({ name }) => name === 'confusion')!;
    for (const name of ['A', 'M', 'na']) expect(svg).toContain(`>${name}</text>`);
    expect(svg.startsWith('<svg')).toBe(true);
  });

  it('draws a bar for each bin that has scores', () => {
    const { svg } = report.pictures.find(({ name }) => name === 'reliability')!;
    expect(svg.match(/fill="#1f6feb"/g)).toHaveLength(3);
    expect(svg).toContain('3 known hands, ECE');
  });

  it('is written as Markdown, JSON and the pictures that the Markdown includes', () => {
    const out = mkdtempSync(join(tmpdir(), 'report-'));
    try {
      const text = reportText('fingerspelling', ['Heading.'], report);
      writeReport(join(out, 'new'), 'fingerspelling', text, report);
      const names = readdirSync(join(out, 'new'));
      for (const [, picture] of text.matchAll(/!\[.*?\]\((.*?)\)/g))
        expect(names).toContain(picture);
      expect(names).toHaveLength(4);
      const json: unknown = JSON.parse(
        readFileSync(join(out, 'new', 'fingerspelling.json'), 'utf8'),
      );
      expect(v.parse(v.array(tableSchema), json)).toHaveLength(report.tables.length);
    } finally {
      rmSync(out, { recursive: true });
    }
  });
});
