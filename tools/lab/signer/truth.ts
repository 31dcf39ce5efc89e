/** The rig's joints in the order of MediaPipe's 21 landmarks. */
const landmarkBones = [
  'wrist',
  ...['metacarpal', 'phalanx-proximal', 'phalanx-distal', 'tip'].map((part) => `thumb-${part}`),
  ...['index', 'middle', 'ring', 'pinky'].flatMap((finger) =>
    ['phalanx-proximal', 'phalanx-intermediate', 'phalanx-distal', 'tip'].map(
      (part) => `${finger}-finger-${part}`,
    ),
  ),
];

export type Point = readonly [x: number, y: number, z: number];

/** Up to this mean error, in hand sizes, a found hand counts as the rendered one. */
export const sameHand = 0.35;

/** The first landmark of each digit; each digit has four, from the palm outwards. */
const digits = [1, 5, 9, 13, 17];

/**
 * The true 21 landmarks of a rendered hand: x and y in pixels, z in the same unit relative to the wrist
 * (smaller is nearer).
 * @param joints positions from the renderer, metres
 * @param camera vertical field of view in degrees, picture size in pixels
 * @throws Error if a joint is missing
 */
export function trueLandmarks(
  joints: Readonly<Record<string, readonly [number, number, number]>>,
  camera: { fieldOfView: number; width: number; height: number },
): Point[] {
  const focal = camera.height / 2 / Math.tan((camera.fieldOfView * Math.PI) / 360);
  const wrist = joints.wrist;
  if (!wrist) throw new Error('The hand has no wrist.');
  return landmarkBones.map((name) => {
    const joint = joints[name];
    if (!joint) throw new Error(`The hand has no joint ${name}.`);
    const [x, y, z] = joint;
    return [
      camera.width / 2 + (x / -z) * focal,
      camera.height / 2 - (y / -z) * focal,
      ((wrist[2] - z) / -wrist[2]) * focal,
    ];
  });
}

/**
 * How straight each digit is, thumb first: the distance from its first to its last landmark divided by
 * the length of its bones. 1 is straight; a closed finger has about 0.3.
 */
export function straightness(landmarks: readonly Point[]): number[] {
  const apart = (a: number, b: number) => {
    const [p, q] = [landmarks[a]!, landmarks[b]!];
    return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
  };
  return digits.map((d) => {
    const bones = apart(d, d + 1) + apart(d + 1, d + 2) + apart(d + 2, d + 3);
    return bones > 0 ? apart(d, d + 3) / bones : 1;
  });
}

/** Mean distance between found and true landmarks in the picture, in sizes of the true hand. */
export function landmarkError(found: readonly Point[], truth: readonly Point[]): number {
  const xs = truth.map(([x]) => x);
  const ys = truth.map(([, y]) => y);
  const size = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
  const sum = truth.reduce(
    (total, [x, y], i) => total + Math.hypot(found[i]![0] - x, found[i]![1] - y),
    0,
  );
  return sum / truth.length / size;
}

/** Whether the whole hand is inside the picture. */
export function isInside(landmarks: readonly Point[], width: number, height: number): boolean {
  return landmarks.every(([x, y]) => x >= 0 && x < width && y >= 0 && y < height);
}
