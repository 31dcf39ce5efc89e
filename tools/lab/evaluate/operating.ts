/** Silence and accuracy at the shipped thresholds, and at one threshold that captions enough right. */
import { share } from '../../../src/learning/metrics.ts';
import {
  accuracyWithNa,
  accuracyWithoutNa,
  confusion,
  knownRight,
  macroF1,
  noThreshold,
  silent,
  thresholdForKnownRight,
} from '../../../src/learning/open-set.ts';
import {
  type Comparison,
  groupedInterval,
  type Kind,
  kindNames,
  kindOf,
  type Part,
  type Passes,
  unknownOf,
} from './open-set.ts';
import { decoded, type Judged } from './scores.ts';
import { formatInterval, type Table } from './table.ts';

export interface OperatingPoint {
  /** One per part. */
  thresholds: readonly number[];
  /** Whether its part's classifier stays silent on the hand at that part's threshold. */
  isSilent: Passes;
}

/**
 * Finds one threshold for all gestures at which this share of the known pictures is captioned right.
 *
 * @returns null if no threshold reaches that share
 */
export function operatingPoint(
  { gestures, parts }: Comparison,
  target: number,
): OperatingPoint | null {
  const thresholds: number[] = [];
  const named = new Set<Judged>();
  for (const { known, pictures, unknown } of parts) {
    if (known.length === 0) return null;
    const needed = (target * pictures) / known.length;
    const threshold = thresholdForKnownRight(decoded(known, gestures), needed);
    if (threshold === noThreshold) return null;
    thresholds.push(threshold);
    for (const hand of unknown) if (hand.score >= threshold) named.add(hand);
  }
  return { thresholds, isSilent: (hand) => !named.has(hand) };
}

/** What silence costs: how many unknown hands are silent at each share of known pictures captioned right. */
export function operatingTable(
  title: string,
  comparison: Comparison,
  targets: readonly number[],
): Table {
  const kinds = Object.keys(kindNames) as Kind[];
  return {
    title,
    columns: [
      'known pictures captioned right',
      'threshold',
      ...kinds.flatMap((kind) => [`silent: ${kindNames[kind]}`, '95 % interval']),
    ],
    rows: targets.map((target) => {
      const point = operatingPoint(comparison, target);
      if (!point)
        return [`${target}: reached at no threshold`, null, ...kinds.flatMap(() => [null, null])];
      const { thresholds, isSilent } = point;
      return [
        String(target),
        thresholds.reduce((a, b) => a + b, 0) / thresholds.length,
        ...kinds.flatMap((kind) => {
          const hands = unknownOf(comparison, (hand) => kindOf(hand) === kind);
          return [share(hands, isSilent), formatInterval(groupedInterval(hands, isSilent))];
        }),
      ];
    }),
    note:
      'One threshold for all gestures, chosen on the same known pictures: this measures the ' +
      'scores, not the shipped thresholds. A picture without a found hand counts as wrong.',
  };
}

/** Accuracies and macro-F1 over the gestures and `na`. */
export function decodedTable(
  title: string,
  comparison: Comparison,
  targets: readonly number[],
): Table {
  const { gestures, parts } = comparison;
  const row = (
    name: string,
    by: 'score' | 'margin',
    thresholds: readonly number[],
  ): (string | number)[] => {
    const over = (figure: (judged: ReturnType<typeof decoded>, threshold: number) => number) =>
      parts.reduce(
        (sum, { known, unknown }, i) =>
          sum +
          figure(decoded([...known, ...unknown], gestures, by), thresholds[i]!) / parts.length,
        0,
      );
    return [
      name,
      over(accuracyWithNa),
      over((judged) => accuracyWithoutNa(judged)),
      over((judged, threshold) => macroF1(confusion(judged, gestures.length, threshold))),
      over(knownRight),
      over(silent),
    ];
  };
  const counts = (of: (part: Part) => number) => parts.map(of).join(' + ');
  return {
    title,
    columns: [
      'threshold',
      'accuracy with na',
      'accuracy without na',
      'macro-F1 with na',
      'known right',
      'unknown silent',
    ],
    rows: [
      row(
        'as shipped, one for each gesture',
        'margin',
        parts.map(() => 0),
      ),
      ...targets.flatMap((target) => {
        const point = operatingPoint(comparison, target);
        return point
          ? [row(`one, at ${target} of known pictures right`, 'score', point.thresholds)]
          : [];
      }),
    ],
    note:
      `Over ${counts(({ known }) => known.length)} known and ${counts(({ unknown }) => unknown.length)} unknown hands found; ` +
      '"accuracy without na" is of known hands, whatever their score.',
  };
}
