import { beforeEach, describe, expect, it } from 'vitest';
import type { Hand } from '../../../../src/recognizer/hand.ts';
import { createGate } from '../../../../src/recognizer/signs/gate.ts';
import type { Gate } from '../../../../src/recognizer/signs/gate-types.ts';

const hand: Hand = {
  landmarks: Array.from({ length: 21 }, (_, i) => [200 + (i % 3) * 50, 200 + (i % 3) * 50, 0]),
  handedness: 'Right',
  leftness: 0,
  presence: 1,
};

let gate: Gate;
beforeEach(() => {
  gate = createGate({ dwellMs: 700 });
});

/** One hand every 100 ms, from `from` up to and including `to`; returns what was reported and shown. */
function show(
  from: number,
  to: number,
  gesture: string | null,
  suppressed?: { unsaid?: string },
): { signs: string[]; shown: number } {
  const signs: string[] = [];
  let shown = 0;
  for (let timestamp = from; timestamp <= to; timestamp += 100) {
    const { sign, candidate } = gate.step({
      timestamp,
      hands: [{ hand, classification: { scores: {}, gesture } }],
      ...(suppressed && { suppressed }),
    });
    if (sign) signs.push(`${sign}@${timestamp}`);
    if (candidate) shown++;
  }
  return { signs, shown };
}

describe('while signs are suppressed', () => {
  it('none is reported, and none is shown as being held', () => {
    expect(show(0, 5000, 'A', {})).toEqual({ signs: [], shown: 0 });
  });

  it('one that stays held needs its whole dwell from the end of the suppression', () => {
    show(0, 2000, 'A', {});
    expect(show(2100, 5000, 'A').signs).toEqual(['A@2700']);
  });

  it('one that was half held before counts from the end too', () => {
    show(0, 500, 'A');
    show(600, 1000, 'A', {});
    expect(show(1100, 3000, 'A').signs).toEqual(['A@1700']);
  });

  it('one that is released is never reported', () => {
    show(0, 2000, 'A', {});
    expect(show(2100, 5000, null).signs).toEqual([]);
  });

  it('one that was reported before and stays held is not reported again', () => {
    expect(show(0, 1000, 'A').signs).toEqual(['A@700']);
    show(1100, 3000, 'A', {});
    expect(show(3100, 6000, 'A').signs).toEqual([]);
  });

  it('one that was reported before and released meanwhile is a new one', () => {
    show(0, 1000, 'A');
    show(1100, 1500, null, {});
    show(1600, 2000, 'A', {});
    expect(show(2100, 4000, 'A').signs).toEqual(['A@2700']);
  });

  it('one that was reported but not captioned counts as not yet reported', () => {
    expect(show(0, 1000, 'A').signs).toEqual(['A@700']);
    show(1100, 2000, 'A', { unsaid: 'A' });
    expect(show(2100, 4000, 'A').signs).toEqual(['A@2700']);
  });
});
