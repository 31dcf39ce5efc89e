/**
 * Turns the palm model's raw outputs into palms: anchors, decoding and suppression. The constants are
 * those of MediaPipe's graph (mediapipe/modules/palm_detection/palm_detection_cpu.pbtxt,
 * SsdAnchorsCalculator, TensorsToDetectionsCalculator, NonMaxSuppressionCalculator).
 */

/** Side of the palm model's input, in pixels. */
export const palmInput = 192;
/** Palm keypoints in the model's order; wrist and middle knuckle give the hand's direction. */
export const palmWrist = 0;
export const palmMiddleKnuckle = 2;

const keypointCount = 7;
const valuesPerBox = 4 + 2 * keypointCount;
/** Boxes with a greater overlap (intersection over union) belong to the same palm. */
const samePalm = 0.3;
/** [cells along a side, anchors per cell]: one layer of stride 8, then three of stride 16. */
const layers = [
  [24, 2],
  [12, 6],
] as const;

/** A palm in coordinates of the model's input square, 0..1. */
export interface PalmBox {
  score: number;
  /** Centre and size of the box. */
  cx: number;
  cy: number;
  width: number;
  height: number;
  /** x and y of seven points, alternating. */
  keypoints: number[];
}

let anchorCentres: Float32Array | undefined;

/** Centres of the 2016 anchors, x and y alternating; their size is fixed to 1. */
export function palmAnchors(): Float32Array {
  if (anchorCentres) return anchorCentres;
  const centres: number[] = [];
  for (const [cells, perCell] of layers) {
    for (let y = 0; y < cells; y++) {
      for (let x = 0; x < cells; x++) {
        for (let i = 0; i < perCell; i++) centres.push((x + 0.5) / cells, (y + 0.5) / cells);
      }
    }
  }
  anchorCentres = Float32Array.from(centres);
  return anchorCentres;
}

/**
 * Palms whose score is at least `threshold`, best first. `boxes` is 2016 x 18 (pixels of the input,
 * relative to the anchor), `logits` 2016.
 */
export function decodePalms(
  boxes: Float32Array,
  logits: Float32Array,
  threshold: number,
): PalmBox[] {
  const anchors = palmAnchors();
  const leastLogit = Math.log(threshold / (1 - threshold));
  const found: PalmBox[] = [];
  for (let i = 0; i < logits.length; i++) {
    if (!(logits[i]! >= leastLogit)) continue;
    const at = i * valuesPerBox;
    const ax = anchors[2 * i]!;
    const ay = anchors[2 * i + 1]!;
    const keypoints: number[] = [];
    for (let k = 0; k < keypointCount; k++) {
      keypoints.push(
        boxes[at + 4 + 2 * k]! / palmInput + ax,
        boxes[at + 5 + 2 * k]! / palmInput + ay,
      );
    }
    found.push({
      score: 1 / (1 + Math.exp(-logits[i]!)),
      cx: boxes[at]! / palmInput + ax,
      cy: boxes[at + 1]! / palmInput + ay,
      width: boxes[at + 2]! / palmInput,
      height: boxes[at + 3]! / palmInput,
      keypoints,
    });
  }
  return suppress(found);
}

/**
 * Weighted non-maximum suppression: boxes that overlap the best one are averaged with it, weighted
 * by their scores (BlazeFace, arXiv:1907.05047, section 3.4).
 */
export function suppress(boxes: readonly PalmBox[]): PalmBox[] {
  let left = [...boxes].sort((a, b) => b.score - a.score);
  const kept: PalmBox[] = [];
  while (left.length > 0) {
    const best = left[0]!;
    const same = left.filter((box) => box === best || overlap(best, box) > samePalm);
    left = left.filter((box) => !same.includes(box));
    const total = same.reduce((sum, box) => sum + box.score, 0);
    const mean = (value: (box: PalmBox) => number) =>
      same.reduce((sum, box) => sum + value(box) * box.score, 0) / total;
    kept.push({
      score: best.score,
      cx: mean((box) => box.cx),
      cy: mean((box) => box.cy),
      width: mean((box) => box.width),
      height: mean((box) => box.height),
      keypoints: best.keypoints.map((_, i) => mean((box) => box.keypoints[i]!)),
    });
  }
  return kept;
}

function overlap(a: PalmBox, b: PalmBox): number {
  const width =
    Math.min(a.cx + a.width / 2, b.cx + b.width / 2) -
    Math.max(a.cx - a.width / 2, b.cx - b.width / 2);
  const height =
    Math.min(a.cy + a.height / 2, b.cy + b.height / 2) -
    Math.max(a.cy - a.height / 2, b.cy - b.height / 2);
  if (width <= 0 || height <= 0) return 0;
  const both = width * height;
  return both / (a.width * a.height + b.width * b.height - both);
}
