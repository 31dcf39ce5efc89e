/**
 * Whether what was shown in a recording moves or is held still.
 *
 * A moving sign is mostly in motion while the hand is up; a held one is mostly still: to raise a hand
 * and to take it down again are movements too, but short ones beside the hold between them. So the time
 * in which a wrist went its way is compared with the time in which a hand was up and still. Movements in
 * which the wrist hardly goes anywhere, or slowly, as when a held hand is turned or moved about for its
 * samples, count for neither side; nor does a hand that is still for less than a dwell, as between the
 * parts of a sign.
 */
import type { SampleHand } from '../../packs/samples.ts';
import { wayOf } from '../../recognizer/signs/movement/features.ts';
import { movementOfSample } from '../../recognizer/signs/movement/sample.ts';
import type { Observation } from './run.ts';

export interface KindWatch {
  /** Time in movements in which a wrist went its way, ms. */
  movedMs: number;
  /** Time in which a hand was up and still, in stretches of a dwell or more, ms. */
  heldMs: number;
  /** When the last frame came; and since when a hand is up and still, ms of the frames. */
  lastAt: number | null;
  stillSince: number | null;
}

export const startKind: KindWatch = { movedMs: 0, heldMs: 0, lastAt: null, stillSince: null };

/** The wrist goes at least this far, in hand sizes, ... */
const leastWay = 1.5;
/** ... and this fast on average, hand sizes a second. */
const leastSpeed = 1.2;
/** A hand that is still for less is on its way, ms. */
const dwellMs = 500;
/** After a longer gap nothing is known of the time between two frames, ms. */
const longestGapMs = 500;
/** Less than this is no sign of either kind, ms. */
const leastMs = { moved: 400, held: 2000 } as const;

/** The watch after a frame. */
export function watchKind(watch: KindWatch, look: Observation): KindWatch {
  const { timestamp: at, movements = [] } = look;
  const lasts = watch.lastAt !== null && at - watch.lastAt <= longestGapMs;
  const isStill = look.hands.length > 0 && look.isMoving !== true;
  const stillSince = isStill ? (lasts ? (watch.stillSince ?? at) : at) : null;
  const still = (until: number) => {
    const ms = stillSince === null ? 0 : until - stillSince;
    return ms >= dwellMs ? ms : 0;
  };
  const before = lasts && watch.lastAt !== null ? still(watch.lastAt) : 0;
  return {
    movedMs: watch.movedMs + movements.reduce((sum, hands) => sum + movedFor(hands), 0),
    heldMs: watch.heldMs + (stillSince === null ? 0 : still(at) - before),
    lastAt: at,
    stillSince,
  };
}

/** Null: too little was shown of either. */
export function kindOf({ movedMs, heldMs }: KindWatch): 'moving' | 'held' | null {
  if (movedMs >= leastMs.moved && movedMs > heldMs) return 'moving';
  return heldMs >= leastMs.held && heldMs > movedMs ? 'held' : null;
}

/** How long the movement takes if a wrist goes its way in it, else 0, ms. */
function movedFor(hands: readonly SampleHand[]): number {
  const { left, right, ms } = movementOfSample({ hands });
  const way = Math.max(wayOf(left), wayOf(right));
  return way >= leastWay && way >= (leastSpeed * ms) / 1000 ? ms : 0;
}
