/**
 * Whether a frame shows a hand clearly enough to judge it. A frame that is searched is scaled down, so
 * that a small hand has fewer pixels in it than the camera gives. Such a hand is followed, but judged
 * only in a frame of its own region, which is sent at the camera's resolution (docs/frame-size.md).
 */
import { planCut, sizeLimit, unhalvedSide } from '../../grab/geometry.ts';
import type { Frame, Rect } from '../frame.ts';
import type { Square } from '../sample-square.ts';
import { boundsOf, landmarkInput } from './regions.ts';

/** A source's size in pixels. */
interface Size {
  width: number;
  height: number;
}

/** The side of the region that is asked for, as a multiple of the hand's square: the hand moves meanwhile. */
const margin = 1.4;
/** The least that a margin may be, so that the region of a small hand is not halved. */
const leastMargin = 1.2;
/**
 * A square of fewer pixels is unclear if the hand's own region would have more; the landmark model's
 * input has 224. The square is 1.3 to 2.4 times as large as the hand, so every hand of 80 pixels or
 * less is below this.
 */
const clearSide = 192;
/** A frame whose scale is below this share of that of the hand's own region takes away much. */
const slightly = 0.8;
/** This share of a hand's square must lie in the frame's region. */
const shownShare = 0.9;

const scaleOf = (cut: Pick<Frame, 'region' | 'width' | 'height'>): number =>
  Math.min(cut.width / cut.region.width, cut.height / cut.region.height);

/** The box around a hand's square with its margin. */
function roomOf(square: Square): Rect {
  const { width } = boundsOf(square);
  const isSmall = square.size < 2 * landmarkInput;
  const most = isSmall ? Math.max(leastMargin, unhalvedSide / width) : margin;
  return boundsOf({ ...square, size: square.size * Math.min(margin, most) });
}

/** The region that shows hands while they are followed, source pixels; null outside of the frame. */
export function regionAround(squares: readonly Square[], source: Size): Rect | null {
  const boxes = squares.map(roomOf);
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const width = Math.max(...boxes.map((box) => box.x + box.width)) - x;
  const height = Math.max(...boxes.map((box) => box.y + box.height)) - y;
  const region = clipped({ x, y, width, height }, { x: 0, y: 0, ...source });
  return region.width > 0 && region.height > 0 ? region : null;
}

function isUnclearAt(scale: number, square: Square, source: Size): boolean {
  if (scale >= slightly || scale * square.size >= clearSide) return false;
  const own = planCut(source.width, source.height, regionAround([square], source), sizeLimit);
  return scale < slightly * scaleOf(own);
}

/** Whether a frame shows a hand in too few pixels although its own region would have more. */
export function isUnclear(frame: Frame, square: Square): boolean {
  const source = { width: frame.sourceWidth, height: frame.sourceHeight };
  return isUnclearAt(scaleOf(frame), square, source);
}

/** Whether hands would be unclear if this region of a frame was sent. */
export function wouldBeUnclear(region: Rect, source: Size, squares: readonly Square[]): boolean {
  const scale = scaleOf(planCut(source.width, source.height, region, sizeLimit));
  return squares.some((square) => isUnclearAt(scale, square, source));
}

/** Whether a hand's square lies in the frame's region, apart from what lies outside the picture. */
export function isShown({ region, sourceWidth, sourceHeight }: Frame, square: Square): boolean {
  const bounds = boundsOf(square);
  const inside = clipped(bounds, { x: 0, y: 0, width: sourceWidth, height: sourceHeight });
  const shown = clipped(inside, region);
  return shown.width * shown.height >= shownShare * inside.width * inside.height;
}

/** The part of a box in another; a width or height of 0 if there is none. */
function clipped(box: Rect, by: Rect): Rect {
  const x = Math.max(box.x, by.x);
  const y = Math.max(box.y, by.y);
  const right = Math.min(box.x + box.width, by.x + by.width);
  const bottom = Math.min(box.y + box.height, by.y + by.height);
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}
