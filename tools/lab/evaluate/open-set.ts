/** Compares known hands with hands that show no gesture of the vocabulary. */
import { auroc, fprAtTpr, share } from '../../../src/learning/metrics.ts';
import { type Interval, resampled, wilson } from '../../../src/learning/metrics-intervals.ts';
import { oscr } from '../../../src/learning/open-set.ts';
import type { Random } from '../../../src/learning/random.ts';
import { decoded, grouped, type Judged } from './scores.ts';
import { formatInterval, type Table } from './table.ts';

/** Hands judged by one classifier that was trained on none of their people or pictures. */
export interface Part {
  known: readonly Judged[];
  /** How many pictures `known` comes from, including those in which no hand was found. */
  pictures: number;
  /** Hands that should not be captioned. */
  unknown: readonly Judged[];
}

/** One classifier, or several whose figures are averaged with the number of unknown hands as weight. */
export interface Comparison {
  gestures: readonly string[];
  parts: readonly Part[];
}

export type Kind = 'idle' | 'unknown' | 'unseen';

export const kindNames: Readonly<Record<Kind, string>> = {
  idle: 'clean idle hands',
  unseen: 'unseen gestures',
  unknown: 'gestures trained as unknown',
};

export const kindOf = ({ shape, role }: Judged): Kind =>
  shape === 'idle' ? 'idle' : role.role === 'unseen' ? 'unseen' : 'unknown';

/** The hand's person or picture, which near-copies share. */
export const groupOf = ({ row }: Judged): string => `${row.source}/${row.group}`;

/**
 * Wilson's interval of a share of hands. A split group (person or picture) counts as one case,
 * however many hands it has.
 */
export function groupedInterval(
  hands: readonly Judged[],
  passes: (hand: Judged) => boolean,
): Interval {
  const groups = new Set(hands.map(groupOf)).size;
  return wilson(share(hands, passes) * groups, groups);
}

export type Passes = (hand: Judged) => boolean;

export const unknownOf = ({ parts }: Comparison, passes: Passes): Judged[] =>
  parts.flatMap(({ unknown }) => unknown.filter(passes));

/** The mean over parts, weighted by the number of unknown hands; parts without any do not count. */
function averaged(parts: readonly Part[], passes: Passes, figure: (part: Part) => number): number {
  let total = 0;
  let weight = 0;
  for (const part of parts) {
    const unknown = part.unknown.filter(passes);
    if (unknown.length === 0) continue;
    total += unknown.length * figure({ ...part, unknown });
    weight += unknown.length;
  }
  return total / weight;
}

const scores = (hands: readonly Judged[]) => hands.map(({ score }) => score);

export const aurocOf = ({ parts }: Comparison, passes: Passes): number =>
  averaged(parts, passes, ({ known, unknown }) => auroc(scores(known), scores(unknown)));

/** Returns the AUROC of one bootstrap sample of known people (`personOf`) and of unknown groups. */
export function drawnAuroc(
  { parts }: Comparison,
  passes: Passes,
  personOf: (hand: Judged) => string,
): (random: Random) => number {
  const known = parts.map((part) => grouped(part.known, personOf));
  const unknown = parts.map((part) => grouped(part.unknown.filter(passes), groupOf));
  const keys = (maps: readonly Map<string, Judged[]>[]) => [
    ...new Set(maps.flatMap((map) => [...map.keys()])),
  ];
  const people = keys(known);
  const groups = keys(unknown);
  return (random) => {
    const drawnPeople = resampled(people, random);
    const drawnGroups = resampled(groups, random);
    const drawn = parts.map((part, i) => ({
      ...part,
      known: drawnPeople.flatMap((key) => known[i]!.get(key) ?? []),
      unknown: drawnGroups.flatMap((key) => unknown[i]!.get(key) ?? []),
    }));
    return aurocOf({ gestures: [], parts: drawn }, () => true);
  };
}

/** At least this many unknown hands are needed for a figure at a false-positive rate of 1 %. */
const enoughForOnePercent = 300;

/** Figures for every kind of unknown hands, pooled and by class. */
export function openSetTable(title: string, comparison: Comparison, note: string): Table {
  const all = unknownOf(comparison, () => true);
  const kinds = Object.keys(kindNames) as Kind[];
  const nameOf = (hand: Judged) =>
    kindOf(hand) === 'idle' ? `idle: ${hand.row.source}` : `${kindOf(hand)}: ${hand.shape}`;
  const sets = [
    { name: 'all of them', passes: () => true },
    ...kinds.map((kind) => ({
      name: kindNames[kind],
      passes: (hand: Judged) => kindOf(hand) === kind,
    })),
    ...[...new Set(all.map(nameOf))]
      .sort()
      .map((name) => ({ name, passes: (hand: Judged) => nameOf(hand) === name })),
  ];
  return {
    title,
    columns: [
      'unknown hands',
      'number',
      'silent',
      '95 % interval',
      'AUROC',
      'FPR at 95 % TPR',
      'OSCR area',
      'CCR at 5 % FPR',
      'CCR at 1 % FPR',
      'said most',
    ],
    rows: sets.flatMap(({ name, passes }) => {
      const hands = all.filter(passes);
      return hands.length > 0 ? [openSetRow(name, comparison, passes, hands)] : [];
    }),
    note:
      `${note} "silent" is at the shipped thresholds. A group of near-copies counts once in an interval. ` +
      'CCR: share of known hands named right at the threshold that lets this share of the unknown ' +
      `hands through; at 1 % only where ${enoughForOnePercent} unknown hands or more were measured.`,
  };
}

function openSetRow(
  name: string,
  { gestures, parts }: Comparison,
  passes: Passes,
  hands: readonly Judged[],
) {
  const isSilent = ({ caption }: Judged) => caption === null;
  const curve = (part: Part) => oscr(decoded([...part.known, ...part.unknown], gestures));
  const ccr = (fpr: number) => averaged(parts, passes, (part) => curve(part).ccrAt(fpr));
  return [
    name,
    hands.length,
    share(hands, isSilent),
    formatInterval(groupedInterval(hands, isSilent)),
    aurocOf({ gestures, parts }, passes),
    averaged(parts, passes, ({ known, unknown }) => fprAtTpr(scores(known), scores(unknown))),
    averaged(parts, passes, (part) => curve(part).area),
    ccr(0.05),
    hands.length >= enoughForOnePercent ? ccr(0.01) : null,
    mostCaptioned(hands),
  ];
}

/** The most frequent captions, with counts. */
export function mostCaptioned(hands: readonly Judged[]): string {
  const counts = new Map<string, number>();
  for (const { caption } of hands)
    if (caption !== null) counts.set(caption, (counts.get(caption) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 3)
    .map(([caption, count]) => `${caption} ${count}`)
    .join(', ');
}
