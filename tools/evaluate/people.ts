/** Per-person figures: the worst person matters more than the mean. */
import { mean, share } from '../../src/learning/metrics.ts';
import { isCaptionedRight, isRight, type Judged } from './scores.ts';
import type { Table } from './table.ts';

export interface Person {
  name: string;
  /** Pictures of known gestures, with or without a found hand. */
  pictures: number;
  /** Hands of known gestures. */
  hands: readonly Judged[];
}

const rowOf = (name: string, pictures: number, hands: readonly Judged[]) => [
  name,
  pictures,
  hands.length / pictures,
  share(hands, isRight),
  hands.filter(isCaptionedRight).length / pictures,
  hands.filter((hand) => hand.said !== null && !isCaptionedRight(hand)).length / pictures,
];

/** One row a person, then their mean and the hands by side. */
export function peopleTable(title: string, people: readonly Person[]): Table {
  const rows = people.map(({ name, pictures, hands }) => rowOf(name, pictures, hands));
  const column = (index: number) => mean(rows.map((row) => row[index] as number));
  const all = people.flatMap((person) => person.hands);
  const sides = (['Left', 'Right'] as const).map((side) => {
    const hands = all.filter((hand) => hand.row.handedness === side);
    return [`${side.toLowerCase()} hands`, ...rowOf('', hands.length, hands).slice(1)];
  });
  return {
    title,
    columns: [
      'person',
      'pictures',
      'hand found',
      'argmax right',
      'captioned right',
      'wrong caption',
    ],
    rows: [
      ...rows,
      [
        'mean of people',
        rows.reduce((sum, row) => sum + (row[1] as number), 0),
        ...[2, 3, 4, 5].map(column),
      ],
      ...sides,
    ],
    note:
      '"argmax right" is over hands found; "captioned right" and "wrong caption" are at the shipped ' +
      'thresholds over all pictures: a picture without a found hand counts as wrong. Rows by side are ' +
      'over hands found.',
  };
}

/** Which gestures are missed, and what is said instead. */
export function gestureTable(
  title: string,
  gestures: readonly string[],
  hands: readonly Judged[],
): Table {
  const rows = gestures.flatMap((gesture) => {
    const own = hands.filter(({ role }) => role.role === 'known' && role.gesture === gesture);
    if (own.length === 0) return [];
    const others = new Map<string, number>();
    for (const hand of own) {
      if (isCaptionedRight(hand)) continue;
      const said = hand.said ?? 'silence';
      others.set(said, (others.get(said) ?? 0) + 1);
    }
    const instead = [...others]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 4)
      .map(([said, count]) => `${said} ${count}`)
      .join(', ');
    return [[gesture, own.length, share(own, isRight), share(own, isCaptionedRight), instead]];
  });
  return {
    title,
    columns: ['gesture', 'hands', 'argmax right', 'captioned right', 'instead'],
    rows,
  };
}
