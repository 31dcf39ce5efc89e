import { describe, expect, it } from 'vitest';
import type { Hand } from '../../../../../src/recognizer/hand.ts';
import { createFollower } from '../../../../../src/recognizer/signs/follower.ts';
import { createCutter } from '../../../../../src/recognizer/signs/movement/cutter.ts';
import { cut, framesOf, type PlayedFrame, sampled } from '../../../../../tools/lab/motion/play.ts';
import { drawn, drawnHand, eased, takesOf } from './fake-takes.ts';

const rates = [15, 12, 10, 8];
/** What a busy machine leaves of them. */
const slowRates = [6, 5, 4, 2.5];
const wave = (t: number, from: number, to: number): number =>
  t > from && t < to ? 0.08 * Math.sin((t - from) * 2 * Math.PI * 2.5) : 0;

/** A hand that comes up within 0.4 s, does something, and sinks again at `end`. */
const raised = (t: number, end: number): number =>
  1.1 - 0.5 * eased(t, 1, 0.4) + 0.5 * eased(t, end, 0.4);
const isUp = (t: number, end: number): boolean => t >= 1 && t < end + 0.4;

describe('the cutter', () => {
  it.each(['yes', 'thank-you', 'hello', 'again', 'learn'])(
    'makes one movement of a take of "%s"',
    (label) => {
      const takes = takesOf(label);
      expect(takes.length).toBeGreaterThan(0);
      for (const frames of takes) {
        for (const fps of rates) expect(cut(sampled(framesOf(frames), fps))).toHaveLength(1);
      }
    },
  );

  it('makes none of a letter that is held', () => {
    for (const fps of [...rates, ...slowRates])
      expect(cut(sampled(framesOf(takesOf('b')[0]!), fps))).toEqual([]);
  });

  it('gives nearly the same movement at any frame rate', () => {
    for (const label of ['yes', 'thank-you', 'hello']) {
      for (const frames of takesOf(label)) {
        const [full] = cut(framesOf(frames));
        for (const fps of rates) {
          const [movement] = cut(sampled(framesOf(frames), fps));
          expect(Math.abs(movement!.startedAt - full!.startedAt)).toBeLessThan(250);
          expect(Math.abs(movement!.ms - full!.ms)).toBeLessThan(300);
        }
      }
    }
  });

  it('makes two movements of two signs with a rest between, and none of the rest', () => {
    const [frames] = takesOf('hello');
    const one = framesOf(frames!);
    const two = framesOf(frames!, one.at(-1)!.timestamp + 66);
    expect(cut([...one, ...two])).toHaveLength(2);
    const hand = (t: number) => drawnHand(0.6 + wave(t, 1, 1.8) + wave(t, 2.4, 3.2), 0.6);
    const movements = cut(drawn(5, 15, (t) => [hand(t)]));
    expect(movements.map(({ startedAt, ms }) => [startedAt, startedAt + ms])).toEqual([
      [expect.closeTo(950, -2.3), expect.closeTo(1850, -2.3)],
      [expect.closeTo(2350, -2.3), expect.closeTo(3250, -2.3)],
    ]);
  });

  it('makes none of a still hand that trembles, however it comes', () => {
    let seed = 7;
    const noise = (): number => {
      seed = (seed * 16807) % 2147483647;
      return (seed / 2147483647 - 0.5) * 0.012;
    };
    for (const fps of [...rates, ...slowRates]) {
      const trembling = drawn(4, fps, (t) => {
        if (t < 1 || t > 3) return [];
        const hand = drawnHand(0.6 + 0.004 * Math.sin(t * 50), 0.6);
        const landmarks = hand.landmarks.map(([x, y]) => [x + noise(), y + noise(), 0] as const);
        return [{ ...hand, landmarks }];
      });
      expect(cut(trembling)).toEqual([]);
    }
  });

  it('makes none of landmarks that jump in one frame', () => {
    const frames = drawn(3, 15, (t) => [drawnHand(Math.abs(t - 1.5) < 0.03 ? 0.75 : 0.6, 0.6)]);
    expect(cut(frames)).toEqual([]);
  });

  it('makes none of a hand that drifts slowly', () => {
    expect(cut(drawn(6, 15, (t) => [drawnHand(0.4 + 0.06 * t, 0.6)]))).toEqual([]);
  });

  it('makes one of fingers that close while the hand stays where it is', () => {
    const frames = drawn(3, 15, (t) => [drawnHand(0.6, 0.6, { curl: eased(t, 1, 0.4) })]);
    expect(cut(frames)).toHaveLength(1);
  });

  it('keeps what a hand showed just before it left rest and just after', () => {
    const frames = drawn(3, 30, (t) => [drawnHand(0.6 + 0.3 * eased(t, 1, 0.5), 0.6)]);
    const [movement] = cut(frames);
    expect(movement!.startedAt).toBeGreaterThan(850);
    expect(movement!.startedAt).toBeLessThan(1050);
    expect(movement!.right[0]!.at).toBe(0);
    expect(movement!.right[0]!.landmarks[0]![0]).toBeCloseTo(0.6, 2);
    expect(movement!.right.at(-1)!.at).toBe(movement!.ms);
    expect(movement!.right.at(-1)!.landmarks[0]![0]).toBeCloseTo(0.9, 1);
    expect(movement!.left).toEqual([]);
  });

  it('bridges a hand that is lost for a quarter of a second, not for half a second', () => {
    const shown = (lostMs: number) =>
      drawn(5, 15, (t) => {
        const isLost = t > 1.4 && t < 1.4 + lostMs / 1000;
        return isLost ? [] : [drawnHand(0.4 + 0.3 * Math.max(0, Math.min(2, t - 1)), 0.6)];
      });
    expect(cut(shown(250))).toHaveLength(1);
    expect(cut(shown(550))).toHaveLength(2);
  });

  it('puts both hands in one movement, the still one beside the moving one too', () => {
    const frames = drawn(4, 15, (t) =>
      isUp(t, 2.5)
        ? [
            drawnHand(0.8, 0.6, { isLeft: true }),
            drawnHand(0.5 + wave(t, 1.4, 2.5), raised(t, 2.5)),
          ]
        : [],
    );
    const [movement, ...others] = cut(frames);
    expect(others).toEqual([]);
    expect(movement!.left).toHaveLength(movement!.right.length);
    expect(movement!.left.every(({ landmarks }) => landmarks[0]![0] === 0.8)).toBe(true);
  });

  it('puts hands in one movement that move at overlapping times', () => {
    const frames = drawn(5, 15, (t) => [
      drawnHand(0.9 + wave(t, 1.5, 2.5), 0.6, { isLeft: true }),
      drawnHand(0.4 + wave(t, 1, 2), 0.6),
    ]);
    const movements = cut(frames);
    expect(movements).toHaveLength(1);
    expect(movements[0]!.ms).toBeGreaterThan(1300);
  });

  it('never puts two hands on one side, and names sides by the whole movement', () => {
    const frames = drawn(3, 15, (t) => [
      // The model is wrong about this one for a third of the time.
      { ...drawnHand(0.9 + wave(t, 1, 2), 0.6, { isLeft: true }), leftness: t > 1.6 ? 0.2 : 0.9 },
      { ...drawnHand(0.4 + wave(t, 1, 2), 0.6), leftness: 0.3 },
    ]);
    const [movement] = cut(frames);
    expect(movement!.left.every(({ landmarks }) => landmarks[0]![0] > 0.7)).toBe(true);
    expect(movement!.right.every(({ landmarks }) => landmarks[0]![0] < 0.7)).toBe(true);
    expect(movement!.left).toHaveLength(movement!.right.length);
    const both = frames.map((frame) => ({
      ...frame,
      hands: frame.hands.map((hand, i) => ({ ...hand, leftness: 0.9 - i * 0.1 })),
    }));
    const [alike] = cut(both);
    expect(alike!.left).toHaveLength(alike!.right.length);
  });

  it('ends a movement that never rests after three seconds, and keeps little', () => {
    const frames = drawn(20, 15, (t) => [drawnHand(0.6 + wave(t, 1, 20), 0.6)]);
    const movements = cut(frames);
    expect(movements.length).toBeGreaterThan(6);
    for (const [i, { startedAt, ms, right }] of movements.entries()) {
      expect(ms).toBeLessThanOrEqual(3000);
      expect(right.length).toBeLessThanOrEqual(46);
      const next = movements[i + 1];
      if (next) expect(next.startedAt).toBe(startedAt + ms);
    }
  });

  it('cuts such a movement where it is slowest', () => {
    // Two waves, and a turn of a fifth of a second between them.
    const frames = drawn(5, 15, (t) => [drawnHand(0.6 + wave(t, 1, 2.8) + wave(t, 3, 4.5), 0.6)]);
    const [first] = cut(frames);
    expect(first!.startedAt + first!.ms).toBeGreaterThan(2600);
    expect(first!.startedAt + first!.ms).toBeLessThan(3200);
  });
});

/** A cutter with its follower, frame by frame. */
function playing() {
  const follower = createFollower();
  const cutter = createCutter();
  return {
    cutter,
    step(timestamp: number, hands: readonly Hand[], unclear: readonly Hand[] = []) {
      const classification = { scores: {}, gesture: null };
      const { seen, waiting } = follower.step({
        timestamp,
        hands: hands.map((hand) => ({ hand, classification })),
        unclear,
      });
      const movements = cutter.step({
        timestamp,
        hands: seen.map((followed, i) => ({ followed, hand: hands[i]! })),
        waiting,
        frameSize: { width: 4 / 3, height: 1 },
      });
      return { movements, moving: seen.map((followed) => cutter.isMoving(followed)) };
    },
  };
}

describe('while a movement runs', () => {
  it('the hand that moves is moving, and the one beside it is not', () => {
    const { step, cutter } = playing();
    const frames = drawn(3, 15, (t) => [
      drawnHand(0.9, 0.6, { isLeft: true }),
      drawnHand(0.4 + wave(t, 1, 2), 0.6),
    ]);
    const seen = frames.map(({ timestamp, hands }) => ({
      timestamp,
      ...step(timestamp, hands),
      running: cutter.running,
    }));
    const at = (ms: number) => seen.find(({ timestamp }) => timestamp >= ms)!;
    expect(at(900)).toMatchObject({ moving: [false, false], running: false });
    expect(at(1500)).toMatchObject({ moving: [false, true], running: true });
    expect(at(2500)).toMatchObject({ moving: [false, false], running: false });
  });

  it('an unclear hand is there: it neither ends the movement nor moves', () => {
    const { step } = playing();
    const hand = (t: number) => drawnHand(0.4 + 0.4 * Math.max(0, Math.min(1, t - 1)), 0.6);
    const movements = drawn(3, 15, (t) => [hand(t)]).flatMap(({ timestamp, hands }) =>
      timestamp > 1200 && timestamp < 1600
        ? step(timestamp, [], hands).movements
        : step(timestamp, hands).movements,
    );
    expect(movements).toHaveLength(1);
    expect(movements[0]!.ms).toBeGreaterThan(900);
  });

  it.each([
    ['a timestamp that goes backwards', -5000],
    ['a gap of more than a second', 1100],
  ])('%s drops it', (_, gap) => {
    const { step, cutter } = playing();
    const frames: PlayedFrame[] = drawn(1.6, 15, (t) => [drawnHand(0.4 + wave(t, 0.5, 1.6), 0.6)]);
    for (const { timestamp, hands } of frames) expect(step(timestamp, hands).movements).toEqual([]);
    expect(cutter.running).toBe(true);
    const then = frames.at(-1)!.timestamp + gap;
    for (let ms = 0; ms < 1000; ms += 66)
      expect(step(then + ms, [drawnHand(0.4, 0.6)]).movements).toEqual([]);
  });

  it('a reset drops it', () => {
    const { step, cutter } = playing();
    for (const { timestamp, hands } of drawn(1.6, 15, (t) => [drawnHand(0.4 + 0.3 * t, 0.6)]))
      step(timestamp, hands);
    cutter.reset();
    expect(cutter.running).toBe(false);
    expect(step(1700, [])).toEqual({ movements: [], moving: [] });
  });
});

describe.each(slowRates)('at %s frames a second', (fps) => {
  const runsAfter = (frames: readonly PlayedFrame[]): boolean => {
    const { step, cutter } = playing();
    for (const { timestamp, hands } of frames) step(timestamp, hands);
    return cutter.running;
  };

  it('a hand that has come up rests', () => {
    const coming = (t: number) => (t < 1 ? [] : [drawnHand(0.6, 1.1 - 0.5 * eased(t, 1, 0.5))]);
    expect(runsAfter(drawn(4, fps, coming))).toBe(false);
  });

  it('a hand that goes on moving does not', () => {
    expect(runsAfter(drawn(4, fps, (t) => [drawnHand(0.4 + 0.2 * t, 0.6)]))).toBe(true);
  });
});
