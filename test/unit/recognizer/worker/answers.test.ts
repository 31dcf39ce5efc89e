import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { Answer, maxLetters } from '../../../../src/messaging/frames-port.ts';
import type { Vocabulary } from '../../../../src/packs/types.ts';
import type { Recognition } from '../../../../src/recognizer/recognition.ts';
import { toAnswer, toSeen } from '../../../../src/recognizer/worker/answers.ts';
import { createRecent } from '../../../../src/recognizer/worker/recent.ts';
import { greyFrame } from '../fake-frames.ts';
import { toTheRight } from '../signs/movement/fake-embedding.ts';

const recognized = (more: Partial<Recognition>): Recognition => ({
  timestamp: 0,
  hands: [],
  classifications: [],
  unclear: [],
  candidate: null,
  sign: null,
  scores: null,
  up: false,
  searched: true,
  tracked: true,
  next: { afterMs: 66, region: null },
  stages: { total: 1 },
  ...more,
});

const gesture = (id: string, kind: 'letter' | 'space' | 'phrase') => ({
  id,
  kind,
  caption: id,
  name: id,
});
const letters: Vocabulary = {
  id: 'fingerspelling',
  name: 'Letters',
  gestures: [gesture('A', 'letter'), gesture('B', 'letter'), gesture('space', 'space')],
};
const calls: Vocabulary = {
  id: 'call-gestures',
  name: 'Calls',
  gestures: [gesture('fist', 'phrase')],
};
const scores = { A: 0.9, space: 0.2 };

describe('an answer while spelling', () => {
  it('has the scores of all letters with a letter, and of nothing else', () => {
    const answer = toAnswer(recognized({ sign: 'A', scores, up: true }), letters);
    expect(answer.sign).toMatchObject({ gesture: 'A', scores: { A: 0.9, B: 0 } });
    expect(answer.sign?.scores).not.toHaveProperty('space');
    expect(answer.spelling).toEqual({ up: true });
  });

  it('says of a letter that its hold was reported without a name before', () => {
    const late = toAnswer(recognized({ sign: 'A', scores, wasUnnamed: true }), letters);
    expect(late.sign?.wasUnnamed).toBe(true);
    const usual = toAnswer(recognized({ sign: 'A', scores, wasUnnamed: false }), letters);
    expect(usual.sign?.wasUnnamed).toBeUndefined();
  });

  it('has no scores with a space', () => {
    const answer = toAnswer(recognized({ sign: 'space', scores, up: true }), letters);
    expect([answer.sign?.scores, answer.spelling]).toEqual([undefined, { up: true }]);
  });

  it('has the scores of a hold without a name beside no sign', () => {
    const answer = toAnswer(recognized({ scores, up: true }), letters);
    expect([answer.sign, answer.spelling]).toEqual([null, { up: true, unnamed: { A: 0.9, B: 0 } }]);
  });

  it('has the scores of letters alone, even if a hold without a name resembles the space most', () => {
    const answer = toAnswer(recognized({ scores: { A: 0.3, space: 0.4 }, up: true }), letters);
    expect(answer.spelling).toEqual({ up: true, unnamed: { A: 0.3, B: 0 } });
  });

  it('says when no hand is up', () => {
    expect(toAnswer(recognized({}), letters).spelling).toEqual({ up: false });
  });

  it('always fits the port: at most 64 letters, with scores from 0 to 1', () => {
    const many = Array.from({ length: maxLetters + 10 }, (_, i) =>
      gesture(`my-own:l${i}`, 'letter'),
    );
    const wild = { 'my-own:l0': 1 + 1e-12, 'my-own:l1': -1e-12 };
    const answer = toAnswer(recognized({ scores: wild }), { ...letters, gestures: many });
    expect(v.safeParse(Answer, answer).success).toBe(true);
    expect(Object.keys(answer.spelling?.unnamed ?? {})).toHaveLength(maxLetters);
  });
});

describe('an answer for gestures that spell nothing', () => {
  it('says neither scores nor whether a hand is up', () => {
    const answer = toAnswer(recognized({ sign: 'fist', scores: { fist: 0.9 }, up: true }), calls);
    expect(answer.spelling).toBeUndefined();
    expect(answer.sign?.scores).toBeUndefined();
    expect(v.parse(Answer, structuredClone(answer))).toMatchObject({ timestamp: 0 });
  });
});

describe('a movement that ended', () => {
  const movement = toTheRight();
  const wave: Vocabulary = {
    ...calls,
    gestures: [{ ...gesture('my-gestures:wave', 'phrase'), moves: true }],
  };
  const ended = recognized({
    sign: 'my-gestures:wave',
    moves: false,
    ended: [
      {
        movement,
        classification: { gesture: 'my-gestures:wave', scores: { 'my-gestures:wave': 0.8 } },
      },
    ],
  });

  it('gives a call page its caption, and nothing of its hands', () => {
    const answer = toAnswer(ended, wave);
    expect(answer.sign).toMatchObject({ gesture: 'my-gestures:wave' });
    expect(v.is(Answer, answer)).toBe(true);
    expect(JSON.stringify(answer)).not.toMatch(/landmarks|points|ended|movement/);
  });

  it('gives the extension’s own pages its hands as a sample, and its scores', () => {
    const seen = toSeen(ended, greyFrame(0), wave);
    expect(seen.movements?.map((hands) => hands.length)).toEqual([movement.right.length]);
    expect(seen.movements?.[0]?.every(({ place }) => place !== undefined)).toBe(true);
    expect(seen.movementScores).toEqual({ 'my-gestures:wave': 0.8 });
    expect(seen.isMoving).toBe(false);
    expect(toSeen(recognized({}), greyFrame(0), wave).movements).toBeUndefined();
  });

  it('is kept whole, in case its caption is marked as wrong', () => {
    const recent = createRecent();
    recent.add(ended, { width: 640, height: 480 });
    const captioned = recent.take('my-gestures:wave');
    expect(captioned?.gesture).toBe('my-gestures:wave');
    expect(captioned?.hands).toHaveLength(movement.right.length);
    expect(recent.take('my-gestures:wave')).toBeNull();
  });
});

describe('scores from a forged answer', () => {
  const answer = toAnswer(recognized({ sign: 'A', scores, up: true }), letters);
  const withScores = (forged: unknown) =>
    v.safeParse(Answer, { ...answer, spelling: { up: true, unnamed: forged } }).success;

  it.each([
    ['a score above 1', { A: 1.01 }],
    ['a score below 0', { A: -0.01 }],
    ['no number', { A: Number.NaN }],
    ['a text', { A: '1' }],
    ['a name without letters', { '': 0.5 }],
    ['a name that is too long', { ['x'.repeat(200)]: 0.5 }],
    ['too many letters', Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`l${i}`, 0]))],
  ])('are refused with %s', (_, forged) => {
    expect(withScores(forged)).toBe(false);
  });

  it('are accepted within these bounds', () => {
    expect(withScores({ A: 0, B: 1 })).toBe(true);
  });
});

describe('the reason of an answer', () => {
  const weak = { why: 'not-accepted', gesture: 'fist', score: 0.6, threshold: 0.7 } as const;

  it('has the caption of the gesture that was not accepted, and fits the message', () => {
    const answer = toAnswer(recognized({ reason: weak }), calls);
    expect(answer.reason).toEqual({ ...weak, caption: 'fist' });
    expect(v.parse(Answer, answer).reason).toEqual(answer.reason);
  });

  it('says whether it is of a movement or of a hand that is held', () => {
    const moved = toAnswer(recognized({ reason: { ...weak, moves: true } }), calls);
    expect(moved.reason).toMatchObject({ ...weak, moves: true });
    expect(v.parse(Answer, moved).reason).toEqual(moved.reason);
  });

  it("names the gesture by its key for the extension's own pages", () => {
    const seen = toSeen(recognized({ reason: weak }), greyFrame(0), calls);
    expect(seen.reason).toMatchObject({ why: 'not-accepted', gesture: 'call-gestures:fist' });
  });

  it('carries nothing else, and is left out if nothing is amiss', () => {
    expect(toAnswer(recognized({ reason: { why: 'moving' } }), calls).reason).toEqual({
      why: 'moving',
    });
    expect(toAnswer(recognized({ reason: null }), calls).reason).toBeUndefined();
  });
});
