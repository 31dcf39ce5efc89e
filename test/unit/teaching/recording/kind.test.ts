import { describe, expect, it } from 'vitest';
import { kindOf, startKind, watchKind } from '../../../../src/teaching/recording/kind.ts';
import { look } from './fake-hands.ts';
import { type MovementAt, movementAt } from './fake-movements.ts';

/** What hands do one after the other; each movement ends as it says. */
type Part = { move: MovementAt } | { hold: number } | { down: number };

function watch(parts: readonly Part[]) {
  let state = startKind;
  let at = 0;
  const see = (isUp: boolean, more: { isMoving?: boolean; movements?: MovementAt[] } = {}) => {
    const movements = more.movements?.map(movementAt) ?? [];
    state = watchKind(state, {
      ...look(at, ...(isUp ? [{}] : [])),
      isMoving: false,
      ...more,
      movements,
    });
    at += 100;
  };
  for (const part of parts) {
    if ('hold' in part) for (let i = 0; i < part.hold; i += 100) see(true);
    else if ('down' in part) for (let i = 0; i < part.down; i += 100) see(false);
    else {
      const { ms = 1000 } = part.move;
      for (let i = 0; i < ms; i += 100) see(true, { isMoving: true });
      see(true, { movements: [part.move] });
    }
  }
  return kindOf(state);
}

describe('what a recording shows', () => {
  it('is a held sign if a hand is raised, held and lowered', () => {
    const raise = { move: { ms: 600, from: [320, 470], to: [320, 250] } } as const;
    expect(watch([raise, { hold: 3000 }, raise, { down: 1000 }])).toBe('held');
  });

  it('is a moving sign if hands sign and go down, again and again', () => {
    const sign = { move: { ms: 1200 } };
    expect(watch([sign, { down: 900 }, sign, { down: 900 }, sign])).toBe('moving');
  });

  it('is a moving sign although the hand rests for a moment between its performances', () => {
    const sign = { move: { ms: 1200 } };
    expect(watch([sign, { hold: 300 }, sign, { hold: 800 }, sign, { down: 500 }])).toBe('moving');
  });

  it('is a held sign if the hand is turned and moved about slowly for its samples', () => {
    const slowly = { move: { ms: 3000, from: [300, 350], to: [340, 330] } } as const;
    expect(watch([{ hold: 3000 }, slowly, slowly, slowly])).toBe('held');
  });

  it('is not known if hardly anything was shown', () => {
    expect(watch([{ down: 5000 }])).toBeNull();
    expect(watch([{ hold: 1000 }, { down: 5000 }])).toBeNull();
    expect(watch([{ move: { ms: 300 } }, { down: 5000 }])).toBeNull();
  });

  it('does not count a time without frames as held', () => {
    let state = watchKind(startKind, { ...look(0, {}), isMoving: false });
    state = watchKind(state, { ...look(60_000, {}), isMoving: false });
    expect(state.heldMs).toBe(0);
  });
});
