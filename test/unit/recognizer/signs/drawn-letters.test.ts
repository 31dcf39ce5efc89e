import { describe, expect, it } from 'vitest';
import { beginningOf } from '../../../../src/recognizer/signs/drawn-letters.ts';
import { createGate } from '../../../../src/recognizer/signs/gate.ts';
import type { Movement } from '../../../../src/recognizer/signs/movement/movement.ts';
import { drawnHand } from './movement/fake-takes.ts';

const letters = new Set(['A', 'I', 'J']);
const nothing = { scores: {}, gesture: null };

interface Played {
  /** What the hand holds at a second; it moves from second 2 to 2.6. */
  holds: (second: number) => string | null;
  /** Whether no hand is in view. */
  gone?: (second: number) => boolean;
  /** How far its fingers are bent, 0..1. */
  curl?: (second: number) => number;
}

/** @returns what was reported, and what it replaces */
function play({ holds, gone = () => false, curl = () => 0 }: Played) {
  const gate = createGate({ dwellMs: 700 }, () => true);
  const nameMovement = ({ ms }: Movement) =>
    ms > 300 ? { scores: { J: 0.9 }, gesture: 'J' } : nothing;
  return Array.from({ length: 15 * 4 }, (_, i) => i / 15).flatMap((second) => {
    const gesture = holds(second);
    const way = 0.4 * Math.max(0, Math.min(1, (second - 2) / 0.6));
    const { sign, replaces, wasUnnamed } = gate.step({
      timestamp: second * 1000,
      hands: (gone(second) ? [] : [0]).map(() => ({
        hand: drawnHand(0.4 + way, 0.6, { curl: curl(second) }),
        classification: { scores: gesture === null ? {} : { [gesture]: 0.95 }, gesture },
      })),
      letters,
      nameMovement,
      frameSize: { width: 1.33, height: 1 },
    });
    return sign === null ? [] : [{ sign, replaces, wasUnnamed }];
  });
}

describe('a letter that is drawn', () => {
  it('replaces the letter whose hand draws it, if that was held before', () => {
    expect(play({ holds: (second) => (second < 2 ? 'I' : null) })).toMatchObject([
      { sign: 'I' },
      { sign: 'J', replaces: 'I' },
    ]);
  });

  it('replaces no other letter', () => {
    const signs = play({ holds: (second) => (second < 1.9 ? 'A' : null) });
    expect(signs).toMatchObject([{ sign: 'A' }, { sign: 'J', replaces: undefined }]);
  });

  it('replaces no letter that was held some time ago', () => {
    const [held, drawn] = play({
      holds: (second) => (second < 1.2 ? 'I' : null),
      curl: (second) => (second < 1.2 ? 0 : 1),
    });
    expect(held?.sign).toBe('I');
    expect(drawn).toMatchObject({ sign: 'J', replaces: undefined });
  });

  it('is not followed by the letter whose hand drew it, also if that was lost on the way', () => {
    const signs = play({
      holds: (second) => (second > 2.8 ? 'I' : null),
      gone: (second) => second > 2.45 && second < 2.85,
    });
    expect(signs.map(({ sign }) => sign)).toEqual(['J']);
  });

  it('is not followed by the letter whose hand drew it', () => {
    const signs = play({ holds: (second) => (second > 2.5 ? 'I' : null) });
    expect(signs.map(({ sign }) => sign)).toEqual(['J']);
  });
});

describe('what was read before a letter that is drawn', () => {
  const movement = { startedAt: 5000 };
  const held = (at: number, gesture?: string, until = at) => ({
    counted: { at, named: gesture !== undefined, gesture },
    spelled: { timestamp: until },
  });

  it('is its beginning if the hand held it until the movement began', () => {
    expect(beginningOf('J', movement, [held(3000, 'I', 4900)])).toEqual({ replaces: 'I' });
    expect(beginningOf('Z', movement, [held(3000, 'D', 4900)])).toEqual({ replaces: 'D' });
    expect(beginningOf('Z', movement, [held(3000, 'I', 4900)])).toEqual({});
  });

  it('is its beginning if the shape had no name', () => {
    expect(beginningOf('J', movement, [held(3000, undefined, 4900)])).toEqual({ wasUnnamed: true });
  });

  it('is a word of its own if it was held before', () => {
    expect(beginningOf('J', movement, [held(3000, 'I', 4000)])).toEqual({});
    expect(beginningOf('J', movement, [{ counted: null, spelled: null }])).toEqual({});
  });

  it('comes later if another letter was read while the movement ran', () => {
    expect(beginningOf('J', movement, [held(5200, 'I')])).toEqual({ replaces: 'I' });
    expect(beginningOf('J', movement, [held(5200, 'I'), held(5700, 'O')])).toBe('later');
  });

  it('does not matter to signs that are no letters', () => {
    expect(beginningOf('hello', movement, [held(5700, 'O')])).toEqual({});
  });
});
