import { describe, expect, it } from 'vitest';
import { strictnesses } from '../../../../src/messaging/recognition.ts';
import type { Hand } from '../../../../src/recognizer/hand.ts';
import { createGate } from '../../../../src/recognizer/signs/gate.ts';
import type { GateOptions } from '../../../../src/recognizer/signs/gate-types.ts';
import { intentJudge, intentOf } from '../../../../src/recognizer/signs/intent.ts';
import {
  intentFeatureNames,
  intentParts,
} from '../../../../src/recognizer/signs/intent-features.ts';

const picture = { width: 640, height: 480 };

/** A hand with its wrist below (or above) its fingers, all within a box of `size` pixels. */
interface Shown {
  x: number;
  y: number;
  size?: number;
  wrist?: 'below' | 'above';
  gesture?: string | null;
  score?: number;
  /** Each number gives another shape. */
  shape?: number;
}

function handOf({ x, y, size = 120, wrist = 'below', shape = 0 }: Shown): Hand {
  const down = wrist === 'below' ? 1 : -1;
  const landmarks = Array.from({ length: 21 }, (_, i) => {
    const along = i === 0 ? 0.5 : 0.5 - (((i - 1) % 4) + 1) / 4;
    const across = i === 0 ? 0 : (Math.floor((i - 1) / 4) - 2) / 5 + (shape * (i % 3)) / 3;
    return [x + across * size, y + down * along * size, 0] as const;
  });
  return { landmarks, handedness: 'Right', leftness: 0, presence: 1 };
}

type Scene = (ms: number) => Shown[];

/** Runs a gate over a scene at 15 frames per second. */
function run(scene: Scene, ms: number, options: Partial<GateOptions> = {}) {
  const asked: { at: number; features: Map<string, number> }[] = [];
  let now = 0;
  const gate = createGate({ dwellMs: 700, ...options }, (features) => {
    const named = intentFeatureNames.map((name, i) => [name, features[i]!] as const);
    asked.push({ at: now, features: new Map(named) });
    return false;
  });
  const candidates: (string | null)[] = [];
  for (now = 0; now <= ms; now += 66) {
    const hands = scene(now).map((shown) => {
      const { gesture = 'A', score = 0.9 } = shown;
      const scores: Record<string, number> = gesture === null ? {} : { [gesture]: score };
      return { hand: handOf(shown), classification: { scores, gesture } };
    });
    candidates.push(
      gate.step({ timestamp: now, hands, frameSize: picture }).candidate?.gesture ?? null,
    );
  }
  return { asked, candidates };
}

/** The features with which the gate first asks about a scene. */
function featuresOf(scene: Scene, ms = 2000): (name: string) => number {
  const { asked } = run(scene, ms);
  expect(asked.length).toBeGreaterThan(0);
  return (name) => asked[0]!.features.get(name)!;
}

const still: Scene = () => [{ x: 320, y: 200 }];

describe('the gate', () => {
  it('asks whether a sign is meant once the dwell is over, and for as long as it is held', () => {
    const { asked } = run(still, 2000);
    expect(asked[0]!.at).toBe(726);
    expect(asked.length).toBe(20);
  });

  it('reports nothing and shows no progress for a sign that is held but not meant', () => {
    const { candidates } = run(still, 2000);
    expect(candidates.slice(0, 11)).toEqual(Array(11).fill('A'));
    expect(candidates.slice(11).filter((candidate) => candidate !== null)).toEqual([]);
  });

  it('reports a sign late when its intent shows late', () => {
    let times = 0;
    const gate = createGate({ dwellMs: 700 }, () => ++times > 3);
    const reported: number[] = [];
    for (let at = 0; at <= 2000; at += 66) {
      const hands = [
        { hand: handOf({ x: 320, y: 200 }), classification: { scores: {}, gesture: 'A' } },
      ];
      if (gate.step({ timestamp: at, hands, frameSize: picture }).sign) reported.push(at);
    }
    expect(reported).toEqual([726 + 3 * 66]);
  });

  it('does not ask when the frame size is unknown', () => {
    const gate = createGate({ dwellMs: 700 }, () => false);
    const hands = [
      { hand: handOf({ x: 320, y: 200 }), classification: { scores: {}, gesture: 'A' } },
    ];
    const signs = [0, 400, 800].map((timestamp) => gate.step({ timestamp, hands }).sign);
    expect(signs).toEqual([null, null, 'A']);
  });

  it('reports a sign that is clearly meant at every strictness', () => {
    // Raised from below within half a second, then held still beside the head.
    for (const strictness of strictnesses) {
      const gate = createGate({ dwellMs: 700, strictness });
      const reported: string[] = [];
      for (let at = 0; at <= 2500; at += 66) {
        const risen = Math.min(1, at / 500);
        const shown: Shown = { x: 230, y: 470 - 270 * risen, size: 120, shape: 0.5 * (1 - risen) };
        const gesture = risen < 0.9 ? null : 'A';
        const scores = { A: risen < 0.9 ? 0.1 : 0.97 };
        const hands = [{ hand: handOf(shown), classification: { scores, gesture } }];
        const { sign } = gate.step({ timestamp: at, hands, frameSize: picture });
        if (sign) reported.push(sign);
      }
      expect(reported, strictness).toEqual(['A']);
    }
  });

  it('ignores a small hand that has rested low in the frame for long', () => {
    const gate = createGate({ dwellMs: 700, strictness: 'strict' });
    const reported: string[] = [];
    for (let at = 0; at <= 20_000; at += 66) {
      const named = at > 8000;
      const hand = handOf({ x: 320, y: 440, size: 60, wrist: 'above' });
      const scores = { A: named ? 0.6 : 0.4 };
      const hands = [{ hand, classification: { scores, gesture: named ? 'A' : null } }];
      const { sign } = gate.step({ timestamp: at, hands, frameSize: picture });
      if (sign) reported.push(sign);
    }
    expect(reported).toEqual([]);
  });
});

describe('the features of intent', () => {
  it('distinguish a hand that drifts from one that is still', () => {
    const drifting = featuresOf((ms) => [{ x: 200 + ms * 0.04, y: 200 }]);
    const quiet = featuresOf(still);
    expect(drifting('drift')).toBeGreaterThan(quiet('drift') + 0.2);
    expect(drifting('speed')).toBeGreaterThan(quiet('speed') + 0.2);
  });

  it('distinguish fingers that move from fingers that do not', () => {
    const fidgeting = featuresOf((ms) => [{ x: 320, y: 200, shape: 0.06 * Math.sin(ms / 80) }]);
    expect(fidgeting('shapeChange')).toBeGreaterThan(featuresOf(still)('shapeChange') + 0.05);
  });

  it('distinguish scores that waver from steady ones', () => {
    const wavering = featuresOf((ms) => [{ x: 320, y: 200, score: 0.6 + 0.2 * Math.sin(ms / 90) }]);
    const steady = featuresOf(still);
    expect(wavering('scoreSpread')).toBeGreaterThan(steady('scoreSpread') + 0.1);
    expect(wavering('score')).toBeLessThan(steady('score'));
  });

  it('show size, height and the side of the forearm', () => {
    const high = featuresOf(() => [{ x: 320, y: 120, size: 200 }]);
    const low = featuresOf(() => [{ x: 320, y: 400, size: 60, wrist: 'above' }]);
    expect(high('size')).toBeGreaterThan(low('size') + 1);
    expect(high('height')).toBeGreaterThan(0.4);
    expect(low('height')).toBeLessThan(-0.5);
    expect(high('wristBelow')).toBeGreaterThan(0.5);
    expect(low('wristBelow')).toBeLessThan(-0.5);
  });

  it('distinguish a hand that was raised from one that was lowered', () => {
    const going =
      (from: number, to: number): Scene =>
      (ms) => [
        { x: 320, y: from + (to - from) * Math.min(1, ms / 500), gesture: ms < 500 ? null : 'A' },
      ];
    expect(featuresOf(going(450, 200))('raised')).toBeGreaterThan(1);
    expect(featuresOf(going(50, 300))('raised')).toBeLessThan(-0.9);
  });

  it('show how long ago a hand moved and took its shape, even across a gap in which it was lost', () => {
    const late: Scene = (ms) =>
      ms > 2200 && ms < 3000 ? [] : [{ x: 320, y: 200, gesture: ms < 3000 ? null : 'A' }];
    const rested = featuresOf(late, 5000);
    expect(rested('sinceMoved')).toBeGreaterThan(2);
    expect(rested('sinceFormed')).toBeGreaterThan(2);
    expect(featuresOf(still)('sinceMoved')).toBeLessThan(0.1);
  });

  it('show that a hand took a new shape when it was away and returns nearby in another one', () => {
    const back: Scene = (ms) => {
      if (ms < 1000) return [{ x: 320, y: 200, gesture: 'B' }];
      return ms < 2000 ? [] : [{ x: 320, y: 200, shape: 0.5 }];
    };
    const first = run(back, 5000).asked.find(({ at }) => at > 2000)!;
    expect(first.features.get('sinceFormed')).toBeLessThan(0.1);
  });

  it('do not depend on how long the dwell is', () => {
    const first = (dwellMs: number) => run(still, 4000, { dwellMs }).asked[0]!;
    expect(first(3000).at).toBeGreaterThan(2900);
    expect(first(3000).features.get('sinceMoved')).toBeCloseTo(
      first(700).features.get('sinceMoved')!,
      1,
    );
  });

  it('distinguish a shape that was brought along from one that was formed in place', () => {
    const moving =
      (early: number): Scene =>
      (ms) => [{ x: 100 + Math.min(300, ms * 0.5), y: 200, score: ms < 600 ? early : 0.9 }];
    expect(featuresOf(moving(0.9))('broughtAlong')).toBeGreaterThan(0.7);
    expect(featuresOf(moving(0.1))('broughtAlong')).toBeLessThan(0.3);
  });

  it('show whether another hand is there, near, or moving', () => {
    const alone = featuresOf(still);
    const beside = (x: number, sway: number) =>
      featuresOf((ms) => [
        { x: 320, y: 200 },
        { x: x + sway * Math.sin(ms / 100), y: 250, gesture: null },
      ]);
    expect(alone('otherSeen')).toBe(0);
    expect(beside(560, 0)('otherSeen')).toBe(1);
    expect(beside(480, 0)('otherNear')).toBeGreaterThan(beside(600, 0)('otherNear'));
    expect(beside(520, 40)('otherMoves')).toBeGreaterThan(beside(520, 0)('otherMoves') + 0.2);
  });

  it('are finite, whatever the hand does', () => {
    const { asked } = run((ms) => [{ x: ms > 1500 ? 1e9 : 320, y: 200, size: 1e-9 }], 3000, {
      minSize: 0,
      stillness: Number.POSITIVE_INFINITY,
    });
    for (const { features } of asked) {
      for (const [name, value] of features) expect(Number.isFinite(value), name).toBe(true);
    }
  });
});

describe('the intent model', () => {
  const features = Float32Array.from(intentFeatureNames, () => 0);

  it('weighs the features', () => {
    const weights = intentFeatureNames.map((_, i) => (i === 0 ? 2 : 0));
    const squares = intentFeatureNames.map((_, i) => (i === 1 ? -1 : 0));
    const thresholds = { loose: 0.2, normal: 0.5, strict: 0.9 };
    const model = { weights, squares, bias: -1, thresholds };
    expect(intentOf(model, features)).toBeCloseTo(1 / (1 + Math.E));
    const certain = Float32Array.from(features);
    certain[0] = 1;
    expect(intentOf(model, certain)).toBeCloseTo(1 / (1 + Math.exp(-1)));
    const bent = Float32Array.from(certain);
    bent[1] = -2;
    expect(intentOf(model, bent)).toBeCloseTo(1 / (1 + Math.exp(3)));
    expect(strictnesses.map((step) => intentJudge(step, model)(certain, 'A', true))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('is rejected when it belongs to other features', () => {
    const thresholds = { loose: 0, normal: 0, strict: 0 };
    const model = { weights: [1], squares: [1], bias: 0, thresholds };
    expect(() => intentJudge('normal', model)).toThrow(RangeError);
  });

  it('has each feature in one part', () => {
    expect(new Set(intentFeatureNames).size).toBe(intentFeatureNames.length);
    expect(Object.keys(intentParts)).toEqual([
      'still',
      'settled',
      'size',
      'place',
      'approach',
      'other',
    ]);
  });
});
