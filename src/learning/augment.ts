import type { Random } from './random.ts';

/** How far an augmented copy of a sample may differ from it. */
export interface Augmentation {
  /** Largest rotation in the image plane, radians. Small, because orientation carries meaning. */
  turn: number;
  /** Largest rotation out of the image plane, radians; needs z. */
  tilt: number;
  /** Standard deviation of the logarithm of the aspect ratio's error. */
  aspect: number;
  /** The same for sources that lost the aspect ratio of their images. */
  lostAspect: number;
  /** Standard deviation of each landmark's error, in hand sizes. */
  noise: number;
  /** Standard deviation of the change of a finger bone's length, as a share. */
  bones: number;
  /**
   * Share of copies that are mirrored. The landmark model sometimes mistakes a left hand for a
   * right one, and side-on letters (G, H, P) are shown either way round.
   */
  mirror: number;
}

/** Chosen by leave-one-person-out validation (docs/classifier.md). */
export const augmentation: Augmentation = {
  turn: 0.35,
  tilt: 0.6,
  aspect: 0.06,
  lostAspect: 0.25,
  noise: 0.012,
  bones: 0.05,
  mirror: 0.3,
};

/**
 * An augmented copy of a hand: rotated, tilted, stretched, with other finger lengths and noise.
 *
 * @param points 21 x (x, y, z), wrist-relative, in units of hand size.
 * @param has whether z was measured and whether x and y share one unit.
 */
export function augment(
  points: Float32Array,
  has: { depth: boolean; aspect: boolean },
  amount: Augmentation,
  random: Random,
): Float32Array {
  const out = Float32Array.from(points);
  lengthenFingers(out, amount.bones, random);
  const yaw = has.depth ? random.between(-1, 1) * amount.tilt : 0;
  const pitch = has.depth ? random.between(-1, 1) * amount.tilt : 0;
  const turn = random.between(-1, 1) * amount.turn;
  const stretch = Math.exp(
    (random.normal() * (has.aspect ? amount.aspect : amount.lostAspect)) / 2,
  );
  const turnedPoint = turned({ yaw, pitch, turn, stretch });
  const side = random.uniform() < amount.mirror ? -1 : 1;
  for (let i = 0; i < out.length; i += 3) {
    const [x, y, z] = turnedPoint(out[i]!, out[i + 1]!, out[i + 2]!);
    out[i] = side * x + random.normal() * amount.noise;
    out[i + 1] = y + random.normal() * amount.noise;
    out[i + 2] = z + (has.depth ? random.normal() * amount.noise * 2 : 0);
  }
  return out;
}

/** How a hand is turned in space, radians, and stretched. */
export interface Turn {
  /** Out of the image plane, about its upright and about its level axis. */
  yaw: number;
  pitch: number;
  /** In the image plane. */
  turn: number;
  /** x is stretched by this factor, y by its inverse. */
  stretch: number;
}

/** @returns turns a point about the origin */
export function turned({ yaw, pitch, turn, stretch }: Turn) {
  const [cy, sy] = [Math.cos(yaw), Math.sin(yaw)];
  const [cp, sp] = [Math.cos(pitch), Math.sin(pitch)];
  const [ct, st] = [Math.cos(turn), Math.sin(turn)];
  return (x: number, y: number, z: number): [x: number, y: number, z: number] => {
    // The aspect ratio is an error of the source's image, so it is applied before any rotation.
    const x0 = x * stretch;
    const y0 = y / stretch;
    const x1 = cy * x0 + sy * z;
    const z1 = cy * z - sy * x0;
    const y2 = cp * y0 - sp * z1;
    const z2 = cp * z1 + sp * y0;
    return [ct * x1 - st * y2, st * x1 + ct * y2, z2];
  };
}

/** Scales each finger's bones, knuckle to tip, to cover hands of other proportions. */
function lengthenFingers(points: Float32Array, amount: number, random: Random): void {
  for (let start = 1; start <= 17; start += 4) {
    const factor = Math.exp(random.normal() * amount);
    for (let axis = 0; axis < 3; axis++) {
      const root = points[start * 3 + axis]!;
      for (let joint = start + 1; joint < start + 4; joint++) {
        points[joint * 3 + axis] = root + (points[joint * 3 + axis]! - root) * factor;
      }
    }
  }
}
