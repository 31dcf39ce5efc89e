/** An embedding that is small enough to reason about, and movements for it. */
import type { Landmark } from '../../../../../src/recognizer/hand.ts';
import {
  type ClassifierFile,
  packLayer,
  packPrototypes,
} from '../../../../../src/recognizer/signs/classifier-file.ts';
import {
  type EmbeddingFile,
  embeddingFormat,
} from '../../../../../src/recognizer/signs/movement/embedding.ts';
import {
  momentCount,
  movementLayout,
  perMoment,
} from '../../../../../src/recognizer/signs/movement/features.ts';
import type {
  Movement,
  MovingHand,
} from '../../../../../src/recognizer/signs/movement/movement.ts';

export const fakeLayout = 'fake-embedding';

/** Where the wrist's way since the moment before is among a moment's features. */
const wayX = 42;

/**
 * Two numbers: how far the wrist goes to the right, and how far to the left, over all moments, in hand
 * sizes.
 */
export function embeddingFile(): EmbeddingFile {
  const first = new Float32Array(perMoment * 2);
  first[wayX * 2] = 1;
  first[wayX * 2 + 1] = -1;
  const sum = new Float32Array(momentCount * 2 * 2);
  for (let i = 0; i < momentCount; i++) {
    sum[i * 4] = 1;
    sum[i * 4 + 3] = 1;
  }
  const layer = (inputs: number, weights: Float32Array) =>
    packLayer({ inputs, outputs: 2, weights, bias: new Float32Array(2) });
  return {
    format: embeddingFormat,
    features: movementLayout,
    layout: fakeLayout,
    layers: [layer(perMoment, first), layer(momentCount * 2, sum)],
  };
}

/** A classifier of movements to the right (the first gesture) and to the left (the second). */
export function movementFile(...gestures: readonly [string, ...string[]]): ClassifierFile {
  const weights = new Float32Array(2 * gestures.length);
  gestures.forEach((_, i) => {
    weights[i] = i === 0 ? 8 : -8;
    weights[gestures.length + i] = i === 0 ? -8 : 8;
  });
  return {
    format: 'sign-captions-classifier-1',
    vocabulary: 'taught',
    features: fakeLayout,
    gestures: [...gestures],
    thresholds: Object.fromEntries(gestures.map((gesture) => [gesture, 0.5])),
    heads: [
      [
        packLayer({
          inputs: 2,
          outputs: gestures.length,
          weights,
          bias: new Float32Array(gestures.length).fill(-4),
        }),
      ],
    ],
    distance: {
      count: 1,
      centre: [0, 0],
      spread: [1, 1],
      prototypes: packPrototypes([new Float32Array(2)]),
      near: 1e3,
      far: 2e3,
    },
  };
}

/** An open hand with its wrist here; 100 high and 60 wide. */
export const handAt = (x: number, y: number, bend = 0): Landmark[] =>
  Array.from({ length: 21 }, (_, i): Landmark => {
    if (i === 0) return [x, y, 0];
    const finger = Math.floor((i - 1) / 4);
    const joint = ((i - 1) % 4) + 1;
    return [x + (finger - 2) * 15 * (1 + bend), y - joint * 25 * (1 - bend), joint * bend];
  });

export interface Path {
  /** Where the wrist is, from share 0 to 1 of the time. */
  at(share: number): readonly [x: number, y: number];
  ms?: number;
  side?: 'left' | 'right';
  presence?: number;
}

const frameMs = 1000 / 15;

export function movementOn({ at, ms = 800, side = 'right', presence = 1 }: Path): Movement {
  const count = Math.round(ms / frameMs) + 1;
  const hand = Array.from({ length: count }, (_, i): MovingHand => {
    const [x, y] = at(i / (count - 1));
    return { at: (i / (count - 1)) * ms, landmarks: handAt(x, y), presence };
  });
  return {
    startedAt: 0,
    ms,
    left: side === 'left' ? hand : [],
    right: side === 'right' ? hand : [],
    centre: [320, 240],
    shortSide: 480,
  };
}

export const toTheRight = (by = 200): Movement =>
  movementOn({ at: (share) => [300 + by * share, 300] });
