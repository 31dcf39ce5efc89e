/** Letters that are drawn begin with the hand of a held letter, which may have been read already. Pure. */
import type { Counted } from './followed-hands.ts';
import type { Movement } from './movement/movement.ts';

/** The held letter whose hand draws each. */
export const drawnWith: Readonly<Record<string, string>> = { J: 'I', Z: 'D' };

/** A hand that leaves what it holds is seen holding it until shortly before its movement begins, ms. */
const leavesMs = 300;

/** What a followed hand held last. */
export interface LastHeld {
  counted: Counted | null;
  /** The moment in which it was last seen holding it. */
  spelled: { timestamp: number } | null;
}

/** What was read before a letter that is drawn: its beginning, or a shape without a name that was it. */
export interface Beginning {
  replaces?: string;
  wasUnnamed?: boolean;
}

/**
 * @param gesture what the movement was named
 * @returns 'later' if other letters were read while the movement ran: they come after the drawn one
 */
export function beginningOf(
  gesture: string,
  { startedAt }: Pick<Movement, 'startedAt'>,
  hands: readonly LastHeld[],
): Beginning | 'later' {
  const heldLetter = drawnWith[gesture];
  if (heldLetter === undefined) return {};
  const [last] = hands
    .flatMap(({ counted, spelled }) => (counted ? [{ counted, spelled }] : []))
    .sort((a, b) => b.counted.at - a.counted.at);
  if (!last || last.counted.isMovement) return {};
  const { counted, spelled } = last;
  const heldUntil = Math.max(counted.at, spelled?.timestamp ?? 0);
  if (heldUntil < startedAt - leavesMs) return {};
  if (counted.gesture === heldLetter) return { replaces: heldLetter };
  if (counted.at > startedAt && counted.named) return 'later';
  return counted.named ? {} : { wasUnnamed: true };
}
