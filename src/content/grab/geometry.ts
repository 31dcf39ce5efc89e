import type { Rect } from '../../messaging/frame.ts';

/** The box that pictures are scaled down to fit: its long and its short side, in pixels. */
export interface SizeLimit {
  long: number;
  short: number;
}

/** The box of the frames that travel: measured and chosen in docs/frame-size.md. */
export const sizeLimit: SizeLimit = { long: 640, short: 480 };

/** What of a picture is to travel, and how large. */
export interface Cut {
  /** In source pixels; whole numbers inside the picture, x and y even. */
  region: Rect;
  /** Size to travel at, in pixels, at least 1. */
  width: number;
  height: number;
}

/** Size of a picture scaled down, never up, to fit the limit; lying or standing alike. */
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
 * Plans the cut of a picture. A region is widened to even pixels, as chroma planes ask for, and
 * kept inside the picture; null, or one that misses the picture, stands for the whole of it.
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
    // Written so that NaN fails too.
    if (right - x >= 2 && bottom - y >= 2) cut = { x, y, width: right - x, height: bottom - y };
  }
  return { region: cut, ...fitSize(cut.width, cut.height, limit) };
}
