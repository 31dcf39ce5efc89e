import { describe, expect, it } from 'vitest';
import type { Hand } from '../../../../../src/recognizer/hand.ts';
import { createGate } from '../../../../../src/recognizer/signs/gate.ts';
import type { Classifier } from '../../../../../src/recognizer/signs/types.ts';
import { captionsBy, classified } from '../../../../../tools/lab/events/run.ts';

const hand: Hand = {
  landmarks: Array.from({ length: 21 }, (_, i) => [200 + 30 * (i % 5), 200 + 30 * (i % 4), 0]),
  handedness: 'Right',
  leftness: 0,
  presence: 1,
};
const fist: Classifier = {
  gestures: ['fist'],
  thresholds: { fist: 0.5 },
  classify: () => ({ scores: { fist: 0.99 }, gesture: 'fist' }),
};
const frames = Array.from({ length: 20 }, (_, i) => ({ timestamp: i * 100, hands: [hand] }));

describe('frames that are counted for events', () => {
  it('are judged by the model of intent', () => {
    const inputs = classified(frames, fist);
    expect(
      captionsBy(
        createGate({ dwellMs: 700 }, () => true),
        inputs,
      ),
    ).toHaveLength(1);
    expect(
      captionsBy(
        createGate({ dwellMs: 700 }, () => false),
        inputs,
      ),
    ).toEqual([]);
  });
});
