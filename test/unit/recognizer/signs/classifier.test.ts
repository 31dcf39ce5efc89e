import { describe, expect, it } from 'vitest';
import type { OwnWay } from '../../../../src/packs/samples.ts';
import type { Hand, Landmark } from '../../../../src/recognizer/hand.ts';
import { loadClassifier } from '../../../../src/recognizer/signs/classifier.ts';
import {
  bytesToBase64,
  type ClassifierFile,
  classifierFormat,
  packLayer,
  packPrototypes,
  toSpreads,
  unpackHead,
} from '../../../../src/recognizer/signs/classifier-file.ts';
import {
  featureCount,
  featureLayout,
  featuresOf,
  rightHandPoints,
} from '../../../../src/recognizer/signs/features.ts';
import { toSampleHand } from '../../../../src/recognizer/signs/sample-hand.ts';

/** A hand whose fingers point up (or down when rotated). */
function hand(upright: boolean, handedness: Hand['handedness'] = 'Right'): Hand {
  const side = handedness === 'Left' ? -1 : 1;
  const landmarks = Array.from({ length: 21 }, (_, i): Landmark => {
    const finger = Math.floor((i - 1) / 4);
    const joint = (i - 1) % 4;
    if (i === 0) return [300, 300, 0];
    return [300 + side * (40 - 20 * finger), 300 + (upright ? -1 : 1) * (50 + 20 * joint), 0];
  });
  return { landmarks, handedness, leftness: handedness === 'Left' ? 1 : 0, presence: 1 };
}

/** A bent hand unlike either of the two. */
const strange: Hand = {
  ...hand(true),
  landmarks: Array.from({ length: 21 }, (_, i) => [
    300 + 90 * Math.sin(i * 2.1),
    300 + 90 * Math.cos(i * 1.1),
    0,
  ]),
};

const featuresFor = (shown: Hand) => featuresOf(rightHandPoints(shown));

/** A classifier made by hand: "up" and "down" depend on the height of the middle finger's tip. */
function file(): ClassifierFile {
  const weights = new Float32Array(featureCount * 2);
  const heightOfMiddleTip = (12 - 1) * 2 + 1;
  weights[heightOfMiddleTip * 2] = -4;
  weights[heightOfMiddleTip * 2 + 1] = 4;
  const scaling = {
    centre: new Array<number>(featureCount).fill(0),
    spread: new Array<number>(featureCount).fill(0.5),
  };
  const prototypes = [hand(true), hand(false)].map((shown) =>
    toSpreads(featuresFor(shown), scaling),
  );
  return {
    format: classifierFormat,
    vocabulary: 'test',
    features: featureLayout,
    gestures: ['up', 'down'],
    thresholds: { up: 0.9, down: 0.5 },
    heads: [[packLayer({ inputs: featureCount, outputs: 2, weights, bias: new Float32Array(2) })]],
    distance: {
      ...scaling,
      count: 2,
      prototypes: packPrototypes(prototypes),
      near: 0.5,
      far: 0.8,
    },
  };
}

describe('a classifier', () => {
  const classifier = loadClassifier(file());

  it('lowers its scores with the presence of the hand, at last to nothing', () => {
    const sure = classifier.classify(hand(true));
    const doubted = classifier.classify({ ...hand(true), presence: 0.8 });
    const lost = classifier.classify({ ...hand(true), presence: 0.7 });
    expect(sure.gesture).toBe('up');
    expect(doubted.scores.up).toBeCloseTo(sure.scores.up! / 2);
    expect(doubted.gesture).toBeNull();
    expect(lost).toEqual({ scores: { up: 0, down: 0 }, gesture: null });
  });

  it('names the gesture whose score reaches its threshold', () => {
    expect(classifier.gestures).toEqual(['up', 'down']);
    expect(classifier.classify(hand(true)).gesture).toBe('up');
    expect(classifier.classify(hand(false)).gesture).toBe('down');
  });

  it('accepts either hand', () => {
    expect(classifier.classify(hand(true, 'Left'))).toEqual(classifier.classify(hand(true)));
  });

  it('names no gesture below the threshold of the best one', () => {
    const strict = loadClassifier({ ...file(), thresholds: { up: 1, down: 0 } });
    const { gesture, scores } = strict.classify(hand(true));
    expect(scores.up).toBeGreaterThan(scores.down!);
    expect(gesture).toBeNull();
  });

  it('names no gesture for a hand far from all training data, however high its sigmoids', () => {
    const lenient = { ...file(), thresholds: { up: 0.01, down: 0.01 } };
    const { gesture, scores } = loadClassifier(lenient).classify(strange);
    expect(scores).toEqual({ up: 0, down: 0 });
    expect(gesture).toBeNull();
    const unchecked = { ...lenient, distance: { ...lenient.distance, near: 50, far: 100 } };
    expect(loadClassifier(unchecked).classify(strange).gesture).not.toBeNull();
  });

  it('scores 0, not NaN, for broken landmarks', () => {
    const broken = {
      ...hand(true),
      landmarks: hand(true).landmarks.map((): Landmark => [Number.NaN, 0, 0]),
    };
    expect(classifier.classify(broken)).toEqual({ scores: { up: 0, down: 0 }, gesture: null });
  });

  it('gives scores that add up to 1 when the file asks for softmax', () => {
    const { up, down } = loadClassifier(file()).classify(hand(true)).scores;
    const shares = loadClassifier({ ...file(), activation: 'softmax' }).classify(hand(true)).scores;
    // The exponential of a logit is score / (1 - score) of its sigmoid.
    const odds = (score: number) => score / (1 - score);
    expect(shares.up).toBeCloseTo(odds(up!) / (odds(up!) + odds(down!)), 5);
    expect(shares.up! + shares.down!).toBeCloseTo(1, 5);
  });

  it('averages the logits of its heads', () => {
    const one = file();
    const opposite = unpackHead(one.heads[0]!).map((layer) =>
      packLayer({ ...layer, weights: layer.weights.map((weight) => -weight) }),
    );
    const { scores } = loadClassifier({ ...one, heads: [...one.heads, opposite] }).classify(
      hand(true),
    );
    expect(scores.up).toBeCloseTo(0.5);
    expect(scores.down).toBeCloseTo(0.5);
  });
});

describe('a damaged classifier file', () => {
  const good = file();
  const cases: [string, unknown][] = [
    ['that is empty', null],
    ['that is text', 'classifier'],
    ['of another format', { ...good, format: 'sign-captions-classifier-9' }],
    ['with other features', { ...good, features: 'hand-9' }],
    ['without a threshold', { ...good, thresholds: { up: 0.5 } }],
    ['with a threshold that is not a number', { ...good, thresholds: { up: 'high', down: 0.5 } }],
    ['with a gesture twice', { ...good, gestures: ['up', 'up'] }],
    ['with an unknown activation', { ...good, activation: 'tanh' }],
    ['without heads', { ...good, heads: [] }],
    [
      'with one output too few',
      { ...good, gestures: ['up', 'down', 'left'], thresholds: { up: 1, down: 1, left: 1 } },
    ],
    [
      'with weights cut short',
      { ...good, heads: [[{ ...good.heads[0]![0]!, weights: bytesToBase64(new Int8Array(9)) }]] },
    ],
    [
      'with weights that are no base64',
      { ...good, heads: [[{ ...good.heads[0]![0]!, weights: '%%%' }]] },
    ],
    ['with prototypes cut short', { ...good, distance: { ...good.distance, prototypes: 'AAAA' } }],
    [
      'with its distances in the wrong order',
      { ...good, distance: { ...good.distance, near: 2, far: 1 } },
    ],
  ];
  it.each(cases)('%s is rejected with a sentence', (_, json) => {
    expect(() => loadClassifier(json)).toThrow(/damaged .* Install the extension again/);
  });
});

describe('a classifier with the takes of one user', () => {
  const take = toSampleHand(strange, { width: 640, height: 480 });
  const way: OwnWay = { takes: [take], layout: featureLayout, bias: 8, near: 0.3, far: 0.7 };
  const own = (change: Partial<OwnWay>, gesture = 'down') =>
    loadClassifier(file()).withWays!(new Map([[gesture, { ...way, ...change }]]));

  it('names a hand like a take, which it does not name without', () => {
    expect(loadClassifier(file()).classify(strange).gesture).toBeNull();
    expect(own({}).classify(strange).gesture).toBe('down');
  });

  it('names a left hand like the take of a right one', () => {
    const left: Hand = {
      ...strange,
      handedness: 'Left',
      landmarks: strange.landmarks.map(([x, y, z]) => [600 - x, y, z]),
    };
    expect(own({}).classify(left).gesture).toBe('down');
  });

  it('gives no other gesture a score that the distance check took away', () => {
    const { scores } = own({ bias: 0 }).classify(strange);
    expect(scores.up).toBe(loadClassifier(file()).classify(strange).scores.up);
  });

  it('ignores takes that were measured with other features, or of a gesture that it lacks', () => {
    expect(own({ layout: 'hand-3d-9' }).classify(strange).gesture).toBeNull();
    expect(own({}, 'left').classify(strange).gesture).toBeNull();
  });
});
