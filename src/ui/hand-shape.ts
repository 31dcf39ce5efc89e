/**
 * A drawing of a hand from its 21 landmarks, as strokes: the palm is a polygon with a wide rounded
 * edge, each finger a rounded line. Pure geometry; `hand-drawing.tsx` renders it as SVG.
 */

/** x to the right, y down, smaller z is nearer; all in the same unit, whichever it is. */
export type HandPoint = readonly [x: number, y: number, z: number];

export interface Stroke {
  /** SVG path data in units of the box, 0..{@link box}. */
  path: string;
  /** Width of the fill; the edge is drawn wider and below it. */
  width: number;
  /** Path of the edge: shorter than `path` for a part over the palm, else the same. */
  edge: string;
  /** Which finger it is, 0 for the thumb; left out: the palm. */
  finger?: number;
}

export interface HandShape {
  /** Parts under the palm, the palm, and parts over it, to be drawn in this order. */
  under: readonly Stroke[];
  palm: Stroke;
  over: readonly Stroke[];
  edgeWidth: number;
  /** How the points became the drawing: `box / 2 + (point - [x, y]) * scale`, mirrored before. */
  fit: { scale: number; x: number; y: number };
}

/** Side of the square that drawings fill. */
export const box = 100;
const margin = 3;
const edgeWidth = 2.2;

/** Joints of each digit, in MediaPipe's order, from the palm outwards. */
const fingers: readonly (readonly number[])[] = [
  [1, 2, 3, 4],
  [5, 6, 7, 8],
  [9, 10, 11, 12],
  [13, 14, 15, 16],
  [17, 18, 19, 20],
];
const palmPoints = [0, 1, 5, 9, 13, 17];
/** Finger widths as shares of `measureOf` the hand, thumb first. */
const widths = [0.27, 0.235, 0.24, 0.23, 0.2];

/**
 * @param points 21 points in MediaPipe's order.
 * @param mirror swap left and right.
 * @returns null if there are not exactly 21 finite points, or they coincide
 */
export function shapeHand(points: readonly HandPoint[], mirror = false): HandShape | null {
  if (points.length !== 21 || points.some((point) => point.some((n) => !Number.isFinite(n))))
    return null;
  const raw = points.map(([x, y, z]): HandPoint => [mirror ? -x : x, y, z]);
  const measure = measureOf(raw);
  if (!(measure > 0)) return null;
  // The drawing extends half a finger beyond the landmarks.
  const flesh = measure * 0.15;
  const corners = wristOf((i) => raw[i]!, measure);
  const xs = [...raw, ...corners].map(([x]) => x);
  const ys = [...raw, ...corners].map(([, y]) => y);
  const [left, top] = [Math.min(...xs) - flesh, Math.min(...ys) - flesh];
  const width = Math.max(...xs) + flesh - left;
  const height = Math.max(...ys) + flesh - top;
  const scale = (box - 2 * margin) / Math.max(width, height);
  const at = (i: number): HandPoint => {
    const [x, y, z] = raw[i]!;
    return [
      box / 2 + (x - left - width / 2) * scale,
      box / 2 + (y - top - height / 2) * scale,
      z * scale,
    ];
  };
  const unit = measure * scale;
  const palmDepth = mean(palmPoints.map((i) => at(i)[2]));
  const under: [number, Stroke][] = [];
  const over: [number, Stroke][] = [];
  fingers.forEach((joints, finger) => {
    const line = joints.map(at);
    const depth = mean(line.slice(1).map(([, , z]) => z));
    const beneath = depth > palmDepth + unit * 0.12;
    const path = lineOf(line);
    // Over the palm, a finger's edge begins beyond its knuckle, so that no line crosses the palm.
    const first = between(line[0]!, line[1]!, 0.55);
    const edge = beneath ? path : lineOf([first, ...line.slice(1)]);
    (beneath ? under : over).push([depth, { path, width: widths[finger]! * unit, edge, finger }]);
  });
  const [near, far] = wristOf(at, unit);
  const palm = `${lineOf([near, ...palmPoints.slice(1).map(at), far])} Z`;
  const byDepth = (list: [number, Stroke][]): Stroke[] =>
    list.sort(([a], [b]) => b - a).map(([, stroke]) => stroke);
  return {
    under: byDepth(under),
    palm: { path: palm, edge: palm, width: 0.2 * unit },
    over: byDepth(over),
    edgeWidth,
    fit: { scale, x: left + width / 2, y: top + height / 2 },
  };
}

/** About the length of the palm, whatever the hand's orientation. */
function measureOf(points: readonly HandPoint[]): number {
  const distance = (a: number, b: number): number => {
    const [ax, ay] = points[a]!;
    const [bx, by] = points[b]!;
    return Math.hypot(ax - bx, ay - by);
  };
  return Math.max(distance(0, 9), distance(0, 5), distance(5, 17) * 1.3, distance(9, 12) * 0.9);
}

/** The two sides of the wrist, which is only one landmark; the thumb's side first. */
function wristOf(at: (i: number) => HandPoint, unit: number): [HandPoint, HandPoint] {
  const [x, y, z] = at(0);
  const [upX, upY] = [at(9)[0] - x, at(9)[1] - y];
  const length = Math.hypot(upX, upY) || 1;
  // Across the palm, towards the index finger; a palm seen from its edge has a narrow wrist.
  const [acrossX, acrossY] = [-upY / length, upX / length];
  const side = (at(5)[0] - at(17)[0]) * acrossX + (at(5)[1] - at(17)[1]) * acrossY;
  const half = Math.max(-1, Math.min(1, side / (0.5 * unit))) * 0.14 * unit;
  return [
    [x + acrossX * half, y + acrossY * half, z],
    [x - acrossX * half, y - acrossY * half, z],
  ];
}

function between(a: HandPoint, b: HandPoint, share: number): HandPoint {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}

function lineOf(points: readonly HandPoint[]): string {
  return points
    .map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`)
    .join(' ');
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
