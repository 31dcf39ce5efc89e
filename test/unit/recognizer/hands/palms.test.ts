import { describe, expect, test } from 'vitest';
import {
  decodePalms,
  type PalmBox,
  palmAnchors,
  suppress,
} from '../../../../src/recognizer/hands/palms.ts';

const anchorCount = 2016;

const palm = (score: number, cx: number, cy: number, side = 0.2): PalmBox => ({
  score,
  cx,
  cy,
  width: side,
  height: side,
  keypoints: Array.from({ length: 14 }, (_, i) => (i % 2 ? cy : cx)),
});

describe('palms from the model’s outputs', () => {
  test('come from anchors in the middle of their cells: two in 24x24, then six in 12x12', () => {
    const anchors = palmAnchors();
    expect(anchors).toHaveLength(2 * anchorCount);
    expect([...anchors.slice(0, 6)].map((value) => Math.round(value * 48))).toEqual([
      1, 1, 1, 1, 3, 1,
    ]);
    expect(anchors[2 * 1152]).toBeCloseTo(0.5 / 12);
    expect(anchors.at(-1)).toBeCloseTo(11.5 / 12);
  });

  test('are decoded relative to their anchor, in pixels of the input', () => {
    const boxes = new Float32Array(anchorCount * 18);
    const logits = new Float32Array(anchorCount).fill(-20);
    logits[0] = 2;
    boxes.set([19.2, -9.6, 38.4, 38.4, 1.92, 3.84], 0);
    const [found, ...others] = decodePalms(boxes, logits, 0.5);
    expect(others).toEqual([]);
    expect(found!.score).toBeCloseTo(0.8808, 3);
    expect(found!.cx).toBeCloseTo(0.5 / 24 + 0.1);
    expect(found!.cy).toBeCloseTo(0.5 / 24 - 0.05);
    expect(found!.width).toBeCloseTo(0.2);
    expect(found!.keypoints[0]).toBeCloseTo(0.5 / 24 + 0.01);
    expect(found!.keypoints[1]).toBeCloseTo(0.5 / 24 + 0.02);
  });

  test('exclude scores that are NaN or below the threshold', () => {
    const boxes = new Float32Array(anchorCount * 18).fill(10);
    const logits = new Float32Array(anchorCount).fill(-0.1);
    logits[5] = Number.NaN;
    expect(decodePalms(boxes, logits, 0.5)).toEqual([]);
  });

  test('average the boxes of one palm by their scores and keep the best score', () => {
    const [one, ...others] = suppress([palm(0.3, 0.52, 0.5), palm(0.9, 0.5, 0.5)]);
    expect(others).toEqual([]);
    expect(one!.score).toBe(0.9);
    expect(one!.cx).toBeCloseTo((0.9 * 0.5 + 0.3 * 0.52) / 1.2);
    expect(one!.keypoints[0]).toBeCloseTo(one!.cx);
  });

  test('include all that do not overlap, best first', () => {
    const kept = suppress([palm(0.5, 0.2, 0.2), palm(0.8, 0.7, 0.7)]);
    expect(kept.map(({ score }) => score)).toEqual([0.8, 0.5]);
  });
});
