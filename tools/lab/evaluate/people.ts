/** Figures per person: the worst person matters more than the mean. */
import { mean, share } from '../../../src/learning/metrics.ts';
import { wilson } from '../../../src/learning/metrics-intervals.ts';
import { isCaptionedRight, isRight, type Judged } from './scores.ts';
import { formatInterval, type Table } from './table.ts';

export interface Person {
  name: string;
  /** How many pictures of each known gesture, including those in which no hand was found. */
  pictures: ReadonlyMap<string, number>;
  /** The found hands of known gestures. */
  hands: readonly Judged[];
}

/** One person's shares; `captioned` and `wrong` are of all pictures, `right` of the hands found. */
export interface Figures {
  pictures: number;
  found: number;
  right: number;
  captioned: number;
  wrong: number;
}

export const pictureCount = ({ pictures }: Person): number =>
  [...pictures.values()].reduce((sum, count) => sum + count, 0);

export function figuresOf(pictures: number, hands: readonly Judged[]): Figures {
  return {
    pictures,
    found: hands.length / pictures,
    right: share(hands, isRight),
    captioned: hands.filter(isCaptionedRight).length / pictures,
    wrong:
      hands.filter((hand) => hand.caption !== null && !isCaptionedRight(hand)).length / pictures,
  };
}

export const personFigures = (person: Person): Figures =>
  figuresOf(pictureCount(person), person.hands);

/** The person without the pictures of some gestures. */
export function without(person: Person, gestures: readonly string[]): Person {
  return {
    ...person,
    pictures: new Map([...person.pictures].filter(([gesture]) => !gestures.includes(gesture))),
    hands: person.hands.filter(
      ({ role }) => !(role.role === 'known' && gestures.includes(role.gesture)),
    ),
  };
}

const columns = [
  'person',
  'pictures',
  'hand found',
  'argmax right',
  'captioned right',
  '95 % interval',
  'wrong caption',
];

const rowOf = (name: string, { pictures, found, right, captioned, wrong }: Figures) => [
  name,
  pictures,
  found,
  right,
  captioned,
  formatInterval(wilson(Math.round(captioned * pictures), pictures)),
  wrong,
];

const meanRow = (name: string, all: readonly Figures[]) => [
  name,
  all.reduce((sum, { pictures }) => sum + pictures, 0),
  mean(all.map(({ found }) => found)),
  mean(all.map(({ right }) => right)),
  mean(all.map(({ captioned }) => captioned)),
  null,
  mean(all.map(({ wrong }) => wrong)),
];

/** One row per person, then their mean, then the hands by side. */
export function peopleTable(title: string, people: readonly Person[]): Table {
  const all = people.flatMap((person) => person.hands);
  const sides = (['Left', 'Right'] as const).map((side) => {
    const hands = all.filter((hand) => hand.row.handedness === side);
    return rowOf(`${side.toLowerCase()} hands`, figuresOf(hands.length, hands));
  });
  return {
    title,
    columns: columns,
    rows: [
      ...people.map((person) => rowOf(person.name, personFigures(person))),
      meanRow('mean of people', people.map(personFigures)),
      ...sides,
    ],
    note:
      '"argmax right" is over hands found; "captioned right" and "wrong caption" are at the shipped ' +
      'thresholds over all pictures: a picture without a found hand counts as wrong. Rows by side ' +
      "are over hands found, by the handedness that the landmark model reports. Intervals are Wilson's; " +
      'pictures of one person are bursts, so the true value may lie outside them.',
  };
}

/** One person with and without the gestures whose pictures are known to be poor, and the mean of all people. */
export function exceptTable(
  title: string,
  people: readonly Person[],
  name: string,
  gestures: readonly string[],
): Table {
  const list = gestures.join(' and ');
  const shorter = people.map((person) =>
    person.name === name ? without(person, gestures) : person,
  );
  const own = (from: readonly Person[]) =>
    from.filter((person) => person.name === name).map(personFigures);
  const only = people
    .filter((person) => person.name === name)
    .map((person) =>
      without(
        person,
        [...person.pictures.keys()].filter((g) => !gestures.includes(g)),
      ),
    );
  return {
    title,
    columns: columns,
    rows: [
      ...own(people).map((figures) => rowOf(`${name}, all`, figures)),
      ...own(shorter).map((figures) => rowOf(`${name} without ${list}`, figures)),
      ...only.map((person) => rowOf(`${name}, ${list} alone`, personFigures(person))),
      meanRow('mean of people, all', people.map(personFigures)),
      meanRow(`mean of people, ${name} without ${list}`, shorter.map(personFigures)),
    ],
  };
}

/** Which gestures are missed, and what is captioned instead. */
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
      const caption = hand.caption ?? 'silence';
      others.set(caption, (others.get(caption) ?? 0) + 1);
    }
    const instead = [...others]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 4)
      .map(([caption, count]) => `${caption} ${count}`)
      .join(', ');
    const captioned = own.filter(isCaptionedRight).length;
    return [
      [
        gesture,
        own.length,
        share(own, isRight),
        captioned / own.length,
        formatInterval(wilson(captioned, own.length)),
        instead,
      ],
    ];
  });
  return {
    title,
    columns: ['gesture', 'hands', 'argmax right', 'captioned right', '95 % interval', 'instead'],
    rows,
  };
}

/** The pairs that are confused most often, regardless of thresholds. */
export function pairTable(title: string, hands: readonly Judged[], most = 15): Table {
  const pairs = new Map<string, Judged[]>();
  const totals = new Map<string, number>();
  for (const hand of hands) {
    if (hand.role.role !== 'known') continue;
    const { gesture } = hand.role;
    totals.set(gesture, (totals.get(gesture) ?? 0) + 1);
    if (isRight(hand)) continue;
    const key = `${gesture} → ${hand.best}`;
    pairs.set(key, [...(pairs.get(key) ?? []), hand]);
  }
  const rows = [...pairs]
    .sort((a, b) => b[1].length - a[1].length)
    .slice(0, most)
    .map(([pair, own]) => {
      const people = new Map<string, number>();
      for (const { row } of own) people.set(row.source, (people.get(row.source) ?? 0) + 1);
      return [
        pair,
        String(own.length),
        own.length / totals.get(pair.split(' → ')[0]!)!,
        String(own.filter(({ caption }) => caption !== null).length),
        [...people]
          .sort((a, b) => b[1] - a[1])
          .map(([name, count]) => `${name} ${count}`)
          .join(', '),
      ];
    });
  return {
    title,
    columns: ['shown → greatest score', 'hands', 'share of the shown', 'captioned so', 'whose'],
    rows,
  };
}
