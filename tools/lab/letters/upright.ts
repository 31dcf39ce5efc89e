/** Features that a turn in the picture does not change, beside those that ship. */
import { featureCount, featuresOf } from '../../../src/recognizer/signs/features.ts';
import type { Features } from '../train/recipe.ts';

const middleKnuckle = 9;

/** The hand turned so that its middle knuckle is straight above its wrist. */
export function upright(points: Float32Array): Float32Array {
  const dx = points[middleKnuckle * 3]! - points[0]!;
  const dy = points[middleKnuckle * 3 + 1]! - points[1]!;
  const length = Math.hypot(dx, dy) + 1e-9;
  const [cos, sin] = [-dy / length, -dx / length];
  return points.map((value, i) => {
    if (i % 3 === 2) return value;
    const [x, y] = i % 3 === 0 ? [value, points[i + 1]!] : [points[i - 1]!, value];
    return i % 3 === 0 ? cos * x - sin * y : sin * x + cos * y;
  });
}

/** The features that ship, and the same of the upright hand. */
export const withUpright: Features = {
  count: 2 * featureCount,
  of(points) {
    const out = new Float32Array(2 * featureCount);
    out.set(featuresOf(points));
    out.set(featuresOf(upright(points)), featureCount);
    return out;
  },
};
