import * as v from 'valibot';
import type { QualityReport } from '../../../teaching/types.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const key = v.string();

const Report = v.object({
  gestures: v.array(
    v.object({
      key,
      moves: v.optional(v.boolean()),
      samples: count,
      takes: count,
      right: count,
      wrong: count,
      missed: count,
      interval: v.tuple([share, share]),
      threshold: share,
    }),
  ),
  confusion: v.object({ keys: v.array(key), counts: v.array(v.array(count)) }),
  collisions: v.array(v.object({ shown: key, called: key, count, of: count })),
  falseCaptions: v.array(
    v.object({
      called: key,
      origin: v.picklist(['nothing', 'wrong', 'bank']),
      count,
      of: count,
      worst: v.optional(v.string()),
    }),
  ),
  advice: v.array(
    v.variant('kind', [
      v.object({ kind: v.literal('record-more'), key, have: count, want: count }),
      v.object({ kind: v.literal('record-again'), key }),
      v.object({ kind: v.literal('collides'), key, other: key }),
      v.object({ kind: v.literal('resting-hand'), key }),
      v.object({
        kind: v.literal('record-nothing'),
        have: count,
        want: count,
        moves: v.optional(v.boolean()),
      }),
      v.object({ kind: v.literal('often-missed'), key }),
    ]),
  ),
  verdict: v.picklist(['good', 'fair', 'bad']),
});

/** A stored report; null if there is none, or if another version wrote it. */
export function readReport(stored: unknown): QualityReport | null {
  const parsed = v.safeParse(Report, stored);
  return parsed.success ? parsed.output : null;
}
