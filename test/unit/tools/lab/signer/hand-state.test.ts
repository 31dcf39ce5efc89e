import { describe, expect, it } from 'vitest';
import { handStateOf, keyOf, rotationOf } from '../../../../../tools/lab/signer/hand-state.ts';
import { sampleOf } from '../../../../../tools/lab/signer/pictures.ts';
import { readPoses } from '../../../../../tools/lab/signer/pose.ts';
import { mulberry32, seedOf } from '../../../../../tools/lab/signer/random.ts';

const camera = { fieldOfView: 50, aspect: 4 / 3 };
const palm = readPoses().get('open-palm')!;
const at = (x: number) => ({ x, y: 0.5, distance: 0.5 });

describe('handStateOf', () => {
  it('makes a left hand the mirror image of a right one', () => {
    const right = handStateOf(keyOf(palm, 'Right', at(0.3), mulberry32(1), 0), 'Right', 1, camera);
    const left = handStateOf(keyOf(palm, 'Left', at(0.7), mulberry32(1), 0), 'Left', 1, camera);
    expect(left.wrist[0]).toBeCloseTo(-right.wrist[0]);
    expect(left.elbow[0]).toBeCloseTo(-right.elbow[0]);
    expect(left.elbow[1]).toBeCloseTo(right.elbow[1]);
    expect(left.turns).toEqual(right.turns);
  });

  it('keeps the elbow at or below about the height of the wrist when the hand points down', () => {
    const down = { ...palm, views: [{ ...palm.views[0]!, yaw: 180, roll: -170 }] };
    const { wrist, elbow } = handStateOf(
      keyOf(down, 'Right', at(0.3), mulberry32(1), 0),
      'Right',
      1,
      camera,
    );
    expect(elbow[1] - wrist[1]).toBeLessThan(0.1);
  });
});

describe('rotationOf', () => {
  it('does not rotate the plain view and mirrors the others', () => {
    expect(rotationOf({ yaw: 0, pitch: 0, roll: 0, azimuth: 0 }, 'Right')).toEqual([0, 0, 0, 1]);
    const view = { yaw: 30, pitch: 20, roll: 10, azimuth: 5 };
    const [x, y, z, w] = rotationOf(view, 'Right');
    const left = rotationOf(view, 'Left');
    expect(left[0]).toBeCloseTo(x);
    expect(left[1]).toBeCloseTo(-y);
    expect(left[2]).toBeCloseTo(-z);
    expect(left[3]).toBeCloseTo(w);
  });
});

describe('sampleOf', () => {
  it('gives the same sample for the same seed and another for the next', () => {
    expect(sampleOf(palm, 1, 3)).toEqual(sampleOf(palm, 1, 3));
    expect(sampleOf(palm, 1, 5).stage).not.toEqual(sampleOf(palm, 1, 3).stage);
    expect(sampleOf(palm, 2, 3).stage).not.toEqual(sampleOf(palm, 1, 3).stage);
  });

  it('alternates between both hands', () => {
    expect(sampleOf(palm, 1, 0).side).toBe('Right');
    expect(sampleOf(palm, 1, 1).side).toBe('Left');
  });
});

describe('seedOf', () => {
  it('gives each part its own seed', () => {
    const seeds = ['a', 'b', 'step 1', 'step 2'].map((part) => seedOf(1, part));
    expect(new Set(seeds).size).toBe(seeds.length);
  });
});
