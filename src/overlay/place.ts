/**
 * Where captions stand. A snap position keeps its distance from the edges, and the lowest ones stay
 * above the usual control bar of a call; a free place is wherever the user put captions. Pure.
 */
import { type CaptionPosition, captionPositions } from '../settings/schema.ts';

/**
 * A free place: the shares, 0..1, of the free room that lie to the left of the captions and above
 * them. So captions stay inside a window of any size.
 */
export interface FreePlace {
  readonly x: number;
  readonly y: number;
}
export type Place = CaptionPosition | FreePlace;
export type Direction = 'ltr' | 'rtl';

/** A place as shares of the free room. */
export function sharesOf(place: Place, dir: Direction): FreePlace {
  if (typeof place !== 'string') return place;
  const side = place.endsWith('start') ? 0 : place.endsWith('end') ? 1 : 0.5;
  return { x: dir === 'rtl' ? 1 - side : side, y: place.startsWith('top') ? 0 : 1 };
}

const clamp = (share: number): number =>
  Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0.5;

/** A free place from any two numbers. */
export const freePlace = (x: number, y: number): FreePlace => ({ x: clamp(x), y: clamp(y) });

/**
 * How far an arrow key moves captions, as a share of the free room; with Shift ten times as far.
 */
export const step = 0.02;

/** Where a key on the handle moves captions; null for other keys. */
export function placeByKey(key: string, far: boolean, from: FreePlace): FreePlace | null {
  const by = far ? 10 * step : step;
  switch (key) {
    case 'ArrowLeft':
      return freePlace(from.x - by, from.y);
    case 'ArrowRight':
      return freePlace(from.x + by, from.y);
    case 'ArrowUp':
      return freePlace(from.x, from.y - by);
    case 'ArrowDown':
      return freePlace(from.x, from.y + by);
    default:
      return null;
  }
}

/** The next snap position; after a free place the first. */
export function nextSnap(place: Place): CaptionPosition {
  const at = typeof place === 'string' ? captionPositions.indexOf(place) : -1;
  return captionPositions[(at + 1) % captionPositions.length] ?? 'bottom';
}

/**
 * The snap position at which a drag ended, or null. The lowest edge of the window is no snap
 * position: a user who drags captions there wants them over the controls.
 *
 * @param gaps how far the dragged captions are from each snap position, px
 * @param near at most how far counts, px
 */
export function snapAt(
  gaps: ReadonlyMap<CaptionPosition, number>,
  near: number,
): CaptionPosition | null {
  let best: CaptionPosition | null = null;
  let least = near;
  for (const [position, gap] of gaps) {
    if (gap > least) continue;
    best = position;
    least = gap;
  }
  return best;
}
