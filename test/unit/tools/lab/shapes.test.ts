import { describe, expect, it } from 'vitest';
import { readBank } from '../../../../tools/lab/bank/bank.ts';
import {
  gesturesOf,
  knownShapes,
  roleOf,
  sameShape,
  shapeOf,
  shapes,
  vocabularyIds,
} from '../../../../tools/lab/shapes.ts';
import { readPoses } from '../../../../tools/lab/signer/pose.ts';

describe.each(vocabularyIds)('the shapes of %s', (vocabulary) => {
  it('are never known and unknown at once under different names', () => {
    for (const [shape, letter] of sameShape) {
      expect(roleOf(vocabulary, shape)).toEqual(roleOf(vocabulary, `letter-${letter}`));
    }
  });

  it('give every gesture at least one shape, and no gesture outside the vocabulary', () => {
    const gestures = shapes
      .map((shape) => roleOf(vocabulary, shape))
      .flatMap((role) => (role.role === 'known' ? [role.gesture] : []));
    expect([...new Set(gestures)].sort()).toEqual([...gesturesOf(vocabulary)].sort());
  });

  it('do not count as unknown if they resemble a known one', () => {
    for (const [shape, like] of [
      ['finger-at-lips', 'point-up'],
      ['back-of-peace', 'peace'],
      ['letter-D', 'point-up'],
      ['letter-B', 'open-palm'],
    ] as const) {
      if (roleOf(vocabulary, like).role !== 'known') continue;
      expect(roleOf(vocabulary, shape).role).not.toBe('unknown');
    }
    if (roleOf(vocabulary, 'letter-A').role === 'known') {
      for (const shape of ['fist', 'four', 'point-up']) {
        expect(roleOf(vocabulary, shape).role).toBe('left-out');
      }
    }
  });

  it('are not trained on if they are unseen', () => {
    expect(roleOf(vocabulary, 'three-with-thumb').role).toBe('unseen');
    expect(knownShapes(vocabulary)).not.toContain('three-with-thumb');
    const unseen = shapes.filter((shape) => roleOf(vocabulary, shape).role === 'unseen');
    expect(unseen.length).toBeGreaterThanOrEqual(2);
  });
});

it('every label in the bank has a shape', () => {
  const unnamed = readBank('models/bank')
    .map((row) => shapeOf(row.label))
    .filter((shape) => !shapes.includes(shape));
  expect([...new Set(unnamed)]).toEqual([]);
});

it('every pose of the signer has a shape in the tables, except one that is left out on purpose', () => {
  const without = [...readPoses().values()]
    .map((pose) => shapeOf(pose.gesture))
    .filter((shape) => !shapes.includes(shape));
  expect(without).toEqual(['unknown:flat']);
});
