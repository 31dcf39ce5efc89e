/** How much the worst gestures and the worst people lower the mean. */
import { mean, share } from '../../../src/learning/metrics.ts';
import { type Person, personFigures, pictureCount, without } from './people.ts';
import { isRight } from './scores.ts';
import type { Table } from './table.ts';

/**
 * The means with the worst gestures left out one after another, then with the worst people left out.
 * Worst means the lowest share that argmax gets right over all hands.
 *
 * @param most at most how many of each to leave out
 */
export function worstTable(title: string, people: readonly Person[], most = 6): Table {
  const hands = people.flatMap((person) => person.hands);
  const gestures = [...new Set(people.flatMap((person) => [...person.pictures.keys()]))];
  const rightOf = (gesture: string) =>
    share(
      hands.filter(({ role }) => role.role === 'known' && role.gesture === gesture),
      isRight,
    );
  const worstFirst = gestures
    .map((name) => ({ name, right: rightOf(name) }))
    .sort((a, b) => a.right - b.right)
    .slice(0, Math.min(most, gestures.length - 1))
    .map(({ name }) => name);
  const worstPeople = [...people]
    .sort((a, b) => personFigures(a).right - personFigures(b).right)
    .slice(0, Math.min(most, people.length - 1))
    .map(({ name }) => name);
  return {
    title,
    columns: ['left out', 'pictures', 'argmax right', 'captioned right', 'worst person captioned'],
    rows: [
      rowOf('nothing', people),
      ...upTo(worstFirst).map((names) =>
        rowOf(
          names.join(', '),
          people.map((person) => without(person, names)),
        ),
      ),
      ...upTo(worstPeople).map((names) =>
        rowOf(
          names.join(', '),
          people.filter(({ name }) => !names.includes(name)),
        ),
      ),
    ],
    note:
      'Means of people without the worst gestures, then without the worst people. These are not ' +
      'results to claim: they show what lowers the mean.',
  };
}

/** The first name, the first two names, and so on. */
const upTo = (names: readonly string[]): string[][] => names.map((_, i) => names.slice(0, i + 1));

function rowOf(name: string, all: readonly Person[]) {
  const people = all.filter((person) => pictureCount(person) > 0);
  const figures = people.map(personFigures);
  return [
    name,
    people.reduce((sum, person) => sum + pictureCount(person), 0),
    mean(figures.filter(({ right }) => Number.isFinite(right)).map(({ right }) => right)),
    mean(figures.map(({ captioned }) => captioned)),
    Math.min(...figures.map(({ captioned }) => captioned)),
  ];
}
