import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Landmark } from '../../../../src/recognizer/hand.ts';
import {
  type BankHeader,
  decodeBank,
  encodeBank,
  handSize,
  readBankFiles,
} from '../../../../tools/lab/bank/bank.ts';

const header: BankHeader = {
  source: 'made-up',
  origin: 'a test',
  licence: 'none',
  attribution: 'none',
  changes: 'none',
  groups: 'one per row',
  aspect: 'true',
  depth: true,
  people: '1',
  notes: '',
};

const hand: Landmark[] = Array.from({ length: 21 }, (_, i) => [
  100 + 7 * i,
  300 - 11 * i,
  (i % 5) - 2,
]);

describe('the landmark bank', () => {
  test('returns hands relative to the wrist in units of hand size, with four digits', () => {
    const file = encodeBank(header, [
      { label: 'B', group: 4, landmarks: hand, leftness: 0.75, presence: 0.5, size: null },
    ]);
    const [row] = decodeBank(JSON.parse(JSON.stringify(file)));
    const size = handSize(hand);
    expect(size).toBe(220);
    expect(row).toMatchObject({ label: 'B', group: 4, handedness: 'Left', size: null });
    row!.landmarks.forEach(([x, y, z], i) => {
      expect(x).toBeCloseTo((7 * i) / size, 3);
      expect(y).toBeCloseTo((-11 * i) / size, 3);
      expect(z).toBeCloseTo(((i % 5) - 2 - -2) / size, 3);
    });
  });

  test('omits depth from the file if the source has none', () => {
    const entries = [
      { label: 'A', group: 0, landmarks: hand, leftness: null, presence: null, size: 0.2 },
    ];
    const flat = encodeBank({ ...header, depth: false }, entries);
    expect(flat.rows.length).toBeLessThan(encodeBank(header, entries).rows.length);
    const [row] = decodeBank(flat);
    expect(row).toMatchObject({ handedness: null, presence: null, size: 0.2, depth: false });
    expect(row!.landmarks.every(([, , z]) => z === 0)).toBe(true);
  });

  test('names a damaged file', () => {
    const file = encodeBank(header, []);
    expect(() => decodeBank({ ...file, count: 3 }, 'x.json')).toThrow('x.json is truncated');
    expect(() => decodeBank({ rows: 1 }, 'x.json')).toThrow('x.json is not a landmark bank');
  });
});

test('the licence file that ships names the origin of every source but HaGRID', () => {
  const text = readFileSync('models/LICENSE-sources.md', 'utf8');
  const files = readBankFiles('models/bank').filter(
    ({ source }) => !/^(hagrid|rendered)/.test(source),
  );
  expect(files.length).toBeGreaterThan(30);
  for (const { source, origin, licence } of files) {
    const known = origin.startsWith('David Lee') ? 'thesoorajsingh/Project-S' : origin;
    const row = text.split('\n').find((line) => line.includes(known));
    expect(row, source).toBeDefined();
    expect(row).toContain(licence);
  }
});
