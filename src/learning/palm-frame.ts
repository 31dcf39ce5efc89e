/** How a hand's palm lies in the picture, from its landmarks: what two hands are laid together by. */

/** The first landmark of each finger; the finger is this one and the next three. */
export const fingers = [1, 5, 9, 13, 17] as const;
const knuckles = [5, 9, 13, 17] as const;

/** Palms whose relative widths differ by more are seen from too different sides to be mixed. */
const widthTolerance = 0.25;

/** Direction (radians), length and relative width of the palm; `facing` is its side's sign. */
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

/** Whether fingers of one palm can stand on the other: otherwise hands come out that no one can have. */
export function palmsMatch(a: PalmFrame, b: PalmFrame): boolean {
  return a.facing * b.facing >= 0 && Math.abs(a.width - b.width) <= widthTolerance;
}

/** The part of `points` from landmark `from` to `to`, turned and scaled from palm `b` into palm `a`. */
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
