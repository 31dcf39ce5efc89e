import { describe, expect, it } from 'vitest';
import {
  type Named,
  resembled,
  startResemblance,
  watchResemblance,
} from '../../../../src/teaching/recording/resemblance.ts';

const own = 'my-gestures:wait';

const named = (...keys: (string | null)[]): Named => ({
  hands: keys.map((gesture) => ({ gesture })),
  sign: null,
});
const moved = (key: string | null): Named => ({
  hands: [],
  movements: ['one'],
  movementScores: key === null ? {} : { [key]: 0.9 },
  sign: key === null ? null : { key },
});
const watched = (looks: readonly Named[]) => looks.reduce(watchResemblance, startResemblance);
const times = (count: number, look: Named): Named[] => Array.from({ length: count }, () => look);

describe('a gesture that is recorded', () => {
  it('resembles the one that most of its frames are named', () => {
    const looks = [...times(9, named('call-gestures:fist')), ...times(7, named(null))];
    expect(resembled(watched(looks), own, false)).toBe('call-gestures:fist');
  });

  it('resembles none that it is named only now and then', () => {
    const looks = [...times(7, named('call-gestures:fist')), ...times(9, named(null))];
    expect(resembled(watched(looks), own, false)).toBeNull();
  });

  it('resembles none until enough of it was seen, and never itself', () => {
    expect(resembled(watched(times(14, named('call-gestures:fist'))), own, false)).toBeNull();
    expect(resembled(watched(times(30, named(own))), own, false)).toBeNull();
  });

  it('is not judged by frames without a hand, and counts two hands of a frame once', () => {
    const looks = [...times(100, named()), ...times(15, named('a:b', 'a:b'))];
    const { frames, held } = watched(looks);
    expect([frames, held]).toEqual([15, { 'a:b': 15 }]);
  });
});

describe('a moving sign that is recorded', () => {
  it('resembles the sign that most of its movements are captioned as', () => {
    expect(resembled(watched([moved('a:b'), moved('a:b'), moved(null)]), own, true)).toBe('a:b');
    expect(resembled(watched([moved('a:b'), moved(null), moved(null)]), own, true)).toBeNull();
  });

  it('is judged neither by a single movement nor by what a held hand is named', () => {
    expect(resembled(watched([moved('a:b')]), own, true)).toBeNull();
    const held = times(30, named('call-gestures:fist'));
    expect(resembled(watched([...held, moved(null), moved(null)]), own, true)).toBeNull();
  });
});
