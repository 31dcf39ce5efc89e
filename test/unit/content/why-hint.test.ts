import { beforeEach, describe, expect, it } from 'vitest';
import {
  createWhyHint,
  lapseMs,
  pauseMs,
  unreadMs,
  type WhyHint,
} from '../../../src/content/why-hint.ts';
import type { Answer } from '../../../src/messaging/frames-port.ts';
import type { Reason } from '../../../src/messaging/reason.ts';
import { answerAt } from './fake-runtime.ts';

const weak: Reason = {
  why: 'not-accepted',
  gesture: 'ok',
  caption: 'OK',
  score: 0.6,
  threshold: 0.7,
};
const unknown: Reason = { why: 'unknown-shape' };

let now: number;
let hint: WhyHint;

/** A hand is seen for so long, with this in each answer. */
const show = (ms: number, more: Partial<Answer>): void => {
  for (const end = now + ms; now < end; now += 100)
    hint.follow(answerAt(now, { hands: 1, ...more }));
};
const enough = unreadMs + 200;

beforeEach(() => {
  now = 1000;
  hint = createWhyHint(
    (reason) => (reason.why === 'not-accepted' ? `like ${reason.caption}` : reason.why),
    () => now,
  );
});

describe('the quiet hint in a call', () => {
  it('says why a hand that is held gives no caption, once it has been held for some time', () => {
    show(unreadMs - 100, { reason: weak });
    expect(hint.text).toBeNull();
    show(300, { reason: weak });
    expect(hint.text).toBe('like OK');
  });

  it('says nothing of a hand that rests or moves, or that is not there', () => {
    for (const why of ['resting', 'moving', 'no-hand'] as const) show(5000, { reason: { why } });
    show(5000, {});
    expect(hint.text).toBeNull();
  });

  it('says nothing of a movement that is over: no hand is held', () => {
    show(5000, { reason: { ...weak, moves: true } });
    show(5000, { reason: { why: 'movement-left' } });
    expect(hint.text).toBeNull();
  });

  it.each(['cut-off', 'too-small', 'hard-to-see'] as const)(
    'says that it is %s only if a sign seems to be meant',
    (why) => {
      show(5000, { reason: { why } });
      expect(hint.text).toBeNull();
      show(5000, { reason: { why, meant: true } });
      expect(hint.text).toBe(why);
    },
  );

  it.each<[string, Partial<Answer>]>([
    ['a caption comes', { sign: { gesture: 'ok', caption: 'OK', kind: 'phrase' } }],
    ['a sign is on its way', { candidate: { gesture: 'ok', caption: 'OK', progress: 0.1 } }],
    ['the hand leaves', { hands: 0, reason: { why: 'no-hand' } }],
  ])('goes as soon as %s', (_, answer) => {
    show(enough, { reason: unknown });
    expect(hint.text).toBe('unknown-shape');
    show(100, answer);
    expect(hint.text).toBeNull();
  });

  it('goes when the hand begins to move, but not for a moment of doubt', () => {
    show(enough, { reason: unknown });
    show(lapseMs - 200, { reason: { why: 'moving' } });
    expect(hint.text).toBe('unknown-shape');
    show(500, { reason: { why: 'moving' } });
    expect(hint.text).toBeNull();
  });

  it('keeps its sentence while the hand is held, whatever the scores are', () => {
    show(enough, { reason: unknown });
    show(1000, { reason: weak });
    expect(hint.text).toBe('unknown-shape');
  });

  it('comes at most once a minute', () => {
    show(enough, { reason: unknown });
    hint.clear();
    show(pauseMs - enough - 200, { reason: unknown });
    expect(hint.text).toBeNull();
    show(3000, { reason: unknown });
    expect(hint.text).toBe('unknown-shape');
  });

  it('counts anew for each hold', () => {
    show(unreadMs - 200, { reason: unknown });
    show(lapseMs + 200, { reason: { why: 'moving' } });
    show(unreadMs - 200, { reason: unknown });
    expect(hint.text).toBeNull();
  });
});
