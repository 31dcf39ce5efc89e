import { type FrameScale, type Rect, scaleLimits } from '../messaging/frame.ts';

/** Frames are scaled down to fit this box: its long and its short side, in pixels. */
export interface SizeLimit {
  long: number;
  short: number;
}

/** The box of the frames that are sent: measured and chosen in docs/frame-size.md. */
export const sizeLimit: SizeLimit = { long: 640, short: 480 };

/** @param scale undefined: the usual size */
export const limitOf = (scale: FrameScale | undefined): SizeLimit =>
  scale ? scaleLimits[scale] : sizeLimit;

/**
 * The box of single pictures. They are searched and judged in the same pixels, so a hand that a camera
 * frame would have in 40 pixels must have enough for the landmark model.
 */
export const pictureLimit: SizeLimit = { long: 4 * sizeLimit.long, short: 4 * sizeLimit.short };

/**
 * A region of a large frame is halved if both sides keep this many pixels: the region is 1.4 times
 * as large as the part that the landmark model uses, or more for a rotated hand, and the model's
 * input has 224. Halving costs a fraction of any other scaling (docs/frame-size.md).
 */
const halvedSide = 336;
/** A region with a side of at most this many pixels is not halved, wherever it is. */
export const unhalvedSide = 2 * halvedSide - 12;

/** The region of a frame that is sent, and its size. */
export interface Cut {
  /** In source pixels; integers inside the frame, x and y even. */
  region: Rect;
  /** Size to send, in pixels, at least 1. */
  width: number;
  height: number;
}

/** Size of a frame scaled down, never up, to fit the limit, in landscape or portrait. */
export function fitSize(
  width: number,
  height: number,
  limit: SizeLimit,
): { width: number; height: number } {
  const scale = Math.min(
    1,
    limit.long / Math.max(width, height),
    limit.short / Math.min(width, height),
  );
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

const evenDown = (value: number): number => Math.floor(value / 2) * 2;
const evenUp = (value: number): number => Math.ceil(value / 2) * 2;

/**
 * A part of a side, widened to a multiple of `step` with an even start; null if there is no room.
 */
function stretch(
  from: number,
  length: number,
  whole: number,
  step: number,
): [from: number, length: number] | null {
  const wide = Math.ceil(length / step) * step;
  const start = evenDown(Math.min(from, whole - wide));
  return start >= 0 && start + wide >= from + length ? [start, wide] : null;
}

/**
 * The cut at half size, in sizes that `halvePlane` takes; null if it is too small or does not fit.
 */
function halved(cut: Rect, width: number, height: number, limit: SizeLimit): Cut | null {
  const across = stretch(cut.x, cut.width, width, 8);
  const down = stretch(cut.y, cut.height, height, 4);
  if (!across || !down) return null;
  const [x, wide] = across;
  const [y, high] = down;
  if (Math.min(wide, high) < 2 * halvedSide) return null;
  const half = { width: wide / 2, height: high / 2 };
  const fits = fitSize(half.width, half.height, limit).width === half.width;
  return fits ? { region: { x, y, width: wide, height: high }, ...half } : null;
}

/**
 * Plans the cut of a frame. A region is widened to even pixels, which chroma planes need, and
 * limited to the frame; null, or a region outside the frame, means the whole frame. A large region
 * is halved.
 *
 * @param width source pixels @param height source pixels @param region source pixels
 */
export function planCut(width: number, height: number, region: Rect | null, limit: SizeLimit): Cut {
  let cut: Rect = { x: 0, y: 0, width, height };
  if (region) {
    const x = Math.max(0, evenDown(region.x));
    const y = Math.max(0, evenDown(region.y));
    const right = Math.min(width, evenUp(region.x + region.width));
    const bottom = Math.min(height, evenUp(region.y + region.height));
    // Written so that NaN also fails.
    if (right - x >= 2 && bottom - y >= 2) {
      cut = { x, y, width: right - x, height: bottom - y };
      const half = halved(cut, width, height, limit);
      if (half) return half;
    }
  }
  return { region: cut, ...fitSize(cut.width, cut.height, limit) };
}
