import { describe, expect, it } from 'vitest';
import {
  atLeast,
  atMost,
  type Target,
  targetTable,
  verdictOf,
} from '../../../../../tools/lab/evaluate/targets.ts';

const target = (changes: Partial<Target>): Target => ({
  name: 'letters',
  goal: atLeast(0.9),
  figure: 0.95,
  interval: { low: 0.92, high: 0.97 },
  cases: '100 pictures',
  ...changes,
});

describe('a target', () => {
  it('is reached if figure and interval are on the right side', () => {
    expect(verdictOf(target({}))).toBe('yes');
    expect(verdictOf(target({ goal: atMost(1) }))).toBe('yes');
    expect(verdictOf(target({ interval: null }))).toBe('yes');
  });

  it('is not surely reached if its interval crosses the goal', () => {
    expect(verdictOf(target({ goal: atLeast(0.94) }))).toBe('yes, not surely');
    expect(verdictOf(target({ goal: atMost(0.96) }))).toBe('yes, not surely');
  });

  it('is missed if the figure does not reach it', () => {
    expect(verdictOf(target({ goal: atLeast(0.96) }))).toBe('no');
    expect(verdictOf(target({ goal: atMost(0.94) }))).toBe('no');
  });

  it('does not count as reached if nothing was measured', () => {
    expect(verdictOf(target({ figure: Number.NaN }))).toBe('not measured');
    const missing = { why: 'no threshold does', verdict: 'no' } as const;
    expect(verdictOf(target({ figure: Number.NaN, missing }))).toBe('no');
  });

  it('may be reported without a goal', () => {
    expect(verdictOf(target({ goal: 'reported' }))).toBe('');
  });
});

it('the table of targets shows goal, figure and verdict side by side', () => {
  const missing = { why: 'no threshold does', verdict: 'no' } as const;
  const { rows } = targetTable('t', [
    target({}),
    target({ figure: Number.NaN, missing, interval: null }),
  ]);
  expect(rows).toEqual([
    ['letters', 'at least 0.9', '0.950', '0.920–0.970', 'yes', '100 pictures'],
    ['letters', 'at least 0.9', 'no threshold does', null, 'no', '100 pictures'],
  ]);
});
