import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../../src/learning/random.ts';
import { readBank } from '../../../../../tools/lab/bank/bank.ts';
import { keptHands, usableHands } from '../../../../../tools/lab/bank/teaching-bank.ts';
import { isAlike, isSameShape } from '../../../../../tools/lab/evaluate-teach/alike.ts';
import { caseOf } from '../../../../../tools/lab/evaluate-teach/cases.ts';
import { divide, setsOf, teacherOf } from '../../../../../tools/lab/evaluate-teach/people.ts';

const rows = readBank();
const world = { usable: usableHands(rows), kept: keptHands(rows) };
const davidlee = teacherOf('davidlee', ['davidlee'], 'group', world.usable);
const boris = teacherOf('borisgraudt', ['borisgraudt'], 'time', world.usable);
const taughtShapes = ['letter-V', 'letter-L', 'letter-A'];

describe('a teaching case', () => {
  for (const seed of [4, 5]) {
    const what = caseOf(world, davidlee, taughtShapes, 20, seed);
    const groups = (hands: readonly { group: string }[]) =>
      new Set(hands.map(({ group }) => group));

    it(`has neither the teacher nor a taught shape under any name in its bank (seed ${seed})`, () => {
      expect(what.shipped.filter(({ source }) => source === 'davidlee')).toEqual([]);
      const taught = what.shipped.filter(({ shape }) =>
        taughtShapes.some((own) => isSameShape(own, shape)),
      );
      expect(taught).toEqual([]);
      expect(what.shipped.length).toBeGreaterThan(3000);
    });

    it(`does not test the person on an original picture that was taught (seed ${seed})`, () => {
      const taught = new Set(
        what.gestures.flatMap(({ samples }) => samples.map(({ take }) => take)),
      );
      expect(what.test.same.length).toBeGreaterThan(30);
      expect(what.test.same.filter(({ hand }) => taught.has(hand.group))).toEqual([]);
      expect(what.gestures.map(({ samples }) => samples.length)).toEqual([20, 20, 20]);
    });

    it(`has no picture in both the bank and the silent hands (seed ${seed})`, () => {
      const silent = [...what.test.gestures, ...what.test.idle];
      const inBank = new Set(what.shipped.map(({ points }) => points));
      const trained = groups(world.usable.filter(({ points }) => inBank.has(points)));
      expect(trained.size).toBeGreaterThan(600);
      expect(silent.length).toBeGreaterThan(600);
      expect(silent.filter(({ group }) => trained.has(group))).toEqual([]);
      expect(silent.filter(({ shape }) => taughtShapes.some((own) => isAlike(own, shape)))).toEqual(
        [],
      );
      expect(what.test.rest.filter(({ shape }) => taughtShapes.includes(shape))).toEqual([]);
    });
  }

  it('splits a recording into two halves in time and leaves out their border', () => {
    const hands = boris.hands.get('letter-L')!;
    for (const seed of [0, 1]) {
      const { taught, test } = divide(hands, 20, 'time', seed);
      const at = (hand: (typeof hands)[number]) => hands.indexOf(hand);
      const [first, last] = seed === 0 ? [taught, test] : [test, taught];
      expect(taught).toHaveLength(20);
      expect(Math.max(...first.map(at)) + 3).toBeLessThan(Math.min(...last.map(at)));
    }
  });

  it('teaches every shape once before it teaches any a second time', () => {
    const shapes = [...'abcdefghij'];
    const sets = setsOf(shapes, 5, 2, createRandom(1));
    expect(sets.flat().sort()).toEqual(shapes);
  });
});
