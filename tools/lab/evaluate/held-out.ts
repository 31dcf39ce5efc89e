/** Figures for the held-out people and pictures of the cross-validation. */
import { share } from '../../../src/learning/metrics.ts';
import { bootstrap, resampled, wilson } from '../../../src/learning/metrics-intervals.ts';
import { createRandom } from '../../../src/learning/random.ts';
import { type Comparison, groupOf } from './open-set.ts';
import { surePresence } from './presence.ts';
import { grouped, isCaptionedRight, isRight, type Judged } from './scores.ts';
import { formatInterval, type Table } from './table.ts';
import { atLeast, type Target } from './targets.ts';

export interface HeldOutSource {
  source: string;
  /** What one split group is. */
  by: 'person' | 'picture';
}

export const heldOutSources: readonly HeldOutSource[] = [
  { source: 'hagrid-landmarks', by: 'person' },
  { source: 'hagrid-crops', by: 'picture' },
];

/** Interval of a share of one source's hands: Wilson's by picture, a bootstrap over people by person. */
function intervalOf(by: HeldOutSource['by'], hands: readonly Judged[], is: (h: Judged) => boolean) {
  if (by === 'picture') return wilson(hands.filter(is).length, hands.length);
  const people = [...grouped(hands, groupOf).values()];
  return bootstrap((random) => share(resampled(people, random).flat(), is), createRandom(1));
}

/** @param known held-out hands of known gestures, each judged by a classifier that saw none of its group */
export function heldOutTargets(known: readonly Judged[]): Target[] {
  const of = ({ source, by }: HeldOutSource, sure: boolean): Target => {
    const hands = known.filter(
      ({ row }) => row.source === source && (!sure || (row.presence ?? 0) >= surePresence),
    );
    const groups = grouped(hands, groupOf).size;
    return {
      name: `argmax right, ${source} by ${by}${sure ? `, presence at least ${surePresence}` : ''}`,
      goal: sure ? 'reported' : atLeast(0.97),
      figure: share(hands, isRight),
      interval: intervalOf(by, hands, isRight),
      cases: `${hands.length} hands of ${groups} ${by === 'person' ? 'people' : 'pictures'}, cross-validated`,
    };
  };
  // The landmark file has no presence. The crops are tiny, and many have a low one.
  return heldOutSources.flatMap((held) =>
    held.by === 'person' ? [of(held, false)] : [of(held, false), of(held, true)],
  );
}

/** The comparison restricted to known hands of held-out people, without single pictures. */
export function ofHeldOutPeople({ gestures, parts }: Comparison): Comparison {
  const people = heldOutSources.filter(({ by }) => by === 'person').map(({ source }) => source);
  return {
    gestures,
    parts: parts.map((part) => {
      const known = part.known.filter(({ row }) => people.includes(row.source));
      return { ...part, known, pictures: known.length };
    }),
  };
}

export function heldOutTable(title: string, known: readonly Judged[]): Table {
  return {
    title,
    columns: [
      'held out',
      'hands',
      'groups',
      'argmax right',
      '95 % interval',
      'captioned right',
      '95 % interval',
      'wrong caption',
    ],
    rows: heldOutSources.map(({ source, by }) => {
      const hands = known.filter(({ row }) => row.source === source);
      return [
        `${source} by ${by}`,
        hands.length,
        grouped(hands, groupOf).size,
        share(hands, isRight),
        formatInterval(intervalOf(by, hands, isRight)),
        share(hands, isCaptionedRight),
        formatInterval(intervalOf(by, hands, isCaptionedRight)),
        share(hands, (hand) => hand.caption !== null && !isCaptionedRight(hand)),
      ];
    }),
    note:
      'Only hands that were found, at the shipped thresholds, which were calibrated on hands of ' +
      'these sources too. It is not known whether a person of the landmark file is also in one of ' +
      'the crops.',
  };
}
