/** For tests of taught gestures: a classifier file made by hand, hands, and packs. */
import type { StoredPack } from '../../../src/packs/store-types.ts';
import type { Hand, Landmark } from '../../../src/recognizer/hand.ts';
import {
  type ClassifierFile,
  classifierFormat,
  packLayer,
  packPrototypes,
  toSpreads,
} from '../../../src/recognizer/signs/classifier-file.ts';
import {
  featureCount,
  featureLayout,
  featuresOf,
  rightHandPoints,
} from '../../../src/recognizer/signs/features.ts';

/** A right hand whose fingers point up or down. */
export function shownHand(upright: boolean): Hand {
  const landmarks = Array.from({ length: 21 }, (_, i): Landmark => {
    const finger = Math.floor((i - 1) / 4);
    const joint = (i - 1) % 4;
    if (i === 0) return [300, 300, 0];
    return [340 - 20 * finger, 300 + (upright ? -1 : 1) * (50 + 20 * joint), 0];
  });
  return { landmarks, handedness: 'Right', leftness: 0, presence: 1 };
}

/**
 * A classifier that knows the hand that points up as its first gesture and the one that points down as
 * its second, both with a high score.
 */
export function classifierFile(up: string, down: string): ClassifierFile {
  const weights = new Float32Array(featureCount * 2);
  const heightOfMiddleTip = (12 - 1) * 2 + 1;
  weights[heightOfMiddleTip * 2] = -8;
  weights[heightOfMiddleTip * 2 + 1] = 8;
  const scaling = {
    centre: new Array<number>(featureCount).fill(0),
    spread: new Array<number>(featureCount).fill(0.5),
  };
  const prototypes = [true, false].map((upright) =>
    toSpreads(featuresOf(rightHandPoints(shownHand(upright))), scaling),
  );
  return {
    format: classifierFormat,
    vocabulary: 'test',
    features: featureLayout,
    gestures: [up, down],
    thresholds: { [up]: 0.6, [down]: 0.6 },
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

export function pack(gestures: readonly string[], change: Partial<StoredPack> = {}): StoredPack {
  return {
    id: 'my-gestures',
    name: 'My gestures',
    provenance: '',
    licence: '',
    gestures: gestures.map((id) => ({
      id,
      kind: 'phrase',
      caption: `Caption of ${id}`,
      name: id,
    })),
    vocabularies: ['signs'],
    enabled: true,
    sampleCounts: {},
    ...change,
  };
}
