/** Silence on what is not known. */
import { auroc, fprAtTpr, share } from '../../src/learning/metrics.ts';
import type { Judged } from './scores.ts';
import type { Table } from './table.ts';

export interface UnknownSet {
  name: string;
  hands: readonly Judged[];
}

/** How well known hands are told from each set of unknown ones. */
export function silenceTable(
  title: string,
  known: readonly Judged[],
  sets: readonly UnknownSet[],
): Table {
  const positive = known.map((hand) => hand.score);
  return {
    title,
    columns: ['hands', 'number', 'silent', 'AUROC', 'FPR at 95 % TPR', 'said most'],
    rows: sets
      .filter(({ hands }) => hands.length > 0)
      .map(({ name, hands }) => {
        const negative = hands.map((hand) => hand.score);
        return [
          name,
          hands.length,
          share(hands, (hand) => hand.said === null),
          auroc(positive, negative),
          fprAtTpr(positive, negative),
          mostSaid(hands),
        ];
      }),
    note:
      '"silent" is at the shipped thresholds; AUROC and FPR compare the greatest score of these ' +
      'hands with that of the known hands found in the validation pictures.',
  };
}

function mostSaid(hands: readonly Judged[]): string {
  const counts = new Map<string, number>();
  for (const { said } of hands) if (said !== null) counts.set(said, (counts.get(said) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 3)
    .map(([said, count]) => `${said} ${count}`)
    .join(', ');
}
