/**
 * The false-caption test: for a minute the user does anything but sign, and the captions that would
 * have come are counted. Pure: state, frame and time in, next state out.
 */
import type { SampleHand } from '../../packs/samples.ts';
import type { SeenHand } from '../../recognizer/seen.ts';

export const falseTestTimes = { countdownMs: 3000, lengthMs: 60_000 } as const;

/** One caption that would have come. */
export interface Fired {
  key: string;
  caption: string;
  /** Ms after the test began. */
  at: number;
  /** The hand that was captioned. */
  hand: SeenHand['hand'] | null;
  /** The movement that was captioned; null: a held hand was. */
  movement: readonly SampleHand[] | null;
  /** Size of the frame that showed it, px. */
  frameSize: { width: number; height: number };
}

export interface FalseTest {
  phase: 'countdown' | 'running' | 'done' | 'broken';
  /** When the countdown began, ms of the caller's clock. */
  startedAt: number;
  /** How long the test has watched, ms. */
  watchedMs: number;
  /** How long of that a hand was seen, ms: a minute without hands proves nothing. */
  handsMs: number;
  fired: readonly Fired[];
  /** When the last frame came, ms of the caller's clock. */
  lastAt: number;
}

/** The part of `Seen` that a test needs. */
export interface TestFrame {
  frameSize: { width: number; height: number };
  hands: readonly SeenHand[];
  movements?: readonly (readonly SampleHand[])[];
  movementScores?: Readonly<Record<string, number>>;
  sign: { key: string; caption: string } | null;
}

export function startTest(at: number): FalseTest {
  return {
    phase: 'countdown',
    startedAt: at,
    watchedMs: 0,
    handsMs: 0,
    fired: [],
    lastAt: at + falseTestTimes.countdownMs,
  };
}

/** Whole seconds until the test begins, or until it ends. */
export function testSecondsLeft(test: FalseTest, at: number): number {
  const end =
    test.startedAt +
    falseTestTimes.countdownMs +
    (test.phase === 'countdown' ? 0 : falseTestTimes.lengthMs);
  return Math.max(0, Math.ceil((end - at) / 1000));
}

/** The test at this time. */
export function testTick(test: FalseTest, at: number): FalseTest {
  if (test.phase === 'done' || test.phase === 'broken') return test;
  const running = at - test.startedAt - falseTestTimes.countdownMs;
  if (running < 0) return test;
  if (running >= falseTestTimes.lengthMs)
    return { ...test, phase: 'done', watchedMs: falseTestTimes.lengthMs };
  return { ...test, phase: 'running', watchedMs: running };
}

/** At most this much of a gap between two frames counts as time in which a hand was seen, ms. */
const longestGapMs = 1000;

/** The test after a frame. */
export function testSee(test: FalseTest, frame: TestFrame, at: number): FalseTest {
  const next = testTick(test, at);
  if (next.phase !== 'running') return next;
  const gap = Math.min(longestGapMs, Math.max(0, at - next.lastAt));
  const seen = frame.hands.length > 0;
  const fired = frame.sign
    ? [...next.fired, firedBy(frame.sign, frame, next.watchedMs)]
    : next.fired;
  return { ...next, lastAt: at, handsMs: next.handsMs + (seen ? gap : 0), fired };
}

function firedBy(sign: { key: string; caption: string }, frame: TestFrame, at: number): Fired {
  const { hands, movements, movementScores = {}, frameSize } = frame;
  const moved = sign.key in movementScores ? movements?.at(-1) : undefined;
  const shown = hands.find(({ gesture }) => gesture === sign.key) ?? hands[0];
  return {
    ...sign,
    at,
    hand: moved ? null : (shown?.hand ?? null),
    movement: moved ?? null,
    frameSize,
  };
}

/** Ends the test early: what was counted holds for the time that was watched. */
export function breakTest(test: FalseTest): FalseTest {
  return test.phase === 'done' ? test : { ...test, phase: 'broken' };
}

/**
 * The highest rate of false captions per hour that a silent test does not rule out: with a rate of
 * 3 in the time watched, one test in twenty is silent all the same (the "rule of three", 95 %).
 */
export function believableAnHour(watchedMs: number): number {
  return Math.round((3 * 3_600_000) / watchedMs);
}
