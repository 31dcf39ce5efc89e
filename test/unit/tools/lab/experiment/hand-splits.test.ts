import { describe, expect, it } from 'vitest';
import { unknownLabel } from '../../../../../src/learning/losses.ts';
import { splitHands } from '../../../../../tools/lab/experiment/hand-splits.ts';
import type { BankSample } from '../../../../../tools/lab/train/dataset.ts';

const sample = (
  source: string,
  group: number,
  role: BankSample['role'],
  shape = 'x',
): BankSample => ({
  points: new Float32Array(63),
  label: role === 'known' ? 0 : unknownLabel,
  origin: source,
  depth: true,
  aspect: true,
  role,
  shape,
  group: `${source}/${group}`,
});

const handSamples = [
  ...Array.from({ length: 200 }, (_, i) => sample('hagrid-crops', i, 'known')),
  ...Array.from({ length: 200 }, (_, i) => sample('hagrid-landmarks', i, 'unknown', 'idle')),
  // Two hands of one picture.
  ...Array.from({ length: 200 }, (_, i) => sample('hagrid-crops', i, 'unknown')),
  sample('s03', 1, 'known'),
  sample('s03', 1, 'unknown'),
  sample('s05', 1, 'known'),
  sample('hagrid-crops', 900, 'unseen', 'horns'),
  sample('hagrid-crops', 901, 'unseen', 'idle'),
];

const groupsOf = (samples: readonly BankSample[]) => new Set(samples.map(({ group }) => group));

describe.each([{ alone: [] }, { alone: ['s03'] }])(
  'a split that leaves out $alone',
  ({ alone }) => {
    const { train, test } = splitHands(handSamples, { alone, seed: 1 });

    it('does not train on a group that it tests', () => {
      const tested = groupsOf(test.map((entry) => entry.sample));
      expect(tested.size).toBeGreaterThan(50);
      for (const group of groupsOf(train)) expect(tested.has(group)).toBe(false);
    });

    it('does not train on unseen hands, and tests new shapes as unseen and reserved idle hands as unknown', () => {
      expect(train.some(({ role }) => role === 'unseen')).toBe(false);
      const kinds = test
        .filter((entry) => entry.sample.role === 'unseen')
        .map(({ kind, sample: { shape } }) => `${shape} ${kind}`);
      expect(kinds).toEqual(['horns unseen', 'idle unknown']);
    });

    it('keeps out about a quarter of the groups of many people, and others with another seed', () => {
      const kept = test.filter(
        ({ kind, sample: { shape } }) => kind === 'unknown' && shape === 'x',
      );
      expect(kept.length).toBeGreaterThan(30);
      expect(kept.length).toBeLessThan(75);
      const other = splitHands(handSamples, { alone, seed: 2 }).test;
      expect(groupsOf(other.map((e) => e.sample))).not.toEqual(groupsOf(test.map((e) => e.sample)));
    });
  },
);

it('a split tests only the known hands of the person who is left out', () => {
  const { train, test } = splitHands(handSamples, { alone: ['s03'], seed: 1 });
  const known = test.filter(({ kind }) => kind === 'known').map((entry) => entry.sample.origin);
  expect(known).toEqual(['s03']);
  expect(train.some(({ origin }) => origin === 's03')).toBe(false);
  expect(train.some(({ origin }) => origin === 's05')).toBe(true);
});

it('a split tests the known hands of kept-out groups if nobody is left out', () => {
  const { train, test } = splitHands(handSamples, { alone: [], seed: 1 });
  const known = test.filter(({ kind }) => kind === 'known').map((entry) => entry.sample.origin);
  expect(new Set(known)).toEqual(new Set(['hagrid-crops']));
  expect(train.filter(({ origin }) => origin === 's03')).toHaveLength(2);
});
