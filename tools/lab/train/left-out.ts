/** Tabulates how classifiers judged people and sources that they were not trained on. */
import { unknownLabel } from '../../../src/learning/losses.ts';
import { argmax, auroc, mean, share } from '../../../src/learning/metrics.ts';
import type { Table } from '../evaluate/table.ts';
import type { VocabularyId } from '../shapes.ts';
import { type Calibration, passes } from './calibration.ts';
import type { HeldOut } from './held-out.ts';
import { people } from './recipe.ts';

const manyPeople = 'sources of many people';

/**
 * One row for each source that was left out with its person, the mean of these rows, and one for the
 * sources that show many people and are spread over the folds.
 */
export function leftOutTable(
  vocabulary: VocabularyId,
  heldOut: readonly HeldOut[],
  calibration: Calibration,
): Table {
  const alone = people[vocabulary].flat();
  const sourceOf = ({ sample }: HeldOut) => {
    const source = sample.group.split('/')[0]!;
    return alone.some((name) => source.startsWith(name)) ? source : manyPeople;
  };
  const best = (hand: HeldOut) => Math.max(...Array.from(hand.scores));
  const right = (hand: HeldOut) => argmax(hand.scores) === hand.label;
  const unknown = heldOut.filter((hand) => hand.label === unknownLabel);
  const figuresOf = (hands: readonly HeldOut[]) => [
    share(hands, right),
    share(hands, (hand) => right(hand) && passes(hand, calibration)),
    share(hands, (hand) => !right(hand) && passes(hand, calibration)),
    auroc(hands.map(best), unknown.map(best)),
  ];
  const known = heldOut.filter((hand) => hand.label !== unknownLabel);
  const sources = [...new Set(known.map(sourceOf))].sort();
  const rows = sources.map((source) => {
    const hands = known.filter((hand) => sourceOf(hand) === source);
    return { source, count: hands.length, figures: figuresOf(hands) };
  });
  const single = rows.filter(({ source }) => source !== manyPeople);
  const means = single[0]?.figures.map((_, i) => mean(single.map(({ figures }) => figures[i]!)));
  const silent = share(unknown, (hand) => !passes(hand, calibration));
  return {
    title: `${vocabulary}: people of the training data, each left out in turn`,
    columns: ['left out', 'known hands', 'argmax right', 'captioned right', 'wrong', 'AUROC'],
    rows: [
      ...rows.map(({ source, count, figures }) => [source, count, ...figures]),
      ...(means ? [[`mean of ${single.length} sources`, known.length, ...means]] : []),
    ],
    note:
      'Written by `npm run train`. Thresholds and the distance check were calibrated on these same ' +
      'scores, so "captioned right" and "wrong" are optimistic. The AUROC compares the known hands ' +
      `with all ${unknown.length} unknown hands, of which ${(100 * silent).toFixed(1)} % are silent. ` +
      'Several sources are left out together (`people` in tools/lab/train/recipe.ts); those that show ' +
      'many people are spread over the folds.',
  };
}
