/** Which gestures were captioned wrongly again and again, by what the user marked as wrong. Pure. */
import type { UnknownSample } from '../../packs/samples.ts';

/** From this many times on, the page offers to require more, or to switch the gesture off. */
export const oftenWrong = 3;

/** How often captions of each gesture were marked as wrong and not put back, by gesture key. */
export function wrongCounts(unknowns: readonly UnknownSample[]): ReadonlyMap<string, number> {
  const takes = new Map<string, Set<string>>();
  for (const { origin, captionedAs, take } of unknowns) {
    if (origin !== 'wrong' || captionedAs === undefined) continue;
    const known = takes.get(captionedAs) ?? new Set();
    takes.set(captionedAs, known.add(take));
  }
  return new Map([...takes].map(([key, all]) => [key, all.size]));
}
