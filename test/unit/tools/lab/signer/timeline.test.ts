import { describe, expect, it } from 'vitest';
import { readPoses } from '../../../../../tools/lab/signer/pose.ts';
import { mulberry32 } from '../../../../../tools/lab/signer/random.ts';
import { parseScript } from '../../../../../tools/lab/signer/script.ts';
import { stageOf } from '../../../../../tools/lab/signer/staging.ts';
import { timelineOf } from '../../../../../tools/lab/signer/timeline.ts';

const poses = readPoses();
const stage = stageOf(mulberry32(1));
const play = (steps: object[], extra: object = {}) =>
  timelineOf(parseScript(JSON.stringify({ seed: 5, steps, ...extra }), 'script'), poses, stage);

describe('timelineOf', () => {
  it('counts a sign from the end of raising to the start of releasing', () => {
    const { intervals, seconds } = play([
      { empty: true, seconds: 1 },
      { gesture: 'peace', seconds: 2, raise: 0.5, release: 0.4, pause: 0.3 },
    ]);
    expect(intervals).toEqual([{ gesture: 'peace', from: 1.5, to: 3.5 }]);
    expect(seconds).toBeCloseTo(4.2);
  });

  it('does not count unknown shapes or a moving known one', () => {
    const { intervals } = play([
      { unknown: 'gun', seconds: 2 },
      { gesture: 'open-palm', motion: 'wave', seconds: 2 },
    ]);
    expect(intervals).toEqual([]);
  });

  it('shows no hand while the scene is empty or after a hand has dropped', () => {
    const timeline = play([
      { empty: true, seconds: 1 },
      { gesture: 'fist', seconds: 1, raise: 0.5, release: 0.5, pause: 1 },
    ]);
    expect(timeline.at(0.5).hands).toEqual([]);
    expect(timeline.at(3.5).hands).toEqual([]);
    expect(timeline.at(2).hands).toHaveLength(1);
  });

  it('holds a hand nearly still, but not frozen', () => {
    const timeline = play([{ gesture: 'fist', seconds: 2, raise: 0.5 }]);
    const xs = Array.from({ length: 30 }, (_, i) => timeline.at(0.5 + i / 15).hands[0]!.wrist[0]);
    const spread = Math.max(...xs) - Math.min(...xs);
    expect(spread).toBeGreaterThan(0);
    expect(spread).toBeLessThan(0.02);
  });

  it('moves a waving hand much more than a held one', () => {
    const reach = (motion?: string) => {
      const timeline = play([{ gesture: 'open-palm', seconds: 2, raise: 0.5, motion }]);
      const xs = Array.from({ length: 30 }, (_, i) => timeline.at(0.5 + i / 15).hands[0]!.wrist[0]);
      return Math.max(...xs) - Math.min(...xs);
    };
    expect(reach('wave')).toBeGreaterThan(2 * reach());
  });

  it('changes between two letters without dropping the hand', () => {
    const timeline = play([
      { gesture: 'L', seconds: 1, raise: 0.5, leave: 'change' },
      { gesture: 'B', seconds: 1, raise: 0.5 },
    ]);
    expect(timeline.intervals).toEqual([
      { gesture: 'L', from: 0.5, to: 1.5 },
      { gesture: 'B', from: 2, to: 3 },
    ]);
    for (let t = 0.6; t < 2.9; t += 0.1) expect(timeline.at(t).hands).toHaveLength(1);
  });

  it('counts the steps of a moving sign as one movement, and as no held sign', () => {
    const sign = { gesture: 'fist', sign: 'beat', seconds: 0.1, raise: 0.4 };
    const { intervals, movements } = play([
      { ...sign, leave: 'change' },
      { ...sign, release: 0.3, pause: 0.5 },
      { ...sign, leave: 'change' },
      { ...sign, sign: 'other' },
    ]);
    expect(intervals).toEqual([]);
    expect(movements).toEqual([
      { sign: 'beat', from: 0.4, to: 1 },
      { sign: 'beat', from: 2.2, to: 2.3 },
      { sign: 'other', from: 2.7, to: 2.8 },
    ]);
  });

  it('plays a second list of steps at the same time, with the other hand', () => {
    const first = [{ gesture: 'fist', seconds: 1, raise: 0.5, release: 0.5, pause: 0 }];
    const second = [
      { empty: true, seconds: 1 },
      { gesture: 'peace', hand: 'Left', seconds: 2, raise: 0.5, release: 0.5, pause: 0.5 },
    ];
    const timeline = play(first, { second });
    const sidesAt = (at: number) => timeline.at(at).hands.map(({ side }) => side);
    expect(timeline.seconds).toBeCloseTo(4.5);
    expect(timeline.intervals).toEqual([
      { gesture: 'fist', from: 0.5, to: 1.5 },
      { gesture: 'peace', from: 1.5, to: 3.5 },
    ]);
    expect(sidesAt(0.5)).toEqual(['Right']);
    expect(sidesAt(1.5)).toEqual(['Right', 'Left']);
    expect(sidesAt(2.5)).toEqual(['Left']);
    expect(sidesAt(4.2)).toEqual([]);
    // What the first hand does stays the same.
    expect(timeline.at(1).hands[0]).toEqual(play(first).at(1).hands[0]);
  });

  it('counts a sign of both hands once, as long as either hand makes it', () => {
    const fist = { gesture: 'fist', sign: 'beat', raise: 0.5, release: 0.3, pause: 0.2 };
    const { movements } = play(
      [
        { ...fist, seconds: 0.2 },
        { ...fist, seconds: 0.2 },
      ],
      { second: [{ ...fist, seconds: 0.4, hand: 'Left' }] },
    );
    expect(movements).toEqual([
      { sign: 'beat', from: 0.5, to: 0.9 },
      { sign: 'beat', from: 1.7, to: 1.9 },
    ]);
  });

  it('refuses two lists that show the same hand at one moment', () => {
    const second = [
      { empty: true, seconds: 1 },
      { gesture: 'fist', seconds: 1 },
    ];
    expect(() => play([{ gesture: 'fist', seconds: 1 }], { second })).toThrow(
      /^steps and second both show the right hand at 1 s\.$/,
    );
  });

  it('is the same for the same script and different for another seed', () => {
    const steps = [{ gesture: 'ok', seconds: 1 }];
    expect(play(steps).at(1)).toEqual(play(steps).at(1));
    expect(play(steps, { seed: 6 }).at(1)).not.toEqual(play(steps).at(1));
  });

  it('names a gesture that has no pose', () => {
    expect(() => play([{ gesture: 'handstand', seconds: 1 }])).toThrow(/handstand/);
  });
});

describe('parseScript', () => {
  it('requires exactly one of gesture, unknown and empty', () => {
    const script = { seed: 1, steps: [{ gesture: 'ok', empty: true, seconds: 1 }] };
    expect(() => parseScript(JSON.stringify(script), 'a.json')).toThrow(
      /^a\.json is not a signer's script: steps\.0: needs one of/,
    );
  });
});
