// Written by `npm run events -- --learn`; do not edit.
import type { IntentModel } from './intent.ts';

export const INTENT: IntentModel = {
  // drift speed shapeChange score named scoreSpread size height wristBelow wristAside forearmInView raised topSpeed sinceMoved sinceFormed shownBefore broughtAlong otherSeen otherMoves otherNear
  // biome-ignore format: one line for as many numbers as there are features
  weights: [-2.766, -8.413, -12.829, 3.868, -0.482, 0.126, 0.062, -0.087, -0.078, -1.646, 0.468, 0.361, -0.008, -0.884, -2.427, 3.365, -3.57, 0.78, -10.383, -1.234],
  // biome-ignore format: likewise
  squares: [0, 0, 0, 0, 0, 0, 0.121, -3.786, 0, 0, 0, -0.542, 0, 0, 0, 0, 0, 0, 0, 0],
  bias: 3.823,
  thresholds: { loose: 0.4061, normal: 0.8453, strict: 0.9489 },
};
