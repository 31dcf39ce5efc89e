/** Tabulates how classifiers judged people and sources that they were not trained on. */
import { unknownLabel } from '../../../src/learning/losses.ts';
import { argmax, auroc, share } from '../../../src/learning/metrics.ts';
import type { Table } from '../evaluate/table.ts';
import { type Calibration, passes } from './calibration.ts';
import type { HeldOut } from './held-out.ts';

/** One row for each person or source that was left out. */
export function leftOutTable(
  vocabulary: string,
  heldOut: readonly HeldOut[],
  calibration: Calibration,
): Table {
  const folds = [...new Set(heldOut.map((hand) => hand.fold))];
  const rows = folds.map((fold) => {
    const hands = heldOut.filter((hand) => hand.fold === fold);
    const known = hands.filter((hand) => hand.label !== unknownLabel);
    const unknown = hands.filter((hand) => hand.label === unknownLabel);
    const best = (hand: HeldOut) => Math.max(...Array.from(hand.scores));
    const right = (hand: HeldOut) => argmax(hand.scores) === hand.label;
    return [
      fold,
      known.length,
      share(known, right),
      share(known, (hand) => right(hand) && passes(hand, calibration)),
      unknown.length,
      share(unknown, (hand) => !passes(hand, calibration)),
      auroc(known.map(best), unknown.map(best)),
    ];
  });
  return {
    title: `${vocabulary}: people of the training data, each left out in turn`,
    columns: [
      'left out',
      'known hands',
      'argmax right',
      'captioned right',
      'unknown hands',
      'silent',
      'AUROC',
    ],
    rows,
    note:
      'Written by `npm run train`. Thresholds and the distance check were calibrated on these same ' +
      'scores, so "captioned right" and "silent" are optimistic. Sources with many people are ' +
      'spread over the folds.',
  };
}
