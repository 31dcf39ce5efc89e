/** Which letters of which people are misread, and which of their hands are takes. */
import { share } from '../../../src/learning/metrics.ts';
import { createRandom, shuffle } from '../../../src/learning/random.ts';
import type { JudgedHand, JudgedPerson } from './judged.ts';

/** How many takes a user shows. */
export const takeCount = 3;
/** A gesture is misread if it is captioned right in less than this share of its hands. */
const misreadBelow = 0.5;
/** A burst has at least this many hands: its halves are split from each other. */
const burst = 12;
/** How many hands on each side of the middle of a burst neither half gets. */
const border = 2;

export interface Case {
  person: JudgedPerson;
  gesture: string;
  takes: readonly JudgedHand[];
  /** Other hands of the same gesture and person. */
  test: readonly JudgedHand[];
}

/** One case for each misread gesture of which there are takes and other hands. */
export function casesOf(person: JudgedPerson, seed: number): Case[] {
  return [...person.judged].flatMap(([gesture, hands]): Case[] => {
    if (share(hands, ({ caption }) => caption === gesture) >= misreadBelow) return [];
    const { takes, test } = divide(hands, seed);
    return takes.length < takeCount || test.length === 0 ? [] : [{ person, gesture, takes, test }];
  });
}

/**
 * Takes and test hands. Of pictures with groups, three groups give one take each, and the others are
 * tested. Of a burst, three hands of one half are takes, and the other half is tested. Of a few hands,
 * the first or the last three are takes.
 */
function divide(hands: readonly JudgedHand[], seed: number) {
  const groups = [...new Set(hands.map(({ group }) => group))];
  if (groups.length > takeCount) {
    const taken = shuffle(groups, createRandom(seed)).slice(0, takeCount);
    return {
      takes: taken.map((name) => hands.find(({ group }) => group === name)!),
      test: hands.filter(({ group }) => !taken.includes(group)),
    };
  }
  const inOrder = seed % 2 === 0 ? [...hands] : [...hands].reverse();
  if (hands.length < burst) {
    return { takes: inOrder.slice(0, takeCount), test: inOrder.slice(takeCount) };
  }
  const middle = Math.floor(hands.length / 2);
  const from = inOrder.slice(0, middle - border);
  return {
    takes: Array.from(
      { length: takeCount },
      (_, i) => from[Math.floor((i * from.length) / takeCount)]!,
    ),
    test: inOrder.slice(middle + border),
  };
}
