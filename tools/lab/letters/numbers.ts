/** What a head of letters looks at, beside or instead of landmarks. */
import { augment, augmentation } from '../../../src/learning/augment.ts';
import type { Random } from '../../../src/learning/random.ts';
import type { Landmark } from '../../../src/recognizer/hand.ts';
import { featureCount, featuresOf } from '../../../src/recognizer/signs/features.ts';
import { handSize } from '../bank/bank.ts';
import { standards } from '../contact/head.ts';
import { type LayerName, viewOf } from '../contact/inner.ts';
import type { StoredHand } from '../contact/store.ts';
import { type BankSample, samplesOf } from '../train/dataset.ts';

/** A kept hand as training sees it. */
export interface Letter {
  sample: BankSample;
  hand: StoredHand;
}

/** @param isTrue whether x and y of a source's pictures have the same unit */
export function letterOf(hand: StoredHand, isTrue: (source: string) => boolean): Letter | null {
  const points = Array.from(
    { length: 21 },
    (_, i): Landmark => [hand.points[3 * i]!, hand.points[3 * i + 1]!, hand.points[3 * i + 2]!],
  );
  const size = handSize(points);
  const [wristX, wristY, wristZ] = points[0]!;
  const [sample] = samplesOf('fingerspelling', [
    {
      source: hand.source,
      label: hand.shape,
      group: 0,
      landmarks: points.map(([x, y, z]) => [
        (x - wristX) / size,
        (y - wristY) / size,
        (z - wristZ) / size,
      ]),
      depth: true,
      aspect: isTrue(hand.source) ? 'true' : 'unknown',
      handedness: hand.side,
      leftness: hand.leftness,
      presence: hand.presence,
      size: null,
    },
  ]);
  return sample ? { sample, hand } : null;
}

/** Turns hands into rows of equally many numbers. */
export interface Numbers {
  count: number;
  /** @param random of an augmented copy, for training; left out: as it is */
  of(letter: Letter, random?: Random): Float32Array;
}

/** The features that ship. */
export const landmarks: Numbers = {
  count: featureCount,
  of: ({ sample }, random) =>
    featuresOf(random ? augment(sample.points, sample, augmentation, random) : sample.points),
};

/** Share of a layer's numbers that a copy for training loses, because there are as many as hands. */
const droppedInner = 0.2;
/** Bounds a number that this layer has never shown in training, in spreads. */
const farthest = 5;

/** A layer of the landmark model, standardised over the hands to learn from. */
export function layer(name: LayerName, learnt: readonly Letter[]): Numbers {
  const rows = learnt.map(({ hand }) => viewOf(hand.inner, name));
  const count = rows[0]!.length;
  const { mean, scale } = standards(rows, new Array(rows.length).fill(1 / rows.length));
  return {
    count,
    of({ hand }, random) {
      const values = viewOf(hand.inner, name);
      return Float32Array.from(values, (value, k) => {
        if (random && random.uniform() < droppedInner) return 0;
        const scaled = (value - mean[k]!) * scale[k]!;
        return Math.max(-farthest, Math.min(farthest, scaled));
      });
    },
  };
}

/** Both, one after the other. */
export const both = (a: Numbers, b: Numbers): Numbers => ({
  count: a.count + b.count,
  of(letter, random) {
    const out = new Float32Array(a.count + b.count);
    out.set(a.of(letter, random));
    out.set(b.of(letter, random), a.count);
    return out;
  },
});
