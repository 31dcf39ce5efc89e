import { describe, expect, it } from 'vitest';
import { eventMetrics, matchClip, poissonUpper } from '../../../../../tools/lab/events/metrics.ts';

const fist = { gesture: 'fist', from: 10, to: 12 };

describe('a caption', () => {
  it('belongs to the sign that is shown when it comes', () => {
    const caption = { at: 10.8, gesture: 'fist' };
    const { signs, falseCaptions } = matchClip({ seconds: 20, signs: [fist], captions: [caption] });
    expect(signs).toEqual([{ sign: fist, caption, wrong: [] }]);
    expect(falseCaptions).toEqual([]);
  });

  it('is wrong if another sign is shown, and does not count as recall of that sign', () => {
    const caption = { at: 11, gesture: 'ok' };
    const { signs } = matchClip({ seconds: 20, signs: [fist], captions: [caption] });
    expect(signs).toEqual([{ sign: fist, caption: null, wrong: [caption] }]);
  });

  it('is false if no sign is shown', () => {
    const early = { at: 5, gesture: 'fist' };
    const late = { at: 12.5, gesture: 'fist' };
    const clip = matchClip({ seconds: 20, signs: [fist], captions: [early, late] });
    expect(clip.falseCaptions).toEqual([early, late]);
    expect(clip.silentSeconds).toBe(18);
  });

  it('between two signs belongs to the one that it names', () => {
    const ok = { gesture: 'ok', from: 12.1, to: 14 };
    const caption = { at: 12.05, gesture: 'ok' };
    const { signs, falseCaptions } = matchClip({
      seconds: 20,
      signs: [fist, ok],
      captions: [caption],
    });
    expect(signs.map((outcome) => outcome.caption)).toEqual([null, caption]);
    expect(signs.flatMap((outcome) => outcome.wrong)).toEqual([]);
    expect(falseCaptions).toEqual([]);
  });
});

describe('the event metrics', () => {
  it('pool hours, recall, wrong captions and times over clips', () => {
    const silent = matchClip({ seconds: 3580, signs: [], captions: [{ at: 7, gesture: 'ok' }] });
    const signed = matchClip({
      seconds: 24,
      signs: [fist, { gesture: 'ok', from: 15, to: 17 }],
      captions: [
        { at: 10.9, gesture: 'fist' },
        { at: 16, gesture: 'fist' },
      ],
    });
    const metrics = eventMetrics([silent, signed]);
    expect(metrics.silentHours).toBe(1);
    expect(metrics.falsePerHour).toBe(1);
    expect(metrics.held).toBe(2);
    expect(metrics.recall).toBe(0.5);
    expect(metrics.wrongRate).toBe(0.5);
    expect(metrics.onsetMedian).toBeCloseTo(0.9);
  });

  it('expect no caption for a sign that is shown only briefly', () => {
    const clip = matchClip({
      seconds: 10,
      signs: [{ gesture: 'fist', from: 1, to: 1.8 }],
      captions: [],
    });
    expect(eventMetrics([clip]).held).toBe(0);
  });
});

it('the upper bound of a rate follows from the count of events', () => {
  // From tables of the exact Poisson interval: 2.996, 4.744 and 16.96 for 0, 1 and 10 events.
  expect(poissonUpper(0)).toBeCloseTo(2.996, 2);
  expect(poissonUpper(1)).toBeCloseTo(4.744, 2);
  expect(poissonUpper(10)).toBeCloseTo(16.962, 2);
});
