import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encodeBank } from '../../../../../tools/lab/bank/bank.ts';
import { dataCard } from '../../../../../tools/lab/extract/card.ts';
import { listPictures, readTables } from '../../../../../tools/lab/extract/read-data.ts';
import { trainingSources, validationSources } from '../../../../../tools/lab/extract/sources.ts';
import { trainingTables } from '../../../../../tools/lab/extract/tables.ts';

let data: string;

const put = (path: string, text = '') => {
  mkdirSync(dirname(join(data, path)), { recursive: true });
  writeFileSync(join(data, path), text);
};
const source = (name: string) =>
  trainingSources(data).find(({ header }) => header.source === name)!;
const table = (name: string) => trainingTables(data).find(({ header }) => header.source === name)!;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'extract-'));
});

afterEach(() => {
  rmSync(data, { recursive: true });
});

describe('extracting from picture sources', () => {
  test('gives altered copies of one original the same group, in both parts of the set', () => {
    put('train/letters/davidlee-train/A/A0_jpg.rf.aa.jpg');
    put('train/letters/davidlee-train/A/A0_jpg.rf.bb.jpg');
    put('train/letters/davidlee-train/B/A0_jpg.rf.cc.jpg');
    put('train/letters/davidlee-valid/A/A0_jpg.rf.dd.jpg');
    put('train/letters/davidlee-valid/A/notes.txt');
    const groups = source('davidlee')
      .pictures()
      .map(({ label, group }) => [label, group]);
    expect(groups).toEqual([
      ['A', 0],
      ['A', 0],
      ['B', 1],
      ['A', 0],
    ]);
  });

  test('gives pictures of the mixed class the label that they were sorted under', () => {
    put('train/gestures/hagrid-crops/none/x.jpg');
    put('train/gestures/hagrid-crops/none/y.jpg');
    put('train/gestures/hagrid-crops/none/z.jpg');
    put('train/gestures/hagrid-crops/like/x.jpg');
    put(
      'train/gestures/hagrid-crops-none-sorted.csv',
      'file,label,confidence\nx.jpg,no_gesture,1.0\ny.jpg,unsure,0.4\n',
    );
    const labels = source('hagrid-crops')
      .pictures()
      .map(({ label }) => label);
    expect(labels).toEqual(['like', 'no_gesture', 'unsorted', 'unsorted']);
  });

  test('tells the people of one folder apart by how their files are named', () => {
    for (const file of [
      'IMG20221130163830',
      'IMG_1372',
      'IMG_1631',
      'IMG_20221130_212734',
      'IMG_20221130_222720 (1)',
    ])
      put(`train/letters-2/sibi/A/${file}.jpg`);
    const files = [1, 2, 3, 4, 5].map((person) =>
      source(`sibi-${person}`)
        .pictures()
        .map(({ file }) => file.split('/').at(-1)),
    );
    expect(files).toEqual([
      ['IMG20221130163830.jpg'],
      ['IMG_1372.jpg'],
      ['IMG_1631.jpg'],
      ['IMG_20221130_212734.jpg'],
      ['IMG_20221130_222720 (1).jpg'],
    ]);
  });

  test('leaves out letters that another national alphabet forms differently', () => {
    put('train/letters-2/fsl-a/T/1.jpg');
    put('train/letters-2/fsl-a/U/1.jpg');
    const labels = source('fsl-a')
      .pictures()
      .map(({ label }) => label);
    expect(labels).toEqual(['U']);
    expect(source('fsl-a').header.notes).toContain('Left out: G, K, T.');
  });

  test('labels digits with their shapes', () => {
    put('train/digits/0/1.jpg');
    put('train/digits/5/1.jpg');
    const labels = source('digits')
      .pictures()
      .map(({ label }) => label);
    expect(labels).toEqual(['O', 'palm']);
  });

  test('names a missing folder and says what to do', () => {
    expect(() => source('s03').pictures()).toThrow('s03 does not exist. Name the data folder');
  });

  test('keeps validation pictures out of the training sources', () => {
    put('validation/letters/s01/A/1.jpg');
    put('validation/gestures/g02/peace/1.jpg');
    put('validation/negatives/photos/1.jpg');
    const names = validationSources(data).map(({ header }) => header.source);
    expect(names).toEqual(['s01', 'g02', 'photos']);
    const training = [...trainingSources(data), ...trainingTables(data)];
    for (const { header } of training) expect(names).not.toContain(header.source);
  });
});

describe('reading landmark tables', () => {
  const numbers = (axes: number) =>
    Array.from({ length: 21 * axes }, (_, i) => (i / 100).toFixed(2)).join(',');

  test('replaces user ids with numbers, so that they are not in the bank file', () => {
    const row = (user: string) => `ok,ok,picture-1,${user},left,0,0,0,1,1,${numbers(2)}`;
    const rows = [row('anna'), row('berta'), row('anna')].join('\n');
    put('train/landmarks/hagrid_landmarks_2d.csv', `heading\n${rows}\n`);
    const { header, entries } = table('hagrid-landmarks');
    expect(entries().map(({ group }) => group)).toEqual([0, 1, 0]);
    expect(JSON.stringify(encodeBank(header, entries()))).not.toMatch(/anna|berta|picture-1/);
  });

  test('replaces class numbers with letters and thins bursts', () => {
    const lines = [0, 0, 0, 8, 9].map((label) => `${label},${numbers(2)}`).join('\n');
    put('train/landmarks/insitee_keypoint42_ABCDEFGHIL.csv', `${lines}\n`);
    expect(
      table('insitee-1')
        .entries()
        .map(({ label }) => label),
    ).toEqual(['A', 'A', 'I', 'L']);
  });

  test('gives the letters of a table the side that all of its hands show, without those that are no ASL', () => {
    const lines = ['A', 'D', 'space', 'I'].map((label) => `${label},unknown,${numbers(2)}`);
    put(
      'train/landmarks/letters/DynaJoshy_voice2sign.csv',
      `label,hand,x0,y0\n${lines.join('\n')}\n`,
    );
    expect(
      table('table-05')
        .entries()
        .map(({ label, leftness }) => [label, leftness]),
    ).toEqual([
      ['A', 1],
      ['I', 1],
    ]);
  });

  test('skips a row without extent', () => {
    const flat = Array.from({ length: 42 }, () => '0.5').join(',');
    put('train/landmarks/kinivi_keypoint42.csv', `0,${flat}\n2,${numbers(2)}\n`);
    expect(
      table('kinivi')
        .entries()
        .map(({ label }) => label),
    ).toEqual(['pointer']);
  });
});

test('the data card names every source with its licence and number of hands', () => {
  const landmarks = Array.from({ length: 21 }, (_, i) => [i, -i, 0] as const);
  const entry = { label: 'B', group: 0, landmarks, leftness: null, presence: null, size: null };
  const files = trainingTables(data).map(({ header }) => encodeBank(header, [entry]));
  const card = dataCard(files);
  expect(card).toContain(`: ${files.length} hands as numbers`);
  for (const { source: name, licence } of files) {
    expect(card).toContain(`| \`${name}.json\` | 1 | 1 |`);
    expect(card).toContain(licence);
  }
});

describe('a data folder', () => {
  test('is refused by name before anything is written if it is not complete', () => {
    put('train/letters/s03/A/1.jpg');
    expect(() => listPictures([source('s03')])).toThrow(
      'The data for s03 is not complete: 1 pictures of 364. Copy the folder again; nothing was written.',
    );
    expect(() => listPictures([source('s05')])).toThrow('does not exist');
    expect(() => readTables([table('kinivi')])).toThrow('The table of kinivi cannot be read');
  });

  test('is accepted if it is complete', () => {
    put('validation/letters/s01/A/1.jpg');
    put('validation/gestures/g02/peace/1.jpg');
    put('validation/negatives/photos/1.jpg');
    const listed = listPictures(validationSources(data));
    expect(listed.map(({ pictures }) => pictures.length)).toEqual([1, 1, 1]);
  });
});
