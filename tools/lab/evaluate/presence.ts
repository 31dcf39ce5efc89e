/** How many errors are on hands whose landmarks the model itself doubts. */
import { share } from '../../../src/learning/metrics.ts';
import { isCaptionedRight, isRight, type Judged } from './scores.ts';
import type { Table } from './table.ts';

/** Presence from which the reports call landmarks sure; not a setting of the recognizer. */
export const surePresence = 0.95;

const steps = [0, 0.8, 0.9, surePresence, 0.98, 0.99, 1] as const;

export interface NamedHands {
  name: string;
  hands: readonly Judged[];
}

/** Known hands by their presence from the landmark model. Hands without one do not count. */
export function presenceTable(title: string, sets: readonly NamedHands[]): Table {
  const rows = sets.flatMap(({ name, hands }) =>
    steps.slice(1).flatMap((high, i) => {
      const low = steps[i]!;
      const own = hands.filter(
        ({ row: { presence } }) =>
          presence !== null && presence >= low && (presence < high || high === 1),
      );
      return own.length === 0
        ? []
        : [
            [
              name,
              `${low} to ${high}`,
              String(own.length),
              share(own, isRight),
              share(own, isCaptionedRight),
              share(own, (hand) => hand.caption !== null && !isCaptionedRight(hand)),
            ],
          ];
    }),
  );
  return {
    title,
    columns: ['hands', 'presence', 'number', 'argmax right', 'captioned right', 'wrong caption'],
    rows,
    note:
      'Presence is how sure the landmark model is that its landmarks lie on a hand. A hand that is ' +
      'named wrong at low presence was most likely lost before the classifier saw it.',
  };
}
