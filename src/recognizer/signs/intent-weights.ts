// Written by `npm run events -- --learn`; do not edit.
import type { IntentModel } from './intent-model.ts';

export const shippedIntent: IntentModel = {
  // drift speed shapeChange score named scoreSpread size height wristBelow wristAside forearmInView raised topSpeed sinceMoved sinceFormed shownBefore broughtAlong otherSeen otherMoves otherNear
  // biome-ignore format: one number per feature, on one line
  weights: [-2.68, -8.433, -13.022, 3.88, -0.545, 0.081, 0.075, -0.085, -0.051, -1.714, 0.532, 0.321, 0.054, -0.911, -2.43, 3.342, -3.701, 0.789, -10.267, -1.287],
  // biome-ignore format: one number per feature, on one line
  squares: [0, 0, 0, 0, 0, 0, 0.126, -3.87, 0, 0, 0, -0.537, 0, 0, 0, 0, 0, 0, 0, 0],
  bias: 3.981,
  thresholds: { loose: 0.4436, normal: 0.8523, strict: 0.9484 },
};
