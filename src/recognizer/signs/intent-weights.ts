// Written by `npm run events -- --learn`; do not edit.
import type { IntentModel } from './intent-model.ts';

export const shippedIntent: IntentModel = {
  // drift speed shapeChange score named scoreSpread size height wristBelow wristAside forearmInView raised topSpeed sinceMoved sinceFormed shownBefore broughtAlong otherSeen otherMoves otherNear
  // biome-ignore format: one number per feature, on one line
  weights: [-2.935, -8.744, -13.587, 1.853, 3.161, -0.93, -0.191, 0.072, -0.111, -1.584, 0.107, -0.164, 0.081, -0.847, -2.612, 3.412, -4.081, 0.873, -10.321, -1.118],
  // biome-ignore format: one number per feature, on one line
  squares: [0, 0, 0, 0, 0, 0, -0.02, -4.568, 0, 0, 0, -0.188, 0, 0, 0, 0, 0, 0, 0, 0],
  bias: 1.11,
  thresholds: { loose: 0.5014, normal: 0.8719, strict: 0.9556 },
};
