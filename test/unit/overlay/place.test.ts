import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  freePlace,
  nextSnap,
  type Place,
  placeByKey,
  sharesOf,
  snapAt,
  step,
} from '../../../src/overlay/place.ts';
import { type CaptionPosition, captionPositions } from '../../../src/settings/schema.ts';

describe('a place', () => {
  it('at the start is on the left in English and on the right in Arabic', () => {
    expect(sharesOf('bottom-start', 'ltr')).toEqual({ x: 0, y: 1 });
    expect(sharesOf('bottom-start', 'rtl')).toEqual({ x: 1, y: 1 });
    expect(sharesOf('top-end', 'rtl')).toEqual({ x: 0, y: 0 });
    expect(sharesOf('top', 'rtl')).toEqual({ x: 0.5, y: 0 });
  });

  it('is within the window, wherever captions were dragged', () => {
    const any = fc.oneof(fc.double(), fc.constant(Number.NaN));
    fc.assert(
      fc.property(any, any, (x, y) => {
        for (const share of Object.values(freePlace(x, y))) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('moves by arrow keys, further with Shift, and not by other keys', () => {
    const from = { x: 0.5, y: 0.5 };
    expect(placeByKey('ArrowLeft', false, from)).toEqual({ x: 0.5 - step, y: 0.5 });
    expect(placeByKey('ArrowDown', true, from)?.y).toBeCloseTo(0.5 + 10 * step);
    expect(placeByKey('ArrowUp', true, { x: 0, y: 0.01 })?.y).toBe(0);
    expect(placeByKey('a', false, from)).toBeNull();
    expect(placeByKey('Tab', false, from)).toBeNull();
  });

  it('cycles through all snap positions, from anywhere', () => {
    let place: Place = { x: 0.2, y: 0.7 };
    const seen = captionPositions.map(() => {
      place = nextSnap(place);
      return place;
    });
    expect(seen).toEqual([...captionPositions]);
    expect(nextSnap(place)).toBe(captionPositions[0]);
  });

  it('snaps to the nearest position within reach, or to none', () => {
    const gaps = new Map<CaptionPosition, number>([
      ['bottom', 30],
      ['top', 12],
      ['top-start', 300],
    ]);
    expect(snapAt(gaps, 40)).toBe('top');
    expect(snapAt(gaps, 10)).toBeNull();
  });
});
