import { describe, expect, it } from 'vitest';
import type { Hand } from '../../../../../src/recognizer/hand.ts';
import { createGate } from '../../../../../src/recognizer/signs/gate.ts';
import type { GateInput } from '../../../../../src/recognizer/signs/gate-types.ts';
import { shortMs, unreadMs } from '../../../../../src/recognizer/signs/movement/unread.ts';
import type { WhyNot } from '../../../../../src/recognizer/signs/why-not.ts';
import { drawnHand } from './fake-takes.ts';

const frameSize = { width: 1.33, height: 1 };
const fps = 15;

/** Every movement is a little like this sign. */
const like =
  (score: number): GateInput['nameMovement'] =>
  () => ({ scores: { hello: score, bye: 0.1 }, gesture: null });

/** From one side to the other within `seconds`, from second 1 on. */
const way = (second: number, seconds: number, far = 0.4): number =>
  far * Math.max(0, Math.min(1, (second - 1) / seconds));

/** The reasons of a gate that sees this hand (null: none), by second. */
function reasons(
  at: (second: number) => Hand | null,
  nameMovement: GateInput['nameMovement'],
  { seconds = 5, gesture = null as string | null, suppressedFrom = Infinity } = {},
): { second: number; reason: WhyNot | undefined }[] {
  const gate = createGate({ dwellMs: 700 }, () => true);
  return Array.from({ length: seconds * fps }, (_, i) => {
    const second = i / fps;
    const hand = at(second);
    const classification = { scores: { palm: 0.1 }, gesture: second > 1.7 ? gesture : null };
    const { reason } = gate.step({
      timestamp: second * 1000,
      hands: hand ? [{ hand, classification }] : [],
      nameMovement,
      frameSize,
      suppressed: second >= suppressedFrom ? {} : undefined,
    });
    return { second, reason };
  });
}

const moves = (second: number): Hand => drawnHand(0.4 + way(second, 0.6), 0.6);
/** Those that are about a movement. */
const ofMovement = (all: ReturnType<typeof reasons>) =>
  all.filter(
    ({ reason }) =>
      reason?.why.startsWith('movement-') || (reason?.why === 'not-accepted' && reason.moves),
  );

describe('a movement that is not named says', () => {
  it('which gesture it was most like, and how much, for two seconds at most', () => {
    const all = reasons((second) => (second < 1.62 ? moves(second) : null), like(0.5));
    const told = ofMovement(all);
    expect(told[0]?.reason).toEqual({
      why: 'not-accepted',
      gesture: 'hello',
      score: 0.5,
      moves: true,
    });
    expect(told[0]!.second).toBeLessThan(2.3);
    expect((told.at(-1)!.second - told[0]!.second) * 1000).toBeLessThan(unreadMs);
    expect(all.at(-1)?.reason).toEqual({ why: 'no-hand' });
  });

  it('that the hand left the picture, if it ended there', () => {
    const leaves = (second: number): Hand | null =>
      second < 1.6 ? drawnHand(0.9 + way(second, 0.6, 0.5), 0.6) : null;
    expect(ofMovement(reasons(leaves, like(0.5)))[0]?.reason).toEqual({ why: 'movement-left' });
  });

  it('that it was over too soon', () => {
    const quick = (shortMs - 120) / 1000;
    const hand = (second: number): Hand => drawnHand(0.4 + way(second, quick, 0.3), 0.6);
    const told = ofMovement(reasons(hand, like(0.5))).filter(({ second }) => second > 1);
    expect(told[0]?.reason).toEqual({ why: 'movement-short' });
  });

  it('nothing if it was like none of the gestures, or nothing moves in this vocabulary', () => {
    expect(ofMovement(reasons(moves, like(0.2)))).toEqual([]);
    expect(ofMovement(reasons(moves, null))).toEqual([]);
  });

  it('nothing while signs are suppressed', () => {
    const all = reasons(moves, like(0.5), { suppressedFrom: 1.2 });
    expect(ofMovement(all).filter(({ second }) => second > 1.2)).toEqual([]);
  });

  it('nothing more once a hand is held: what that holds is nearer to a sign', () => {
    const all = reasons(moves, like(0.5));
    const told = ofMovement(all);
    expect(told).not.toEqual([]);
    expect(all.find(({ second }) => second > 3)?.reason).toEqual({ why: 'unknown-shape' });
    const holding = ofMovement(reasons(moves, like(0.5), { gesture: 'palm' }));
    expect(holding.filter(({ second }) => second > 2.2)).toEqual([]);
  });
});
