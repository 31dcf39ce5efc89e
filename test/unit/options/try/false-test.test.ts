import { describe, expect, it } from 'vitest';
import {
  believableAnHour,
  breakTest,
  type FalseTest,
  falseTestTimes,
  startTest,
  type TestFrame,
  testSecondsLeft,
  testSee,
  testTick,
} from '../../../../src/options/try/false-test.ts';
import { handAt, picture } from '../../teaching/recording/fake-hands.ts';
import { movementAt } from '../../teaching/recording/fake-movements.ts';

const hand = { hand: handAt(), scores: {}, gesture: 'call-gestures:fist' };
const empty: TestFrame = { frameSize: picture, hands: [], sign: null };
const resting: TestFrame = { frameSize: picture, hands: [{ ...hand, gesture: null }], sign: null };
const fist: TestFrame = {
  frameSize: picture,
  hands: [{ ...hand, hand: handAt({ x: 100 }), gesture: null }, hand],
  sign: { key: 'call-gestures:fist', caption: 'Stop' },
};

/** Runs the test from `from` to `to` with five frames per second, which `look` makes. */
function run(
  test: FalseTest,
  from: number,
  to: number,
  look: (at: number) => TestFrame,
): FalseTest {
  let now = test;
  for (let at = from; at <= to; at += 200) now = testSee(now, look(at), at);
  return now;
}

describe('the false-caption test', () => {
  it('counts nothing during its countdown', () => {
    const test = run(startTest(1000), 1000, 3800, () => fist);
    expect(test.phase).toBe('countdown');
    expect(test.fired).toEqual([]);
    expect(testSecondsLeft(test, 1000)).toBe(3);
  });

  it('runs for a minute, with or without frames', () => {
    const start = startTest(0);
    const running = testTick(start, 3000);
    expect(running.phase).toBe('running');
    expect(testSecondsLeft(running, 3000)).toBe(60);
    expect(testTick(running, 62_999).phase).toBe('running');
    const done = testTick(running, 63_000);
    expect(done).toMatchObject({ phase: 'done', watchedMs: falseTestTimes.lengthMs });
    expect(testSee(done, fist, 64_000).fired).toEqual([]);
  });

  it('counts each caption with the hand that was captioned', () => {
    const test = run(startTest(0), 0, 63_000, (at) =>
      at === 10_000 || at === 30_000 ? fist : resting,
    );
    expect(test.fired.map(({ key, at }) => [key, at])).toEqual([
      ['call-gestures:fist', 7000],
      ['call-gestures:fist', 27_000],
    ]);
    expect(test.fired[0]?.hand).toBe(hand.hand);
  });

  it('keeps the movement of a caption of a moving sign, not the hand that is seen just then', () => {
    const key = 'my-gestures:please';
    const movement = movementAt();
    const frame: TestFrame = {
      ...resting,
      movements: [movement],
      movementScores: { [key]: 0.9 },
      sign: { key, caption: 'Please' },
    };
    const test = run(startTest(0), 0, 5000, (at) => (at === 4000 ? frame : resting));
    expect(test.fired).toMatchObject([{ key, hand: null, movement }]);
    const held = run(startTest(0), 0, 5000, (at) =>
      at === 4000 ? { ...frame, sign: fist.sign } : resting,
    );
    expect(held.fired).toMatchObject([{ hand: hand.hand, movement: null }]);
  });

  it('measures how long hands were seen', () => {
    const test = run(startTest(0), 0, 63_000, (at) => (at < 33_000 ? resting : empty));
    expect(test.phase).toBe('done');
    expect(test.handsMs / 1000).toBeCloseTo(30, 0);
  });

  it('does not count hands in a time without frames', () => {
    const test = testSee(testSee(startTest(0), resting, 3200), resting, 40_000);
    expect(test.handsMs).toBeLessThanOrEqual(1200);
  });

  it('keeps its counts when it ends early', () => {
    const test = breakTest(run(startTest(0), 0, 10_000, (at) => (at === 5000 ? fist : empty)));
    expect(test).toMatchObject({ phase: 'broken', watchedMs: 7000 });
    expect(test.fired).toHaveLength(1);
    expect(testTick(test, 70_000)).toBe(test);
  });

  it('states a rate at which one minute in twenty is silent', () => {
    const anHour = believableAnHour(60_000);
    expect(Math.exp(-anHour / 60)).toBeCloseTo(0.05, 2);
    expect(believableAnHour(3_600_000)).toBe(3);
  });
});
