import { beforeEach, describe, expect, it } from 'vitest';
import {
  createPatrol,
  lookMs,
  noHandMs,
  type Patrol,
} from '../../../../src/content/cameras/patrol.ts';

let now: number;
let patrol: Patrol;
let watched: string | null;

beforeEach(() => {
  now = 0;
  watched = 'A';
  patrol = createPatrol(() => now);
});

/** The camera that is watched after `ms`, with turns every second. */
function watch(ms: number, rivals = ['A', 'B']): string | null {
  for (let t = 0; t < ms; t += 1000) {
    now += Math.min(1000, ms - t);
    watched = patrol.turn(rivals, watched);
  }
  return watched;
}

describe('of several cameras that others see', () => {
  it('the one that is watched stays watched while it shows a hand', () => {
    watch(1000);
    for (let i = 0; i < 20; i++) {
      expect(watch(noHandMs - 1000)).toBe('A');
      patrol.sawHand();
    }
  });

  it('another gets a short look when the watched one has shown no hand for a while', () => {
    watch(1000);
    expect(watch(noHandMs - 1000)).toBe('A');
    expect(watch(1000)).toBe('B');
    expect(watch(lookMs - 1000)).toBe('B');
    expect(watch(1000)).toBe('A');
    expect(watch(noHandMs)).toBe('B');
  });

  it('the one in which a hand is seen then stays', () => {
    watch(noHandMs + 1000);
    expect(watched).toBe('B');
    patrol.sawHand();
    expect(watch(noHandMs - 1000)).toBe('B');
    expect(watch(1000 + lookMs)).toBe('B');
  });

  it('each other one gets its look in turn', () => {
    const rivals = ['A', 'B', 'C'];
    watch(1000, rivals);
    const looks: (string | null)[] = [];
    for (let i = 0; i < 3; i++) {
      looks.push(watch(noHandMs, rivals));
      watch(lookMs, rivals);
    }
    expect(looks).toEqual(['B', 'C', 'B']);
  });

  it('another is watched at once when the watched one is no longer sent', () => {
    watch(1000);
    expect(patrol.turn(['B', 'C'], 'A')).toBe('C');
  });
});

it('the patrol has nothing to decide with one camera, and starts anew with two', () => {
  expect(watch(noHandMs * 3, ['A'])).toBeNull();
  watched = 'A';
  expect(watch(noHandMs)).toBe('A');
  expect(watch(1000)).toBe('B');
});
