import { describe, expect, it } from 'vitest';
import {
  type BankMovement,
  packMovementBank,
  readMovementBank,
} from '../../../../src/teaching/movements/bank.ts';
import { withoutLookalikes } from '../../../../src/teaching/movements/lookalikes.ts';

const numbers = (...values: number[]) => Float32Array.from(values);
const movements: BankMovement[] = [
  { group: 'hello', isIdle: false, numbers: numbers(0, 1, 2) },
  { group: 'hello', isIdle: false, numbers: numbers(3, 0, 0.5) },
  { group: 'idle', isIdle: true, numbers: numbers(0.1, 0.1, 0) },
];

describe('the bank of movements', () => {
  it('comes back from its file up to a rounding step', () => {
    const back = readMovementBank(packMovementBank(movements, 'e'), 'e');
    expect(back.map(({ group, isIdle }) => [group, isIdle])).toEqual([
      ['hello', false],
      ['hello', false],
      ['idle', true],
    ]);
    back.forEach((one, i) => {
      one.numbers.forEach((value, j) => {
        expect(Math.abs(value - movements[i]!.numbers[j]!)).toBeLessThan(3 / 127);
      });
    });
  });

  it.each([
    ['of another embedding', { layout: 'other' }],
    ['of another format', { format: 'tomorrow' }],
    ['whose rows are cut', { groups: [{ name: 'x', idle: false, rows: 'AAAA!' }] }],
  ])('is refused with a sentence if it is a file %s', (_, change) => {
    expect(() => readMovementBank({ ...packMovementBank(movements, 'e'), ...change }, 'e')).toThrow(
      /Install the extension again/,
    );
  });
});

describe('movements that may be the user’s own sign', () => {
  const own = [
    { label: 0, numbers: numbers(1, 0, 0) },
    { label: 0, numbers: numbers(1, 0.1, 0) },
  ];

  it('are left out, and idle ones and others stay', () => {
    const bank: BankMovement[] = [
      { group: 'alike', isIdle: false, numbers: numbers(2, 0.1, 0) },
      { group: 'other', isIdle: false, numbers: numbers(0, 1, 0) },
      { group: 'idle', isIdle: true, numbers: numbers(1, 0, 0) },
    ];
    expect(withoutLookalikes(bank, own, 0.05).map(({ group }) => group)).toEqual(['other', 'idle']);
  });

  it('of a sign with one take are only very like ones', () => {
    const bank: BankMovement[] = [{ group: 'near', isIdle: false, numbers: numbers(1, 0.8, 0) }];
    expect(withoutLookalikes(bank, own.slice(0, 1), 0.05)).toHaveLength(1);
  });
});
