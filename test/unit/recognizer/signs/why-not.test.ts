import { describe, expect, it } from 'vitest';
import type { Hand } from '../../../../src/recognizer/hand.ts';
import { createGate } from '../../../../src/recognizer/signs/gate.ts';
import type { GateInput } from '../../../../src/recognizer/signs/gate-types.ts';
import type { IntentJudge } from '../../../../src/recognizer/signs/intent.ts';

const picture = { width: 640, height: 480 };
const meant: IntentJudge = () => true;
const unmeant: IntentJudge = () => false;

interface Shown {
  scores?: Record<string, number>;
  gesture?: string | null;
  x?: number;
  y?: number;
  size?: number;
  presence?: number;
}

/** A hand whose centre is at (x, y). */
function handAt({ x = 300, y = 200, size = 100, presence = 1 }: Shown): Hand {
  const landmarks = Array.from(
    { length: 21 },
    (_, i) => [x + ((i % 3) - 1) * (size / 2), y + ((i % 3) - 1) * (size / 2), 0] as const,
  );
  return { landmarks, handedness: 'Right', leftness: 0, presence };
}

/** The reason after hands were shown for a second, ten times. */
function reasonFor(
  show: (timestamp: number) => readonly Shown[],
  judge: IntentJudge = meant,
  more: Partial<GateInput> = {},
) {
  const gate = createGate({ dwellMs: 700 }, judge);
  let reason: unknown;
  for (let timestamp = 0; timestamp <= 1000; timestamp += 100) {
    const hands = show(timestamp).map((shown) => ({
      hand: handAt(shown),
      classification: { scores: shown.scores ?? {}, gesture: shown.gesture ?? null },
    }));
    ({ reason } = gate.step({ timestamp, frameSize: picture, hands, ...more }));
  }
  return reason;
}

const likeA: Shown = { scores: { A: 0.6, B: 0.1 } };
const likeNothing: Shown = { scores: { A: 0.1, B: 0.05 } };
const isA: Shown = { scores: { A: 0.9 }, gesture: 'A' };

describe('a frame without a sign says', () => {
  it('that no hand is seen', () => {
    expect(reasonFor(() => [])).toEqual({ why: 'no-hand' });
  });

  it('that the hand is cut off by the edge of the picture', () => {
    expect(reasonFor(() => [{ ...likeA, x: 20 }])).toMatchObject({ why: 'cut-off' });
    expect(reasonFor(() => [{ ...likeA, y: 460 }])).toMatchObject({ why: 'cut-off' });
  });

  it('that the hand is too small', () => {
    expect(reasonFor(() => [{ ...likeA, size: 20 }])).toMatchObject({ why: 'too-small' });
  });

  it('that the hand moves', () => {
    expect(reasonFor((at) => [{ ...likeA, x: 200 + at / 4 }])).toEqual({ why: 'moving' });
  });

  it('that the hand moves for as long as it moves in bursts, or has only just come', () => {
    expect(reasonFor((at) => [{ ...likeA, x: 200 + 80 * Math.floor(at / 400) }])).toEqual({
      why: 'moving',
    });
    expect(reasonFor((at) => (at < 800 ? [] : [likeA]))).toEqual({ why: 'moving' });
  });

  it('that the hand model doubts what it sees', () => {
    expect(reasonFor(() => [{ ...likeA, presence: 0.8 }])).toMatchObject({ why: 'hard-to-see' });
  });

  it('whether a hand that cannot be read is held as if a sign was meant', () => {
    const unread: readonly Shown[] = [
      { ...likeA, x: 20 },
      { ...likeA, size: 20 },
      { ...likeA, presence: 0.8 },
    ];
    for (const hand of unread) {
      expect(reasonFor(() => [hand])).toMatchObject({ meant: true });
      expect(reasonFor(() => [hand], unmeant)).not.toHaveProperty('meant', true);
    }
    const moving = (at: number): Shown => ({ ...likeA, x: 20, y: 200 + at / 4 });
    expect(reasonFor((at) => [moving(at)])).not.toHaveProperty('meant', true);
  });

  it('that the hand rests, whether a gesture names its shape or none does', () => {
    expect(reasonFor(() => [isA], unmeant)).toEqual({ why: 'resting' });
    expect(reasonFor(() => [likeA], unmeant)).toEqual({ why: 'resting' });
  });

  it('that the shape is like no gesture', () => {
    expect(reasonFor(() => [likeNothing])).toEqual({ why: 'unknown-shape' });
  });

  it('the same of a shape that was found to be meant once, whatever is thought of it later', () => {
    let asked = 0;
    const once: IntentJudge = () => asked++ === 0;
    expect(reasonFor(() => [likeNothing], once)).toEqual({ why: 'unknown-shape' });
    expect(asked).toBeGreaterThan(1);
  });

  it('which gesture the shape is most like, and how much', () => {
    expect(reasonFor(() => [likeA])).toEqual({
      why: 'not-accepted',
      gesture: 'A',
      score: expect.closeTo(0.6, 5),
    });
  });
});

describe('a frame gives no reason', () => {
  it('while a sign is on its way', () => {
    expect(reasonFor((at) => [at < 600 ? likeNothing : isA])).toBeUndefined();
  });

  it('while a still hand has not held its shape for the dwell', () => {
    expect(reasonFor((at) => (at < 500 ? [] : [likeA]))).toBeUndefined();
  });

  it('with a sign, and while the hand goes on holding it', () => {
    expect(reasonFor(() => [isA])).toBeUndefined();
    expect(reasonFor((at) => [at < 900 ? isA : likeA])).toBeUndefined();
  });

  it('while the hand is lost for a moment, or not shown clearly', () => {
    expect(reasonFor((at) => (at < 900 ? [likeA] : []))).toBeUndefined();
    expect(reasonFor(() => [], meant, { unclear: [handAt({})] })).toBeUndefined();
  });

  it('while signs are suppressed', () => {
    expect(reasonFor(() => [likeA], meant, { suppressed: {} })).toBeUndefined();
  });
});

describe('of two hands', () => {
  it('the one that is nearer to a sign gives the reason', () => {
    const cutOff: Shown = { ...likeA, x: 20, y: 440 };
    expect(reasonFor(() => [cutOff, likeNothing])).toEqual({ why: 'unknown-shape' });
    expect(reasonFor(() => [likeNothing, cutOff])).toEqual({ why: 'unknown-shape' });
  });

  it('one that has given a sign leaves nothing to say of the other', () => {
    expect(reasonFor(() => [isA, { ...likeNothing, x: 500 }])).toBeUndefined();
  });
});
