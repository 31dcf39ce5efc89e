import { describe, expect, it } from 'vitest';
import { logits } from '../../../src/learning/infer.ts';
import { bcenaObjective, bcenaZeroed, ceNa } from '../../../src/learning/objectives.ts';
import { createRandom } from '../../../src/learning/random.ts';
import type { Head } from '../../../src/learning/train.ts';
import { dropoutCommittee, look, viewOf } from '../../../src/learning/view.ts';

/** 2 inputs, 2 hidden, 2 outputs. */
const head: Head = [
  { inputs: 2, outputs: 2, weights: Float32Array.of(1, -1, 2, 1), bias: Float32Array.of(0, 0.5) },
  { inputs: 2, outputs: 2, weights: Float32Array.of(3, 0, 0, 4), bias: Float32Array.of(0, 1) },
];
const options = { objective: bcenaObjective, gestureCount: 2 };

describe('a view', () => {
  it('has the logits of the head, and the inputs of its last layer', () => {
    // Hidden: (1 + 4, -1 + 2 + 0.5); outputs (15, 7).
    const view = look(head, [1, 2], options);
    expect([...view.features]).toEqual([5, 1.5]);
    expect([...view.logits]).toEqual([15, 7]);
    expect([...view.logits]).toEqual([...logits(head, [1, 2])]);
    expect(view.na).toBeNull();
  });

  it('applies the ReLU to the inputs of the last layer', () => {
    expect([...look(head, [3, 0], options).features]).toEqual([3, 0]);
  });

  it('separates an output that is not a gesture from the gestures, at any position', () => {
    const last = viewOf([1, 2, 9], new Float32Array(0), ceNa, 2);
    expect({ logits: [...last.logits], na: last.na }).toEqual({ logits: [1, 2], na: 9 });
    const first = viewOf([9, 1, 2], new Float32Array(0), bcenaZeroed, 2);
    expect({ logits: [...first.logits], na: first.na }).toEqual({ logits: [1, 2], na: 9 });
  });
});

describe('a committee by dropout', () => {
  const dropout = (seed: number) => ({ share: 0.5, random: createRandom(seed) });

  it('has hidden units that are off, or scaled up so that the mean stays', () => {
    const passes = dropoutCommittee(head, [1, 2], { ...options, dropout: dropout(1) }, 400);
    const first = passes.map((view) => view.features[0]!);
    expect(new Set(first)).toEqual(new Set([0, 10]));
    expect(first.reduce((a, b) => a + b) / 400).toBeCloseTo(5, 0);
  });

  it('is the same for the same seed', () => {
    const run = (seed: number) =>
      dropoutCommittee(head, [1, 2], { ...options, dropout: dropout(seed) }, 20).map((view) => [
        ...view.logits,
      ]);
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
  });
});
