/** What the gate reports for spelling: scores, shapes that no gesture names, and whether a hand is up. */
import { describe, expect, it } from 'vitest';
import type { Hand } from '../../../../src/recognizer/hand.ts';
import { createGate } from '../../../../src/recognizer/signs/gate.ts';
import type { GateOutput } from '../../../../src/recognizer/signs/gate-types.ts';

const picture = { width: 640, height: 480 };

/** A hand of 100 px around (x, y); `shape` moves every third landmark. */
function handAt(x: number, y: number, shape: number, size: number): Hand {
  const landmarks = Array.from({ length: 21 }, (_, i) => {
    const aside = i % 3 === 1 ? shape * size : 0;
    return [x + ((i % 3) - 1) * (size / 2) + aside, y + ((i % 3) - 1) * (size / 2), 0] as const;
  });
  return { landmarks, handedness: 'Right', leftness: 0, presence: 1 };
}

interface Shown {
  gesture?: string | null;
  scores?: Record<string, number>;
  x?: number;
  y?: number;
  shape?: number;
  size?: number;
}

/** A gate whose model of intent finds that signs are meant, unless it is asked about one of `not`. */
function watch(not: readonly string[] = []) {
  const gate = createGate({ dwellMs: 700 }, (_, gesture) => !not.includes(gesture));
  let at = -100;
  const out: (GateOutput & { at: number })[] = [];
  /** Frames 100 ms apart. */
  const show = (ms: number, ...hands: readonly Shown[]) => {
    for (let passed = 0; passed < ms; passed += 100) {
      at += 100;
      const judged = hands.map(
        ({ gesture = null, scores, x = 300, y = 200, shape = 0, size = 100 }) => ({
          hand: handAt(x, y, shape, size),
          classification: {
            scores: scores ?? (gesture ? { [gesture]: 0.9 } : { A: 0.4 }),
            gesture,
          },
        }),
      );
      out.push({ ...gate.step({ timestamp: at, frameSize: picture, hands: judged }), at });
    }
  };
  return {
    gate,
    show,
    /** Each completed hold: the sign, or null, and its scores. */
    holds: () => out.flatMap(({ sign, scores }) => (scores ? [{ sign, scores }] : [])),
    /** Each sign, and whether its hold was reported without a name before. */
    named: () => out.flatMap(({ sign, wasUnnamed }) => (sign ? [[sign, wasUnnamed]] : [])),
    /** The last moment at which a hand was up. */
    lastUp: () => out.filter(({ up }) => up).at(-1)?.at ?? null,
    upEver: () => out.every(({ up }) => up),
  };
}

describe('scores of a held sign', () => {
  it('are the means over the time that it was held', () => {
    const world = watch();
    for (let i = 0; i < 10; i++)
      world.show(100, { gesture: 'A', scores: { A: i % 2 ? 0.8 : 0.6, B: 0.1 } });
    const [hold] = world.holds();
    expect(hold?.sign).toBe('A');
    expect(hold?.scores.A).toBeCloseTo(0.7, 5);
    expect(hold?.scores.B).toBeCloseTo(0.1, 5);
  });

  it('come once, with the sign', () => {
    const world = watch();
    world.show(5000, { gesture: 'A' });
    expect(world.holds()).toHaveLength(1);
  });
});

describe('a hand that holds a shape which no gesture names', () => {
  const shape = { gesture: null, scores: { A: 0.4, B: 0.2 } };

  it('is reported once, after the dwell, with its scores and without a sign', () => {
    const world = watch();
    world.show(5000, shape);
    const [hold, ...more] = world.holds();
    expect(hold?.sign).toBeNull();
    expect(hold?.scores.A).toBeCloseTo(0.4, 5);
    expect(more).toEqual([]);
  });

  it('is reported again after it has taken another shape', () => {
    const world = watch();
    world.show(1500, shape);
    world.show(1500, { ...shape, shape: 0.8 });
    expect(world.holds()).toHaveLength(2);
  });

  it('is not reported if it moves, is tiny, looks like no letter, or is not meant as its best one', () => {
    const moving = watch();
    for (let x = 100; x < 500; x += 30) moving.show(100, { ...shape, x });
    const tiny = watch();
    tiny.show(3000, { ...shape, size: 10 });
    const resting = watch(['A']);
    resting.show(3000, shape);
    const unlike = watch();
    unlike.show(3000, { gesture: null, scores: { A: 0.2, B: 0.2 } });
    const all = [moving, tiny, resting, unlike];
    expect(all.map(({ holds }) => holds())).toEqual([[], [], [], []]);
  });

  it('is not reported while signs are suppressed, nor for the time before', () => {
    const world = watch();
    world.show(600, shape);
    const hand = handAt(300, 200, 0, 100);
    const hands = [{ hand, classification: { scores: { A: 0.4 }, gesture: null } }];
    const suppressed = world.gate.step({ timestamp: 600, hands, suppressed: {} });
    expect(suppressed).toMatchObject({ scores: null, up: false });
    expect(world.gate.step({ timestamp: 1200, hands }).scores).toBeNull();
    expect(world.gate.step({ timestamp: 1250, hands }).scores).toBeNull();
    expect(world.gate.step({ timestamp: 1300, hands }).scores).not.toBeNull();
  });

  it('is one letter with the gesture that names it later in the same hold', () => {
    const world = watch();
    world.show(1500, shape);
    world.show(1500, { gesture: 'A' });
    world.show(1500, { gesture: 'B', shape: 0.8 });
    expect(world.named()).toEqual([
      ['A', true],
      ['B', false],
    ]);
  });

  it('is not reported for a letter that was read from the same hold', () => {
    const world = watch();
    world.show(1000, { gesture: 'A' });
    world.show(3000, { gesture: null });
    expect(world.holds().map(({ sign }) => sign)).toEqual(['A']);
  });
});

describe('a shape that is held while spelling', () => {
  const unlike = { gesture: null, scores: { A: 0.05, B: 0.08 }, shape: 0.8 };

  it('is reported when it has ended, however little it is like a letter', () => {
    const world = watch();
    world.show(1000, { gesture: 'A' });
    world.show(5000, unlike);
    expect(world.holds().map(({ sign }) => sign)).toEqual(['A']);
    world.show(1000, { gesture: 'B', shape: 1.6 });
    expect(world.holds().map(({ sign }) => sign)).toEqual(['A', null, 'B']);
    expect(world.holds()[1]?.scores.B).toBeCloseTo(0.08, 5);
  });

  it('keeps its word open for four seconds, so that a letter held for three does not cut it', () => {
    const world = watch();
    world.show(3000, { gesture: 'A' });
    world.show(3000, unlike);
    world.show(3000, { gesture: 'B', shape: 1.6 });
    expect(world.upEver()).toBe(true);
    world.show(10_000, unlike);
    expect(world.lastUp()).toBeGreaterThan(9000 + 3500);
    expect(world.lastUp()).toBeLessThanOrEqual(9000 + 4000);
  });

  it('keeps a word open no longer if another such shape follows late, however many do', () => {
    const world = watch();
    world.show(1000, { gesture: 'A' });
    for (let i = 0; i < 10; i++) world.show(3000, { ...unlike, shape: i % 2 ? 0.8 : 1.6 });
    expect(world.lastUp()).toBeGreaterThan(6500);
    expect(world.lastUp()).toBeLessThan(7500);
  });

  it('keeps no word open where the hand has not spelled, or before anything has counted', () => {
    const lowered = watch();
    lowered.show(1000, { gesture: 'A' });
    for (let y = 200; y < 440; y += 40) lowered.show(100, { ...unlike, y });
    lowered.show(10_000, { ...unlike, y: 440 });
    expect(lowered.lastUp()).toBeLessThan(1600 + 1500);
    const first = watch();
    first.show(10_000, unlike);
    expect(first.lastUp()).toBeLessThan(1500);
  });

  it('is reported when the hand has gone', () => {
    const world = watch();
    world.show(1000, { gesture: 'A' });
    world.show(1000, unlike);
    world.show(1000);
    expect(world.holds().map(({ sign }) => sign)).toEqual(['A', null]);
  });

  it('is not reported if it was held shorter, or if nothing was spelled for long', () => {
    const short = watch();
    short.show(1000, { gesture: 'A' });
    short.show(500, unlike);
    short.show(1000, { gesture: 'B', shape: 1.6 });
    expect(short.holds().map(({ sign }) => sign)).toEqual(['A', 'B']);

    const late = watch();
    late.show(1000, { gesture: 'A' });
    for (let i = 0; i < 60; i++) late.show(100, { ...unlike, x: 300 + (i % 4) * 40 });
    late.show(2000, unlike);
    late.show(1000);
    expect(late.holds().map(({ sign }) => sign)).toEqual(['A']);
  });

  it('is reported for the second of two equal letters, to which the hand slides', () => {
    const world = watch();
    world.show(1000, { gesture: 'L' });
    world.show(1000, { gesture: 'L', x: 340 });
    world.show(1000, { gesture: 'B', x: 340, shape: 0.8 });
    expect(world.holds().map(({ sign }) => sign)).toEqual(['L', null, 'B']);
  });

  it('is not reported for what came before signs were suppressed', () => {
    const world = watch();
    world.show(1000, { gesture: 'A' });
    world.show(1000, unlike);
    const hand = handAt(300, 200, 0.8, 100);
    const hands = [{ hand, classification: { scores: { A: 0.05 }, gesture: null } }];
    world.gate.step({ timestamp: 2000, frameSize: picture, hands, suppressed: {} });
    world.show(1000);
    expect(world.holds().map(({ sign }) => sign)).toEqual(['A']);
  });
});

describe('a hand is up', () => {
  it('from its first frame, for as long as it holds a letter', () => {
    const world = watch();
    world.show(20_000, { gesture: 'A' });
    expect(world.upEver()).toBe(true);
  });

  it('on its way from letter to letter', () => {
    const world = watch();
    for (const [i, gesture] of ['A', 'B', 'A', 'B'].entries()) {
      world.show(2000, { gesture, shape: i * 0.8 });
      for (let x = 300; x < 400; x += 25) world.show(100, { x, shape: i * 0.8 });
    }
    expect(world.upEver()).toBe(true);
  });

  it('no longer when it is gone or too small', () => {
    const world = watch();
    world.show(1000, { gesture: 'A' });
    world.show(1000);
    world.show(1000, { gesture: 'A', size: 10 });
    expect(world.lastUp()).toBe(900);
  });

  it('no longer a little after it came to rest', () => {
    const world = watch(['B']);
    world.show(1000, { gesture: 'A' });
    world.show(10_000, { gesture: 'B', x: 300, y: 440, shape: 0.8 });
    expect(world.lastUp()).toBeGreaterThanOrEqual(1000);
    expect(world.lastUp()).toBeLessThanOrEqual(2300);
  });

  it('no longer after a shape that no gesture names was held for four seconds', () => {
    const world = watch();
    world.show(15_000, { gesture: null });
    expect(world.lastUp()).toBeGreaterThan(4000);
    expect(world.lastUp()).toBeLessThan(5000);
  });

  it('no longer when it has moved about for long without holding anything', () => {
    const world = watch();
    world.show(1000, { gesture: 'A' });
    for (let i = 0; i < 100; i++) world.show(100, { x: 300 + (i % 4) * 30, shape: i % 2 });
    expect(world.lastUp()).toBeGreaterThan(4000);
    expect(world.lastUp()).toBeLessThan(6000);
  });

  it('if only one of two hands rests', () => {
    const world = watch(['B']);
    world.show(8000, { gesture: 'A' }, { gesture: 'B', x: 100, y: 440 });
    expect(world.upEver()).toBe(true);
  });

  it('while it holds a letter that already counted and was not released', () => {
    const world = watch();
    world.show(1000, { gesture: 'A' });
    world.show(100, { gesture: 'A', x: 330 });
    world.show(8000, { gesture: 'A', x: 360 });
    expect(world.upEver()).toBe(true);
    expect(world.holds()).toHaveLength(1);
  });
});
