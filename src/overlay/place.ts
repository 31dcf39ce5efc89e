/**
 * Where captions stand. A snap keeps its distance from the edges, and the lowest ones stay above
 * the usual control bar of a call; a free place is wherever the user put them. Pure.
 */
import { type CaptionPosition, captionPositions } from '../settings/schema.ts';

/**
 * A free place: what share of the room that is left lies to the left of the captions and above
 * them, 0..1. So no window size puts them out of sight.
 */
export interface FreePlace {
  readonly x: number;
  readonly y: number;
}
export type Place = CaptionPosition | FreePlace;
export type Direction = 'ltr' | 'rtl';

/** A place as shares of the room that is left. */
export function sharesOf(place: Place, dir: Direction): FreePlace {
  if (typeof place !== 'string') return place;
  const side = place.endsWith('start') ? 0 : place.endsWith('end') ? 1 : 0.5;
  return { x: dir === 'rtl' ? 1 - side : side, y: place.startsWith('top') ? 0 : 1 };
}

const clamp = (share: number): number =>
  Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0.5;

/** A free place from any two numbers. */
export const freePlace = (x: number, y: number): FreePlace => ({ x: clamp(x), y: clamp(y) });

/** How far one press of an arrow key goes, as a share of the room; with Shift ten times as far. */
export const step = 0.02;

/** Where a key on the handle leads, or null for keys that mean nothing there. */
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

/** The next snap position; from a free place the first. */
export function nextSnap(place: Place): CaptionPosition {
  const at = typeof place === 'string' ? captionPositions.indexOf(place) : -1;
  return captionPositions[(at + 1) % captionPositions.length] ?? 'bottom';
}

/**
 * The snap position that a drag ended on, or null. Only where a snap puts things: near a top
 * corner, or near the top or bottom in the middle. The lowest edge itself is no snap: who drags
 * captions down there wants them over the controls.
 *
 * @param near how near counts, in px
 * @param gaps px from the dragged captions to where each snap position would put them
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
