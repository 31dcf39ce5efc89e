/**
 * The landmark model's region: a rotated square around a palm or around the last landmarks. The
 * constants are those of MediaPipe's graphs (palm_detection_detection_to_roi.pbtxt and
 * hand_landmark_landmarks_to_roi.pbtxt).
 */
import type { Rect } from '../frame.ts';
import type { Landmark } from '../hand.ts';
import type { Square } from '../sample-square.ts';
import { toSource } from '../sample-square.ts';
import { type PalmBox, palmMiddleKnuckle, palmWrist } from './palms.ts';

/** Side of the landmark model's input, in pixels. */
export const landmarkInput = 224;

const palmScale = 2.6;
const palmShift = -0.5;
const handScale = 2.0;
const handShift = -0.1;
/** Wrist, thumb without its tip, knuckles and middle joints: they move little as fingers close. */
const steady = [0, 1, 2, 3, 5, 6, 9, 10, 13, 14, 17, 18];
/** Divisor of the landmark model's depth ("normalize_z" of hand_landmark_cpu.pbtxt). */
const depthScale = 0.4;
const wrist = 0;
const indexKnuckle = 5;
const middleKnuckle = 9;
const ringKnuckle = 13;

/** The rotation that makes the direction from one point to another point up, -PI..PI. */
function uprightRotation(fromX: number, fromY: number, toX: number, toY: number): number {
  const turn = Math.PI / 2 - Math.atan2(fromY - toY, toX - fromX);
  return turn - 2 * Math.PI * Math.floor((turn + Math.PI) / (2 * Math.PI));
}

/** The square around the whole hand of a palm that was found in the square `view`. */
export function regionFromPalm(palm: PalmBox, view: Square): Square {
  const point = (k: number) => toSource(view, palm.keypoints[2 * k]!, palm.keypoints[2 * k + 1]!);
  const [wristX, wristY] = point(palmWrist);
  const [knuckleX, knuckleY] = point(palmMiddleKnuckle);
  const rotation = uprightRotation(wristX, wristY, knuckleX, knuckleY);
  const [cx, cy] = toSource(view, palm.cx, palm.cy);
  const side = Math.max(palm.width, palm.height) * view.size;
  const shift = palmShift * palm.height * view.size;
  return {
    cx: cx - Math.sin(rotation) * shift,
    cy: cy + Math.cos(rotation) * shift,
    size: side * palmScale,
    rotation,
    mirrored: view.mirrored,
  };
}

/** The square in which to expect a hand with these landmarks in the next frame. */
export function regionFromLandmarks(landmarks: readonly Landmark[]): Square {
  const [wristX, wristY] = landmarks[wrist]!;
  const knuckles = (axis: 0 | 1) =>
    ((landmarks[indexKnuckle]![axis] + landmarks[ringKnuckle]![axis]) / 2 +
      landmarks[middleKnuckle]![axis]) /
    2;
  const rotation = uprightRotation(wristX, wristY, knuckles(0), knuckles(1));
  const cos = Math.cos(rotation);
  const sin = Math.sin(rotation);
  let left = Infinity;
  let right = -Infinity;
  let top = Infinity;
  let bottom = -Infinity;
  for (const i of steady) {
    const [x, y] = landmarks[i]!;
    const u = cos * x + sin * y;
    const v = -sin * x + cos * y;
    if (u < left) left = u;
    if (u > right) right = u;
    if (v < top) top = v;
    if (v > bottom) bottom = v;
  }
  const height = bottom - top;
  const u = (left + right) / 2;
  const v = (top + bottom) / 2 + handShift * height;
  return {
    cx: cos * u - sin * v,
    cy: sin * u + cos * v,
    size: Math.max(right - left, height) * handScale,
    rotation,
  };
}

/** Converts the landmark model's 63 numbers (pixels of its input) to source pixels. */
export function projectLandmarks(values: ArrayLike<number>, region: Square): Landmark[] {
  const landmarks: Landmark[] = [];
  for (let i = 0; i < 21; i++) {
    const [x, y] = toSource(
      region,
      values[3 * i]! / landmarkInput,
      values[3 * i + 1]! / landmarkInput,
    );
    landmarks.push([x, y, (values[3 * i + 2]! / (landmarkInput * depthScale)) * region.size]);
  }
  return landmarks;
}

/** The axis-aligned box around a rotated square. */
export function boundsOf(square: Square): Rect {
  const extent =
    square.size * (Math.abs(Math.cos(square.rotation)) + Math.abs(Math.sin(square.rotation)));
  return { x: square.cx - extent / 2, y: square.cy - extent / 2, width: extent, height: extent };
}

/** The axis-aligned box around landmarks. */
export function boxOf(landmarks: readonly Landmark[]): Rect {
  const xs = landmarks.map(([x]) => x);
  const ys = landmarks.map(([, y]) => y);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** Intersection over union of two boxes. */
export function overlapOf(a: Rect, b: Rect): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const both = width * height;
  return both / (a.width * a.height + b.width * b.height - both);
}
