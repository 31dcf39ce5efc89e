/**
 * The false-caption test: for a minute the user does anything but sign, and what would have been
 * captioned is counted. Pure: state, what was seen and the time in, next state out.
 */
import type { SeenHand } from '../../recognizer/seen.ts';

export const falseTestTimes = { countdownMs: 3000, lengthMs: 60_000 } as const;

/** One caption that would have come. */
export interface Fired {
  key: string;
  caption: string;
  /** Ms after the test began. */
  at: number;
  /** The hand that it was said of, and the size of the picture it was in. */
  hand: SeenHand['hand'] | null;
  picture: { width: number; height: number };
}

export interface FalseTest {
  phase: 'countdown' | 'running' | 'done' | 'broken';
  /** When the countdown began, ms of the caller's clock. */
  startedAt: number;
  /** Ms that were watched so far. */
  watchedMs: number;
  /** Of these, ms in which a hand was seen: a minute without hands proves nothing. */
  handsMs: number;
  fired: readonly Fired[];
  lastAt: number;
}

/** What a test looks at; `Seen` of the page's recognizer is one. */
export interface TestLook {
  picture: { width: number; height: number };
  hands: readonly SeenHand[];
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

/** Whole seconds until it begins, or until it ends. */
export function testSecondsLeft(test: FalseTest, at: number): number {
  const end =
    test.startedAt +
    falseTestTimes.countdownMs +
    (test.phase === 'countdown' ? 0 : falseTestTimes.lengthMs);
  return Math.max(0, Math.ceil((end - at) / 1000));
}

/** Time went by. */
export function testTick(test: FalseTest, at: number): FalseTest {
  if (test.phase === 'done' || test.phase === 'broken') return test;
  const running = at - test.startedAt - falseTestTimes.countdownMs;
  if (running < 0) return test;
  if (running >= falseTestTimes.lengthMs)
    return { ...test, phase: 'done', watchedMs: falseTestTimes.lengthMs };
  return { ...test, phase: 'running', watchedMs: running };
}

/** Longer gaps between frames are not counted as watched hands: nobody looked. */
const longestGapMs = 1000;

/** A frame was looked at. */
export function testSee(test: FalseTest, look: TestLook, at: number): FalseTest {
  const next = testTick(test, at);
  if (next.phase !== 'running') return next;
  const gap = Math.min(longestGapMs, Math.max(0, at - next.lastAt));
  const seen = look.hands.length > 0;
  const { sign } = look;
  const fired = sign
    ? [
        ...next.fired,
        {
          ...sign,
          at: next.watchedMs,
          hand:
            (look.hands.find(({ gesture }) => gesture === sign.key) ?? look.hands[0])?.hand ?? null,
          picture: look.picture,
        },
      ]
    : next.fired;
  return { ...next, lastAt: at, handsMs: next.handsMs + (seen ? gap : 0), fired };
}

/** The camera went: what was counted stands, for as long as was watched. */
export function breakTest(test: FalseTest): FalseTest {
  return test.phase === 'done' ? test : { ...test, phase: 'broken' };
}

/**
 * The most false captions an hour that a silent test leaves believable: with a rate of 3 in the
 * time watched, one test in twenty is silent all the same (the "rule of three", 95 %).
 */
export function believableAnHour(watchedMs: number): number {
  return Math.round((3 * 3_600_000) / watchedMs);
}
