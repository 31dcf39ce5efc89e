import { describe, expect, it } from 'vitest';
import { besideVocabularies, idleShape, readTeachingBank } from '../../../src/teaching/bank.ts';
import { readBank } from '../../../tools/lab/bank/bank.ts';
import {
  chosenHands,
  encodeTeachingBank,
  keptHands,
  shippedTeachingBank,
  usableHands,
} from '../../../tools/lab/bank/teaching-bank.ts';
import { roleOf, vocabularyIds } from '../../../tools/lab/shapes.ts';
import { isReserved } from '../../../tools/lab/train/dataset.ts';

const rows = readBank();
const shipped = shippedTeachingBank();
const hands = readTeachingBank(JSON.parse(JSON.stringify(shipped)));

describe('the bank for the browser', () => {
  it('is less than 700 kB and the same every time', () => {
    expect(JSON.stringify(shipped).length).toBeLessThan(700_000);
    expect(shippedTeachingBank()).toEqual(shipped);
  });

  it('holds no shape that all vocabularies keep unseen, and no idle hand that is kept for reports', () => {
    for (const { shape } of shipped.shapes) {
      const roles = vocabularyIds.map((vocabulary) => roleOf(vocabulary, shape).role);
      expect(roles.some((role) => role === 'known' || role === 'unknown')).toBe(true);
    }
    const kept = new Set(rows.filter(isReserved).map(({ source, group }) => `${source}/${group}`));
    const idle = usableHands(rows).filter(({ shape }) => shape === idleShape);
    expect(idle.length).toBeGreaterThan(300);
    expect(idle.filter(({ group }) => kept.has(group))).toEqual([]);
    const usable = new Set(usableHands(rows).map(({ shape }) => shape));
    expect(keptHands(rows).filter(({ shape }) => shape !== idleShape && usable.has(shape))).toEqual(
      [],
    );
  });

  it('gives a training none of the shapes that its vocabularies keep unseen', () => {
    for (const vocabulary of vocabularyIds) {
      const seen = besideVocabularies(hands, [vocabulary]);
      expect(seen.filter(({ shape }) => roleOf(vocabulary, shape).role === 'unseen')).toEqual([]);
      const known = seen.filter(({ key }) => key !== null);
      expect(known.every(({ key }) => key!.startsWith(`${vocabulary}:`))).toBe(true);
    }
  });

  it('has every gesture of both vocabularies that the landmark bank has', () => {
    const usable = chosenHands(usableHands(rows));
    expect(new Set(hands.map(({ shape }) => shape))).toEqual(
      new Set(usable.map(({ shape }) => shape)),
    );
    expect(hands).toHaveLength(usable.length);
  });

  it('keeps points to a hundredth of a hand size', () => {
    const some = usableHands(rows).filter((_, i) => i % 997 === 0);
    const read = readTeachingBank(encodeTeachingBank(some, {}));
    const sources = [...new Set(some.map(({ source }) => source))];
    const inOrder = sources.flatMap((source) => some.filter((hand) => hand.source === source));
    read.forEach((hand, i) => {
      const expected = inOrder[i]!;
      expect(hand.shape).toBe(expected.shape);
      expect(hand.split).toBe(expected.split);
      hand.points.forEach((value, at) => {
        if (at % 3 < 2) expect(Math.abs(value - expected.points[at]!)).toBeLessThan(0.01);
      });
    });
  });

  it('is refused if it is damaged', () => {
    const [first, ...others] = shipped.sources;
    const cut = { ...first!, rows: first!.rows.slice(0, -8) };
    expect(() => readTeachingBank({ ...shipped, sources: [cut, ...others] })).toThrow(/damaged/);
    expect(() => readTeachingBank({})).toThrow(/damaged/);
  });
});
