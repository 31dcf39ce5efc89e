/**
 * Whether a frame shows a hand clearly enough to judge it. A frame that is searched is scaled down, so
 * that a small hand has fewer pixels in it than the camera gives. Such a hand is followed, but judged
 * only in a frame of its own region, which is sent at the camera's resolution (docs/frame-size.md).
 */
import { planCut, type SizeLimit, sizeLimit } from '../../grab/geometry.ts';
import type { Frame, Rect } from '../frame.ts';
import type { Square } from '../sample-square.ts';
import { boundsOf, landmarkInput } from './regions.ts';

/**
 * A hand's square of fewer pixels is unclear, if the camera has more: three quarters of the landmark
 * model's input. The region of a single hand, as it is cut, always has at least this many.
 */
const clearSide = 0.75 * landmarkInput;
/** Scaling by this or less takes away little: 4 of 5 pixels along each side are left. */
const slightly = 0.8;
/** This share of a hand's square must lie in the frame's region. */
const shownShare = 0.9;

function isUnclearAt(scale: number, square: Square): boolean {
  return scale < slightly && scale * square.size < clearSide;
}

/** Whether a frame shows a hand in too few pixels although the camera has more. */
export function isUnclear(frame: Frame, square: Square): boolean {
  const { region, width, height } = frame;
  return isUnclearAt(Math.min(width / region.width, height / region.height), square);
}

/** Whether hands would be unclear if this region of a frame was sent. */
export function wouldBeUnclear(
  region: Rect,
  source: { width: number; height: number },
  squares: readonly Square[],
  limit: SizeLimit = sizeLimit,
): boolean {
  const cut = planCut(source.width, source.height, region, limit);
  const scale = cut.width / cut.region.width;
  return squares.some((square) => isUnclearAt(scale, square));
}

/** Whether a hand's square lies in the frame's region, apart from what lies outside the picture. */
export function isShown({ region, sourceWidth, sourceHeight }: Frame, square: Square): boolean {
  const bounds = boundsOf(square);
  const inside = clipped(bounds, { x: 0, y: 0, width: sourceWidth, height: sourceHeight });
  const shown = clipped(inside, region);
  return shown.width * shown.height >= shownShare * inside.width * inside.height;
}

/** The part of a box in another; a width or height of 0 if there is none. */
export function clipped(box: Rect, by: Rect): Rect {
  const x = Math.max(box.x, by.x);
  const y = Math.max(box.y, by.y);
  const right = Math.min(box.x + box.width, by.x + by.width);
  const bottom = Math.min(box.y + box.height, by.y + by.height);
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}
