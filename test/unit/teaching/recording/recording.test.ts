import { describe, expect, it } from 'vitest';
import {
  planOf,
  type RecordingPlan,
  type RecordingState,
  see,
  startRecording,
  tick,
} from '../../../../src/teaching/recording/recording.ts';
import { secondsLeft, stop } from '../../../../src/teaching/recording/run.ts';
import { type HandAt, look } from './fake-hands.ts';
import { movementAt } from './fake-movements.ts';

const frame = 100;

function recorder(plan: RecordingPlan) {
  let ids = 0;
  const newId = () => `id-${++ids}`;
  let state = startRecording(plan, { at: 0, recordedAt: 1_000_000, take: 'take-1' });
  let at = plan.countdownMs;
  return {
    get state(): RecordingState {
      return state;
    },
    get at() {
      return at;
    },
    /** Feeds ten frames per second, with the hands that `hands` returns for each. */
    show(frames: number, hands: (i: number) => HandAt[]) {
      for (let i = 0; i < frames; i++) {
        state = see(state, look(at, ...hands(i)), at, newId);
        at += frame;
      }
      return state;
    },
  };
}

const gesture = planOf('gesture', 'live');
/** A hand that slowly turns back and forth, so that no two frames are the same. */
const turning = (i: number): HandAt[] => [{ turn: 0.8 * Math.sin(i / 15) }];

describe('a recording of a gesture', () => {
  it('counts down for three seconds and takes nothing meanwhile', () => {
    let state = startRecording(gesture, { at: 500, recordedAt: 0, take: 't' });
    expect([500, 1400, 1600, 3499, 3500].map((at) => secondsLeft(state, at))).toEqual([
      3, 3, 2, 1, 0,
    ]);
    state = see(state, look(1000, {}), 1000, () => 'x');
    state = see(state, look(1100, {}), 1100, () => 'x');
    expect(state.phase).toBe('countdown');
    expect(state.samples).toEqual([]);
    expect(tick(state, 3500).phase).toBe('taking');
  });

  it('takes no sample of a hand that the frame does not show clearly, and says nothing about it', () => {
    const recording = recorder(gesture);
    recording.show(2, turning);
    const before = recording.state;
    const seen = look(recording.at, { turn: 0.5 });
    const hands = seen.hands.map((hand) => ({ ...hand, unclear: true }));
    const state = see(before, { ...seen, hands }, recording.at, () => 'x');
    expect(state.samples).toEqual(before.samples);
    expect(state.dropped).toEqual(before.dropped);
    expect(state.said).toEqual(before.said);
    expect(state.lastHandAt).toBe(recording.at);
  });

  it('takes twenty different samples of one take within seconds and ends', () => {
    const recording = recorder(gesture);
    const state = recording.show(150, turning);
    expect(state.phase).toBe('done');
    expect(state.ended).toBe('full');
    expect(state.samples).toHaveLength(20);
    expect(new Set(state.samples.map(({ id }) => id)).size).toBe(20);
    expect(new Set(state.samples.map(({ take }) => take))).toEqual(new Set(['take-1']));
    const [first, last] = [state.samples[0]!, state.samples.at(-1)!];
    expect(first.recordedAt).toBeGreaterThanOrEqual(1_000_000 + gesture.countdownMs);
    expect(last.recordedAt - first.recordedAt).toBeGreaterThan(3000);
  });

  it('keeps a hand relative to its wrist in hand sizes, unmirrored', () => {
    const recording = recorder(gesture);
    recording.show(2, () => [{ x: 200, y: 300, size: 120, handedness: 'Left' }]);
    const hand = recording.state.samples[0]?.hands[0];
    expect(hand?.points).toHaveLength(21);
    expect(hand?.points[0]).toEqual([0, 0, 0]);
    expect(hand?.points[12]?.[1]).toBeCloseTo(-1);
    expect(hand?.points[4]?.[0]).toBeCloseTo(-0.41);
    expect(hand?.handedness).toBe('Left');
    expect(hand?.size).toBeCloseTo(120 / 480);
    expect(hand?.time).toBe(0);
  });

  it('takes left and right hands equally', () => {
    const right = recorder(gesture).show(60, turning);
    const left = recorder(gesture).show(60, (i) =>
      turning(i).map((hand) => ({ ...hand, handedness: 'Left' })),
    );
    expect(left.samples.length).toBe(right.samples.length);
    expect(left.said.now).toBe(right.said.now);
  });

  it('keeps one sample of a hand that is held still, and asks to turn it', () => {
    const recording = recorder(gesture);
    const state = recording.show(60, () => [{}]);
    expect(state.samples).toHaveLength(1);
    expect(state.dropped.copy).toBeGreaterThan(10);
    expect(state.said.now).toBe('turn-hand');
  });

  it.each<[string, HandAt, string, string]>([
    ['doubtful', { presence: 0.8 }, 'presence', 'more-light'],
    ['half out of the picture', { x: 10 }, 'outside', 'into-picture'],
    ['far away', { size: 40 }, 'small', 'closer'],
    ['too near', { size: 420, y: 460 }, 'large', 'further'],
  ])('drops a hand that is %s, and says what to do', (_, hand, reason, guidance) => {
    const state = recorder(gesture).show(40, (i) => [{ ...hand, turn: 0.05 * Math.sin(i) }]);
    expect(state.samples).toEqual([]);
    expect(state.dropped[reason as 'presence']).toBeGreaterThan(30);
    expect(state.said.now).toBe(guidance);
  });

  it('drops hands that move fast, and the first frame of a hand, whose speed is not known', () => {
    const fast = recorder(gesture).show(40, (i) => [{ x: 320 + 100 * (i % 2 ? 1 : -1) }]);
    expect(fast.samples).toEqual([]);
    expect(fast.said.now).toBe('hold-still');
    const first = recorder(gesture).show(1, () => [{}]);
    expect(first.samples).toEqual([]);
  });

  it('continues as soon as the hand is good again', () => {
    const recording = recorder(gesture);
    recording.show(30, () => [{ size: 40 }]);
    expect(recording.state.said.now).toBe('closer');
    recording.show(30, turning);
    expect(recording.state.said.now).not.toBe('closer');
    expect(recording.state.samples.length).toBeGreaterThan(3);
  });

  it('takes the clearly larger of two hands, and the raised one of two equal ones', () => {
    const larger = recorder(gesture).show(4, () => [
      { x: 150, size: 90 },
      { x: 450, size: 180, handedness: 'Left' },
    ]);
    expect(larger.samples[0]?.hands[0]?.handedness).toBe('Left');
    const raised = recorder(gesture).show(4, () => [
      { x: 150, y: 450, handedness: 'Left' },
      { x: 450, y: 250 },
    ]);
    expect(raised.samples.map(({ hands }) => hands[0]?.handedness)).toEqual(['Right']);
  });

  it('says that it sees no hand, even if no frame comes', () => {
    const empty = recorder(gesture).show(40, () => []);
    expect(empty.said.now).toBe('no-hand');
    let state = startRecording(gesture, { at: 0, recordedAt: 0, take: 't' });
    for (let at = 0; at < 8000; at += 100) state = tick(state, at);
    expect(state.said.now).toBe('no-hand');
  });

  it('never changes its sentence before it can be read', () => {
    const recording = recorder(gesture);
    let [said, since] = [recording.state.said.now, -Infinity];
    const stood: number[] = [];
    for (let i = 0; i < 140; i++) {
      // What is wrong changes every third frame.
      const faults: HandAt[] = [{ size: 40 }, { presence: 0.5 }, { turn: 0.4 * Math.sin(i / 9) }];
      recording.show(1, () => [faults[Math.floor(i / 7) % 3]!]);
      if (recording.state.said.now === said) continue;
      stood.push(recording.at - since);
      [said, since] = [recording.state.said.now, recording.at];
    }
    expect(stood.length).toBeGreaterThan(1);
    expect(Math.min(...stood)).toBeGreaterThanOrEqual(1800);
  });

  it('asks for the other hand once everything else is varied', () => {
    const recording = recorder({ ...gesture, want: 60 });
    recording.show(140, (i) => [{ turn: 0.5 * Math.sin(i / 8), x: 320 + 150 * Math.sin(i / 30) }]);
    expect(recording.state.said.now).toBe('other-hand');
  });

  it('goes on until it has enough, and ends only when nothing new has come for long', () => {
    const recording = recorder(gesture);
    // Most of the time there is no good hand.
    const seldom = recording.show(300, (i) => (i % 50 < 3 ? [{ turn: i / 200 }] : []));
    expect([seldom.phase, seldom.samples.length > 5]).toEqual(['taking', true]);
    const state = recording.show(200, () => [{ turn: 0.1 }]);
    expect(state.ended).toBe('time');
    expect(state.samples.length).toBeLessThan(20);
  });

  it('takes nothing after it was stopped', () => {
    const recording = recorder(gesture);
    recording.show(20, turning);
    const stopped = stop(recording.state);
    expect(stopped.ended).toBe('stopped');
    const after = see(stopped, look(99_000, { turn: 1 }), 99_000, () => 'late');
    expect(after).toBe(stopped);
  });
});

describe('a recording of nothing', () => {
  const nothing = planOf('nothing', 'live');

  it('takes both hands, even if they are small, uncertain or at the edge of the frame', () => {
    const state = recorder(nothing).show(3, () => [
      { x: 20, y: 400, size: 50, presence: 0.6 },
      { x: 500, y: 470, handedness: 'Left' },
    ]);
    expect(state.samples.length).toBe(2);
  });

  it('suggests to rest, to touch the face and to hold a cup, one after the other', () => {
    const recording = recorder(nothing);
    const said: string[] = [];
    for (let i = 0; i < 290; i++) {
      recording.show(1, () => [{ turn: 0.01 * i }]);
      if (said.at(-1) !== recording.state.said.now) said.push(recording.state.said.now);
    }
    expect(said).toEqual(['rest', 'face', 'cup']);
  });

  it('keeps each movement that ended as a take of its own beside held hands', () => {
    const recording = recorder(nothing);
    recording.show(3, () => [{}]);
    const held = recording.state.samples.length;
    const { at } = recording;
    const movements = [movementAt(), movementAt({ ms: 200 })];
    const state = see(recording.state, { ...look(at), movements }, at, () => 'moved');
    // The second one has too few hands to be a sample.
    expect(state.samples.slice(held)).toEqual([
      expect.objectContaining({ id: 'moved', take: 'moved', hands: movements[0] }),
    ]);
  });

  it('drops more near-copies than a recording of a gesture', () => {
    const slow = (i: number): HandAt[] => [{ turn: i / 60 }];
    const kept = (of: 'gesture' | 'nothing') =>
      recorder({ ...planOf(of, 'live'), gapMs: 0, want: 1000 }).show(100, slow).samples.length;
    expect(kept('nothing')).toBeLessThan(kept('gesture') * 0.75);
  });
});

describe('a recording from files', () => {
  it('treats each picture as a take of its own and takes it at once, however hands jump', () => {
    const recording = recorder(planOf('gesture', 'pictures'));
    const state = recording.show(3, (i) => [{ x: 150 + i * 150, turn: i / 3 }]);
    expect(state.samples).toHaveLength(3);
    expect(new Set(state.samples.map(({ take }) => take)).size).toBe(3);
  });

  it('has no countdown and no limit for a video, which is one take', () => {
    const recording = recorder(planOf('gesture', 'video'));
    const state = recording.show(400, (i) => [i < 380 ? {} : { turn: i / 30 }]);
    expect(state.phase).toBe('taking');
    expect(state.samples.length).toBeGreaterThan(3);
    expect(new Set(state.samples.map(({ take }) => take))).toEqual(new Set(['take-1']));
  });
});
