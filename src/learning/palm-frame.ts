/** Where a hand's palm lies in the image plane, so that parts of two hands can be combined. */

/** The first landmark of each finger; the finger consists of this one and the next three. */
export const fingers = [1, 5, 9, 13, 17] as const;
const knuckles = [5, 9, 13, 17] as const;

/** If the relative widths of two palms differ by more, they are seen from too different angles. */
const widthTolerance = 0.25;

/** Direction (radians), length and relative width of the palm; `facing` is the sign of the width. */
export interface PalmFrame {
  angle: number;
  length: number;
  width: number;
  facing: number;
}

/** @param points 21 x (x, y, z), wrist-relative. */
export function palmFrame(points: Float32Array): PalmFrame {
  let x = 0;
  let y = 0;
  for (const joint of knuckles) {
    x += points[joint * 3]! / knuckles.length;
    y += points[joint * 3 + 1]! / knuckles.length;
  }
  const wx = points[5 * 3]! - points[17 * 3]!;
  const wy = points[5 * 3 + 1]! - points[17 * 3 + 1]!;
  const length = Math.max(Math.hypot(x, y), 1e-3);
  const across = (x * wy - y * wx) / (length * length);
  return { angle: Math.atan2(y, x), length, width: across, facing: Math.sign(across) };
}

/** Whether fingers of one palm fit on the other; otherwise the result is an impossible hand. */
export function palmsMatch(a: PalmFrame, b: PalmFrame): boolean {
  return a.facing * b.facing >= 0 && Math.abs(a.width - b.width) <= widthTolerance;
}

/** The vector from landmark `from` to `to`, rotated and scaled from palm `b` into palm `a`. */
export function boneIn(
  a: PalmFrame,
  b: PalmFrame,
  points: Float32Array,
  from: number,
  to: number,
): [x: number, y: number, z: number] {
  const scale = a.length / b.length;
  const cos = Math.cos(a.angle - b.angle) * scale;
  const sin = Math.sin(a.angle - b.angle) * scale;
  const dx = points[to * 3]! - points[from * 3]!;
  const dy = points[to * 3 + 1]! - points[from * 3 + 1]!;
  const dz = points[to * 3 + 2]! - points[from * 3 + 2]!;
  return [cos * dx - sin * dy, sin * dx + cos * dy, scale * dz];
}
