import { describe, expect, it } from 'vitest';
import type { Hand } from '../../../../src/recognizer/hand.ts';
import type { FollowedHand } from '../../../../src/recognizer/signs/followed-hands.ts';
import { createFollower } from '../../../../src/recognizer/signs/follower.ts';
import { createGate } from '../../../../src/recognizer/signs/gate.ts';
import { framesOf, type PlayedFrame } from '../../../../tools/lab/motion/play.ts';
import { drawn, drawnHand, takesOf } from './movement/fake-takes.ts';

/** For each frame, which followed hand each of its hands is: a number, in order of appearance. */
function identities(frames: readonly PlayedFrame[]): number[][] {
  const follower = createFollower();
  const known: FollowedHand[] = [];
  return frames.map(({ timestamp, hands }) => {
    const { seen } = follower.step({
      timestamp,
      hands: hands.map((hand) => ({ hand, classification: { scores: {}, gesture: null } })),
    });
    return seen.map((followed) => {
      if (!known.includes(followed)) known.push(followed);
      return known.indexOf(followed);
    });
  });
}

const withoutSides = (frames: readonly PlayedFrame[]): PlayedFrame[] =>
  frames.map(({ timestamp, hands }) => ({
    timestamp,
    hands: hands.map((hand) => ({ ...hand, leftness: 0.5 })),
  }));

describe('hands that touch', () => {
  it.each(['again', 'help', 'learn'])('keep their identity in a take of "%s"', (label) => {
    for (const frames of takesOf(label)) {
      const played = withoutSides(framesOf(frames));
      const ids = identities(played);
      const sideOf = new Map<number, string>();
      played.forEach(({ hands }, f) => {
        hands.forEach((hand, h) => {
          const id = ids[f]![h]!;
          expect(hand.handedness).toBe(sideOf.get(id) ?? hand.handedness);
          sideOf.set(id, hand.handedness);
        });
      });
      expect(sideOf.size).toBeGreaterThan(1);
    }
  });

  it('keep their identity although the model names both the same', () => {
    const [frames] = takesOf('again');
    const played = framesOf(frames!);
    const named = played.map(({ timestamp, hands }, f) => ({
      timestamp,
      // Where they are near each other, left and right are named the wrong way round.
      hands: hands.map((hand) => (f > 20 && f < 25 ? { ...hand, leftness: 0.95 } : hand)),
    }));
    expect(identities(named)).toEqual(identities(played));
  });
});

describe.each([15, 10, 8])('at %i frames a second, two hands', (fps) => {
  /** From side to side in 0.8 s, at 1.5 hand sizes a second and more; heights 0.02 apart. */
  const way = (t: number) => 0.4 * Math.min(1, Math.max(0, (t - 0.3) / 0.8));

  it('that cross keep their identity', () => {
    const frames = drawn(1.5, fps, (t) => [
      drawnHand(0.4 + way(t), 0.6, { isLeft: true }),
      drawnHand(0.8 - way(t), 0.62),
    ]);
    const ids = identities(withoutSides(frames));
    expect(new Set(ids.map(String))).toEqual(new Set(['0,1']));
  });

  it('that cross keep their identity in whichever order they are found', () => {
    const frames = drawn(1.5, fps, (t) => [
      drawnHand(0.4 + way(t), 0.6, { isLeft: true }),
      drawnHand(0.8 - way(t), 0.62),
    ]).map((frame, i) => (i % 2 === 0 ? frame : { ...frame, hands: [...frame.hands].reverse() }));
    const ids = identities(withoutSides(frames));
    expect(ids.map((frame, i) => String(i % 2 === 0 ? frame : [...frame].reverse()))).toEqual(
      frames.map(() => '0,1'),
    );
  });

  it('that touch and part again keep their identity', () => {
    const touch = (t: number) => 0.16 * Math.sin(Math.PI * Math.min(1, t / 1.2));
    const frames = drawn(1.5, fps, (t) => [
      drawnHand(0.4 + touch(t), 0.6, { isLeft: true }),
      drawnHand(0.8 - touch(t), 0.6),
    ]);
    expect(new Set(identities(withoutSides(frames)).map(String))).toEqual(new Set(['0,1']));
  });

  it('of which one is lost while it is before the other keep their identity', () => {
    const frames = drawn(1.5, fps, (t) => [
      drawnHand(0.4 + way(t), 0.6, { isLeft: true }),
      ...(t > 0.6 && t < 0.85 ? [] : [drawnHand(0.8 - way(t), 0.62)]),
    ]);
    const ids = identities(frames);
    expect(ids.at(-1)).toEqual([0, 1]);
    expect(new Set(ids.flat()).size).toBe(2);
  });

  it('that move several hand sizes in a frame stay the same', () => {
    const x = (t: number): number => 0.3 + 1.4 * Math.min(1, Math.max(0, (t - 0.3) / 0.6));
    const frames = drawn(1.2, fps, (t) => [drawnHand(x(t), 0.6)]);
    expect(new Set(identities(frames).flat()).size).toBe(1);
  });
});

describe('a hand that lands farther away than its size in one frame', () => {
  const play = (x: (t: number) => number) => {
    const gate = createGate({ dwellMs: 700 });
    return drawn(3, 15, (t) => [drawnHand(x(t), 0.6)]).flatMap(({ timestamp, hands }) => {
      const classification = { scores: { fist: 0.9 }, gesture: 'fist' };
      const { sign } = gate.step({
        timestamp,
        hands: hands.map((hand) => ({ hand, classification })),
      });
      return sign === null ? [] : [timestamp];
    });
  };

  it('holds a sign from where it lands, like a hand that comes into view', () => {
    // It is on its way from 0.3 s on, lands in the frame at 0.53 s, and is the same hand throughout.
    const [at] = play((t) => 0.3 + 0.25 * Math.min(4, Math.max(0, Math.round((t - 0.27) * 15))));
    expect(at).toBeGreaterThanOrEqual(1200);
    expect(at).toBeLessThan(1300);
  });

  it('does not go on holding what it held before', () => {
    const [at] = play((t) => (t < 0.6 ? 0.3 : 0.55));
    expect(at).toBeGreaterThanOrEqual(1290);
  });
});

describe('a hand', () => {
  const frame = (timestamp: number, ...hands: Hand[]): PlayedFrame => ({ timestamp, hands });

  it('that appears far from a resting one is another', () => {
    const frames = [frame(0, drawnHand(0.3, 0.6)), frame(66, drawnHand(0.9, 0.6))];
    expect(identities(frames)).toEqual([[0], [1]]);
  });

  it('that comes back at its place after two seconds is the same', () => {
    const frames = [frame(0, drawnHand(0.3, 0.6)), frame(500), frame(1000), frame(2000)];
    expect(identities([...frames, frame(2500, drawnHand(0.32, 0.6))]).at(-1)).toEqual([0]);
  });

  it('that comes back two hand sizes away after half a second is another', () => {
    const frames = [frame(0, drawnHand(0.3, 0.6)), frame(500, drawnHand(0.7, 0.6))];
    expect(identities(frames)).toEqual([[0], [1]]);
  });

  it('that appears beside a followed one never takes its place', () => {
    const frames = [
      frame(0, drawnHand(0.3, 0.6)),
      frame(66, drawnHand(0.45, 0.6), drawnHand(0.3, 0.6)),
    ];
    expect(identities(frames)).toEqual([[0], [1, 0]]);
  });
});
