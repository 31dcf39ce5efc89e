import { describe, expect, it } from 'vitest';
import { Tally } from '../../../../../tools/lab/events/count.ts';
import { captionsTable, signsTable } from '../../../../../tools/lab/events/detail.ts';
import type { ClipOutcome, TimedCaption } from '../../../../../tools/lab/events/metrics.ts';
import { motionFamilies, silentMotion } from '../../../../../tools/lab/events/motions.ts';
import { bodyBySeed } from '../../../../../tools/lab/events/play.ts';
import type { Play } from '../../../../../tools/lab/events/suite.ts';

const silent: Play = {
  motion: silentMotion(motionFamilies[0]!, 0, 1),
  body: bodyBySeed(1),
  seed: 1,
  replacement: null,
};
const sign = { gesture: 'U', from: 0, to: 2 };
const held: Play = { ...silent, motion: { ...silent.motion, signs: [sign] } };
const fromBank: Play = {
  ...held,
  replacement: { landmarks: [], handedness: 'Right', pose: null },
};
const outcome = (caption: TimedCaption | null): ClipOutcome => ({
  signs: [{ sign, caption, wrong: [] }],
  falseCaptions: [],
  silentSeconds: 0,
});
const rowsOf = (table: string): string[][] =>
  table
    .split('\n')
    .slice(2)
    .map((line) => line.split('|').map((cell) => cell.trim()));

describe('the table of held signs', () => {
  it('counts drawn hands and hands of the bank separately', () => {
    const tally = new Tally();
    tally.add(held, outcome(null), [200]);
    tally.add(held, outcome({ at: 1, gesture: 'U' }), [80]);
    tally.add(fromBank, outcome({ at: 1, gesture: 'U' }), [200]);
    const [over120, over60, own] = rowsOf(signsTable(tally));
    expect(over120!.slice(2, 4)).toEqual(['0 of 1', '1 of 1']);
    expect(over60!.slice(2, 4)).toEqual(['1 of 2', '1 of 1']);
    expect(own!.slice(1, 4)).toEqual(['U', '1 of 2', '1 of 1']);
  });
});

describe('the table of false captions', () => {
  const loneIn = (captions: readonly TimedCaption[]) => {
    const tally = new Tally();
    tally.add(silent, { signs: [], falseCaptions: captions, silentSeconds: 60 }, []);
    return rowsOf(captionsTable(tally))[0]!.slice(3, 5);
  };

  it('counts letters that would stand alone in the caption', () => {
    expect(loneIn([{ at: 1, gesture: 'C' }])).toEqual(['1', '1']);
  });

  it('does not count letters that follow each other as alone', () => {
    const word = [
      { at: 1, gesture: 'O' },
      { at: 2.5, gesture: 'K' },
    ];
    expect(loneIn(word)).toEqual(['2', '0']);
  });

  it('does not count A, I and gestures as alone, because they can be meant', () => {
    const words = ['A', 'I', 'space', 'fist'].map((gesture, i) => ({ at: 10 * i, gesture }));
    expect(loneIn(words)).toEqual(['4', '0']);
  });
});
