/** Tells the left hand of a movement from the right one. */
import type { FrameSize } from '../intent-features.ts';
import type { Movement, MovingHand } from './movement.ts';
import type { TrackMoment } from './track.ts';

/** More parts are not told apart: the shortest are left out. */
const mostParts = 6;

/**
 * Makes a movement of what its hands did. A hand that was lost on the way comes in parts. A hand's side
 * is that of its mean leftness over all its parts; two hands that were seen at the same time are never
 * on the same side.
 *
 * @param parts at least one, of at least one moment each, oldest first
 */
export function sidesOf(
  parts: readonly (readonly TrackMoment[])[],
  { width, height }: FrameSize,
): Movement {
  const known = [...parts].sort((a, b) => b.length - a.length).slice(0, mostParts);
  const clashes = (a: number, b: number): number => {
    const times = new Set(known[a]!.map(({ at }) => at));
    return known[b]!.filter(({ at }) => times.has(at)).length;
  };
  let best = 0;
  let most = -Infinity;
  for (let sides = 0; sides < 2 ** known.length; sides++) {
    const isLeft = (i: number): boolean => ((sides >> i) & 1) === 1;
    let score = 0;
    known.forEach((part, i) => {
      const left = part.reduce((sum, { hand }) => sum + hand.leftness - 0.5, 0);
      score += isLeft(i) ? left : -left;
      for (let j = 0; j < i; j++) if (isLeft(i) === isLeft(j)) score -= 2 * clashes(i, j);
    });
    if (score > most) [best, most] = [sides, score];
  }
  const startedAt = Math.min(...known.map((part) => part[0]!.at));
  const endedAt = Math.max(...known.map((part) => part[part.length - 1]!.at));
  const side = (wanted: 0 | 1): MovingHand[] => {
    const byTime = new Map<number, MovingHand>();
    known.forEach((part, i) => {
      if (((best >> i) & 1) !== wanted) return;
      for (const { at, hand } of part) {
        // Of two parts at one moment, the longer one counts.
        if (!byTime.has(at))
          byTime.set(at, {
            at: at - startedAt,
            landmarks: hand.landmarks,
            presence: hand.presence,
          });
      }
    });
    return [...byTime.values()].sort((a, b) => a.at - b.at);
  };
  return {
    startedAt,
    ms: endedAt - startedAt,
    left: side(1),
    right: side(0),
    centre: [width / 2, height / 2],
    shortSide: Math.min(width, height),
  };
}
