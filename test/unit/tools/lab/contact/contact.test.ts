import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../../src/learning/random.ts';
import type { Classifier } from '../../../../../src/recognizer/signs/types.ts';
import type { Clip } from '../../../../../tools/lab/contact/clips.ts';
import { countClips } from '../../../../../tools/lab/contact/count.ts';
import { type Example, fitHead, scoreOf } from '../../../../../tools/lab/contact/head.ts';
import { averaged, innerLength } from '../../../../../tools/lab/contact/inner.ts';
import { examplesOf, thresholdOf } from '../../../../../tools/lab/contact/judge.ts';
import { solveRidge } from '../../../../../tools/lab/contact/letters.ts';
import type { StoredHand } from '../../../../../tools/lab/contact/store.ts';

describe('a head on inner numbers', () => {
  const random = createRandom(3);
  const examples = Array.from({ length: 300 }, (_, i): Example => {
    const positive = i % 2 === 0;
    const values = Float32Array.from({ length: 40 }, () => random.normal());
    // On another scale than the rest, as channels of a network are.
    values[7] = 0.2 * (values[7]! + (positive ? 3 : 0));
    return { values, positive, weight: 1 };
  });

  it('tells hands apart by the one number that differs', () => {
    const head = fitHead(examples.slice(0, 200), 0.1);
    const right = examples
      .slice(200)
      .filter(({ values, positive }) => scoreOf(head, values) > 0 === positive);
    expect(right.length).toBeGreaterThan(85);
  });

  it('refuses to learn from one kind of hands', () => {
    const touching = examples.filter(({ positive }) => positive);
    expect(() => fitHead(touching, 0.5)).toThrow(RangeError);
  });
});

describe('a layer in cells', () => {
  it('keeps where in the picture a channel is high', () => {
    const values = new Float32Array(14 * 14 * 2);
    // Channel 1 is 1 in the upper left corner.
    for (let y = 0; y < 5; y++) for (let x = 0; x < 5; x++) values[(y * 14 + x) * 2 + 1] = 1;
    const out = new Float32Array(18);
    averaged(values, { side: 14, channels: 2, cells: 3 }, out, 0);
    expect(out[1]).toBeCloseTo(1);
    expect(out[9]).toBeLessThan(0.1);
    expect(out.filter((_, i) => i % 2 === 0)).toEqual(new Float32Array(9));
  });
});

describe('examples for a head', () => {
  const hand = (source: string, contact: boolean | null): StoredHand => ({
    source,
    person: source,
    picture: '',
    shape: 'A',
    contact,
    points: [],
    side: 'Right',
    leftness: 0,
    presence: 1,
    inner: new Float32Array(innerLength),
  });

  it('leave out hands of which nobody knows whether they touch something', () => {
    const hands = [hand('s03', false), hand('contact', true), hand('contact', null)];
    expect(examplesOf(hands, 'top')).toHaveLength(2);
  });

  it('weigh touching and free hands the same, however many there are', () => {
    const hands = [hand('s03', false), hand('s03', false), hand('s05', false), hand('drawn', true)];
    const total = (positive: boolean) =>
      examplesOf(hands, 'top')
        .filter((example) => example.positive === positive)
        .reduce((sum, { weight }) => sum + weight, 0);
    expect(total(true)).toBeCloseTo(1);
    expect(total(false)).toBeCloseTo(1);
  });
});

describe('a threshold', () => {
  it('lies below the stated share of scores', () => {
    const scores = Array.from({ length: 200 }, (_, i) => (i * 37) % 200);
    const threshold = thresholdOf(scores, 0.05);
    expect(scores.filter((score) => score > threshold)).toHaveLength(9);
  });
});

describe('kernel regression', () => {
  it('solves the equations with the ridge on the diagonal', () => {
    const matrix = [Float64Array.of(2, 1), Float64Array.of(1, 3)];
    const [x] = solveRidge(matrix, 1, [Float64Array.of(4, 9)]);
    expect(3 * x![0]! + 1 * x![1]!).toBeCloseTo(4);
    expect(1 * x![0]! + 4 * x![1]!).toBeCloseTo(9);
  });
});

describe('drawn clips', () => {
  const fist: Classifier = {
    gestures: ['fist'],
    thresholds: { fist: 0.5 },
    classify: () => ({ scores: { fist: 0.99 }, gesture: 'fist' }),
  };
  const hand = {
    landmarks: Array.from(
      { length: 21 },
      (_, i) => [300 + (i % 5), 100 + 30 * (i % 4), 0] as const,
    ),
    handedness: 'Right' as const,
    leftness: 0,
    presence: 1,
  };
  const clip = (vocabulary: 'both' | 'call-gestures', score: number): Clip => ({
    name: 'clip',
    family: 'cover-mouth',
    seed: 1,
    vocabulary,
    seconds: 4,
    signs: vocabulary === 'both' ? [] : [{ gesture: 'fist', from: 0, to: 4 }],
    frames: Array.from({ length: 20 }, (_, i) => ({
      timestamp: i * 200,
      hands: [{ hand, middle: Float32Array.of(score) }],
    })),
  });
  const clips = [clip('both', 2), clip('call-gestures', -2)];
  const counted = (threshold: number) =>
    countClips(clips, 'call-gestures', fist, ([score]) => score!, threshold);

  it('are silent where the head rejects the hand, and keep their other captions', () => {
    const { captioned: without } = counted(Number.POSITIVE_INFINITY);
    const { falseCaptions, captioned, held } = counted(0);
    expect(falseCaptions).toBe(0);
    expect(captioned).toBe(without);
    expect(held).toBe(1);
  });

  it('lose every caption to a head that rejects every hand', () => {
    expect(counted(-3)).toMatchObject({ falseCaptions: 0, captioned: 0 });
  });
});
