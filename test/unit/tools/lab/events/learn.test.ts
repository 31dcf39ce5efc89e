import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../../src/learning/random.ts';
import type { Hand } from '../../../../../src/recognizer/hand.ts';
import {
  intentFeatureNames,
  intentParts,
} from '../../../../../src/recognizer/signs/intent-features.ts';
import { shippedIntent } from '../../../../../src/recognizer/signs/intent-weights.ts';
import {
  type JudgedClip,
  judgedOn,
  learnIntent,
  weightsFile,
} from '../../../../../tools/lab/events/learn.ts';
import { fitLogistic, type Row } from '../../../../../tools/lab/events/logistic.ts';
import { withBlock } from '../../../../../tools/lab/events/report.ts';

/** Rows whose label follows a known logistic model of two features. */
function rowsOf(weights: readonly number[], bias: number, count: number): Row[] {
  const random = createRandom(4);
  return Array.from({ length: count }, () => {
    const features = Float32Array.from(weights, () => random.normal());
    const sum = weights.reduce((total, weight, i) => total + weight * features[i]!, bias);
    const label = random.uniform() < 1 / (1 + Math.exp(-sum)) ? 1 : 0;
    return { features, label, weight: 1 };
  });
}

describe('logistic regression', () => {
  it('finds the model that made the labels', () => {
    const { weights, bias } = fitLogistic(rowsOf([1.5, -0.8], 0.4, 20_000), [true, true], 0);
    expect(weights[0]).toBeCloseTo(1.5, 1);
    expect(weights[1]).toBeCloseTo(-0.8, 1);
    expect(bias).toBeCloseTo(0.4, 1);
  });

  it('gives unused features a weight of 0', () => {
    const { weights } = fitLogistic(rowsOf([1.5, -0.8], 0.4, 2000), [true, false], 0);
    expect(weights[1]).toBe(0);
  });

  it('stays finite if a feature separates the labels perfectly', () => {
    const rows = [-2, -1, 1, 2].map(
      (x): Row => ({ features: Float32Array.of(x), label: x > 0 ? 1 : 0, weight: 1 }),
    );
    const { weights } = fitLogistic(rows, [true], 1e-3);
    expect(weights[0]).toBeGreaterThan(0);
    expect(weights[0]).toBeLessThan(100);
  });

  it('refuses to learn from a single label', () => {
    const row: Row = { features: Float32Array.of(1), label: 1, weight: 1 };
    expect(() => fitLogistic([row], [true], 0)).toThrow(RangeError);
  });
});

describe('what the model of intent is asked of a clip', () => {
  /** A hand that is held still for two seconds. */
  const held = (gesture: string | null) =>
    Array.from({ length: 31 }, (_, i) => ({
      timestamp: (i * 2000) / 30,
      frameSize: { width: 640, height: 480 },
      hands: [{ hand: still, classification: { scores: { A: gesture ? 0.9 : 0.4 }, gesture } }],
    }));
  const still: Hand = {
    landmarks: Array.from({ length: 21 }, (_, i) => [300 + (i % 3) * 50, 200 + (i % 3) * 50, 0]),
    handedness: 'Right',
    leftness: 0,
    presence: 1,
  };

  it('are the shapes that are held and named, and no others', () => {
    expect(judgedOn(held('A'), []).rows.length).toBeGreaterThan(10);
    expect(judgedOn(held(null), []).rows).toEqual([]);
  });
});

describe('the model of intent', () => {
  const random = createRandom(2);
  const sample = (meant: boolean) =>
    Float32Array.from(intentFeatureNames, () => random.normal() + (meant ? 1 : 0));
  const judged = Array.from({ length: 400 }, (_, i): JudgedClip => {
    const features = sample(i % 2 === 0);
    return i % 2 === 0
      ? { rows: [{ features, label: 1, weight: 1 }], signs: [[features]] }
      : { rows: [{ features, label: 0, weight: 1 }], signs: [] };
  });

  it('has higher thresholds the stricter it is', () => {
    const { loose, normal, strict } = learnIntent(judged).thresholds;
    expect(loose).toBeLessThan(normal);
    expect(normal).toBeLessThan(strict);
  });

  it('gives no weight to parts that are left out', () => {
    const { weights, squares } = learnIntent(judged, ['still', 'other']);
    const left = new Set<string>([...intentParts.still, ...intentParts.other]);
    intentFeatureNames.forEach((name, i) => {
      expect(weights[i] === 0 && squares[i] === 0, name).toBe(left.has(name));
    });
  });

  it('is the same if learned again from the same clips', () => {
    expect(weightsFile(learnIntent(judged))).toBe(weightsFile(learnIntent(judged)));
  });

  it('as shipped has a weight for each feature and a threshold for each strictness', () => {
    expect(shippedIntent.weights.length).toBe(intentFeatureNames.length);
    expect(shippedIntent.squares.length).toBe(intentFeatureNames.length);
    const { loose, normal, strict } = shippedIntent.thresholds;
    expect(0 < loose && loose < normal && normal < strict && strict < 1).toBe(true);
  });
});

describe('writing a table into a document', () => {
  it('replaces the table before', () => {
    const document = 'a\n<!-- x -->\nold\n<!-- /x -->\nb\n';
    expect(withBlock(document, 'x', 'new')).toBe('a\n<!-- x -->\nnew\n<!-- /x -->\nb\n');
  });

  it('needs a marked place', () => {
    expect(() => withBlock('a', 'x', 'new')).toThrow('no place for x');
  });
});
