import { describe, expect, it } from 'vitest';
import { casesOf } from '../../../../../tools/lab/adapt/cases.ts';
import type { JudgedHand, JudgedPerson } from '../../../../../tools/lab/adapt/judged.ts';

const none = new Float32Array(0);

/** A person who shows one letter: for each hand, its group, and whether it is captioned right. */
function person(hands: readonly (readonly [group: string, right: boolean])[]): JudgedPerson {
  const judged = hands.map(
    ([group, right]): JudgedHand => ({
      points: none,
      row: none,
      group,
      shown: 'A',
      caption: right ? 'A' : null,
      scores: {},
    }),
  );
  return { name: 'test', judged: new Map([['A', judged]]) } as unknown as JudgedPerson;
}

const burst = (count: number, right = false) =>
  Array.from({ length: count }, () => ['one', right] as const);

describe('the cases of a person', () => {
  it('are the letters that are right in less than half of their hands', () => {
    expect(casesOf(person([...burst(3, true), ...burst(4)]), 0)).toHaveLength(1);
    expect(casesOf(person([...burst(4, true), ...burst(4)]), 0)).toEqual([]);
  });

  it('test no picture of which a copy is a take', () => {
    const groups = ['a', 'a', 'b', 'c', 'd', 'd', 'e'].map((group) => [group, false] as const);
    for (const seed of [0, 1, 2]) {
      const [one] = casesOf(person(groups), seed);
      const taken = new Set(one!.takes.map(({ group }) => group));
      expect(taken.size).toBe(3);
      expect(one!.test.some(({ group }) => taken.has(group))).toBe(false);
      expect(one!.test.length).toBeGreaterThan(0);
    }
  });

  it('test the other half of a burst, in either order', () => {
    const all = person(burst(20));
    const hands = all.judged.get('A')!;
    for (const seed of [0, 1]) {
      const [one] = casesOf(all, seed);
      const isEarly = (hand: JudgedHand) => hands.indexOf(hand) < 10;
      expect(new Set(one!.takes.map(isEarly))).toEqual(new Set([seed === 0]));
      expect(new Set(one!.test.map(isEarly))).toEqual(new Set([seed !== 0]));
    }
  });

  it('are none if there are no hands beside three takes', () => {
    expect(casesOf(person(burst(3)), 0)).toEqual([]);
  });
});
