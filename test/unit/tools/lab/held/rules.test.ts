import { describe, expect, it } from 'vitest';
import { isOther, letterOf } from '../../../../../tools/lab/held/motion.ts';
import { type HeldFrame, rules } from '../../../../../tools/lab/held/rules.ts';

const thresholds = { A: 0.5, S: 0.5 };

function frame(a: number, s: number, presence = 1): HeldFrame {
  const scores = { A: a, S: s };
  const best = a > s ? ('A' as const) : ('S' as const);
  const gesture = scores[best] >= thresholds[best] ? best : null;
  return {
    timestamp: 0,
    x: 0,
    y: 0,
    size: 1,
    wristX: 0,
    wristY: 0,
    shape: new Float32Array(),
    leftness: 0,
    gesture,
    scores,
    presence,
  };
}

const named = (name: string, ...frames: HeldFrame[]) =>
  rules.find((rule) => rule.name === name)!.rule(frames, thresholds);

describe('a held sign is named', () => {
  const surely = frame(0.9, 0.05);
  const doubted = frame(0.4, 0.3);

  it.each(rules)('by $name if all frames agree', ({ rule }) => {
    expect(rule([surely, surely, surely], thresholds)).toBe('A');
    expect(rule([frame(0.1, 0.2)], thresholds)).toBeNull();
  });

  it('by the last frame, whatever came before', () => {
    expect(named('last frame', surely, surely, frame(0.1, 0.8))).toBe('S');
  });

  it('by all frames but one, but not with two bad ones', () => {
    expect(named('all frames but one', surely, doubted, surely)).toBe('A');
    expect(named('all frames but one', surely, doubted, doubted, surely)).toBeNull();
  });

  it('by most frames, more than half of them', () => {
    expect(named('most frames', surely, doubted, surely, doubted, surely)).toBe('A');
    expect(named('most frames', surely, doubted)).toBeNull();
  });

  it('by the mean of scores, in which one sure frame outweighs several doubted ones', () => {
    expect(named('mean of scores', surely, doubted, doubted)).toBe('A');
    expect(named('mean of scores', surely, frame(0, 0.1), frame(0, 0.1))).toBeNull();
  });

  it('by a mean in which a hand that the model doubts counts less', () => {
    const misread = frame(0.05, 0.9, 0.72);
    expect(named('mean of scores', surely, misread, misread)).toBe('S');
    expect(named('mean of scores, by presence', surely, misread, misread)).toBe('A');
  });

  it('by the mean of logits, in which a sure no counts more', () => {
    const no = frame(0, 0.1);
    expect(named('mean of scores', surely, surely, no)).toBe('A');
    expect(named('mean of logits', surely, surely, no)).toBeNull();
  });
});

describe('a recorded sequence', () => {
  it('shows a letter only where its source means one that is held', () => {
    expect(letterOf({ source: 'traduttore', label: 'letter_a' })).toBe('A');
    expect(letterOf({ source: 'traduttore', label: 'letter_j' })).toBeNull();
    expect(letterOf({ source: 'traduttore', label: 'i' })).toBeNull();
    expect(letterOf({ source: 'electronicaddict', label: 'I' })).toBeNull();
    expect(letterOf({ source: 'dayanecordeiro', label: 'h' })).toBeNull();
  });

  it('counts as silent only if it shows no letter and no open hand', () => {
    expect(isOther({ source: 'traduttore', label: 'coffee' })).toBe(true);
    for (const label of ['letter_j', 'letter_space', 'letter_a', 'i'])
      expect(isOther({ source: 'traduttore', label })).toBe(false);
  });
});
