import { describe, expect, it } from 'vitest';
import { streamsOf } from '../../../../../tools/lab/events/streams.ts';
import { framesOf } from '../../../../../tools/lab/events/suite.ts';
import type { Looking, StreamFrame } from '../../../../../tools/lab/events/watch.ts';
import { readPoses } from '../../../../../tools/lab/signer/pose.ts';

const poses = readPoses();
const plays = [
  ...streamsOf('report', 'call-gestures', { poses, bank: [] }, { hours: 0, held: 6, seed: 1 }),
];
const streams = (looking: Looking = {}) => plays.map((play) => framesOf(play, poses, looking));
const busy = { frameMs: 300 };

/** Times from each frame that shows a hand to the next one, ms. */
const steps = (frames: readonly StreamFrame[]): number[] =>
  frames
    .slice(1)
    .map(({ timestamp }, i) => timestamp - frames[i]!.timestamp)
    .filter((_, i) => frames[i]!.hands.length > 0);
const count = (all: readonly (readonly StreamFrame[])[]): number => all.flat().length;

describe('the frames of a stream', () => {
  it('come fifteen times a second while a hand moves, and eight times once it has rested', () => {
    const all = streams().flatMap(steps);
    expect(all.filter((ms) => ms > 50 && ms < 85).length).toBeGreaterThan(50);
    expect(all.filter((ms) => ms > 105 && ms < 145).length).toBeGreaterThan(5);
    expect(Math.max(...all)).toBeLessThan(150);
  });

  it('come fifteen times a second of a hand that rests, too, if that is wanted', () => {
    expect(Math.max(...streams({ steadily: true }).flatMap(steps))).toBeLessThan(85);
  });

  it('come as seldom as a busy machine looks at them', () => {
    const all = streams(busy).flatMap(steps);
    const mean = all.reduce((sum, ms) => sum + ms, 0) / all.length;
    expect(mean).toBeGreaterThan(270);
    expect(mean).toBeLessThan(360);
    expect(count(streams(busy))).toBeLessThan(count(streams()) / 2);
  });

  it('are the same for the same machine', () => {
    expect(streams(busy)).toEqual(streams(busy));
  });
});
