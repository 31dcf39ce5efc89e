// Written by `npm run events -- --learn`; do not edit.
import type { IntentModel } from './intent.ts';

export const INTENT: IntentModel = {
  // drift speed shapeChange score named scoreSpread size height wristBelow wristAside forearmInView raised topSpeed sinceMoved sinceFormed shownBefore broughtAlong otherSeen otherMoves otherNear
  // biome-ignore format: one line for as many numbers as there are features
  weights: [-4.663, -7.517, -13.727, 2.468, 1.077, -1.384, -0.162, 0.137, -0.131, -1.478, -0.081, 0.33, 0.052, -0.883, -2.511, 3.206, -3.565, 0.683, -10.588, -1.201],
  // biome-ignore format: likewise
  squares: [0, 0, 0, 0, 0, 0, 0.006, -4.102, 0, 0, 0, -0.524, 0, 0, 0, 0, 0, 0, 0, 0],
  bias: 3.883,
  thresholds: { loose: 0.5171, normal: 0.8772, strict: 0.9524 },
};
