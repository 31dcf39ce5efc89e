import { describe, expect, it } from 'vitest';
import { movementFault } from '../../../../src/packs/movements.ts';
import type { SampleHand } from '../../../../src/packs/samples.ts';
import {
  type MovementRun,
  planOfMovements,
  seeMovements,
  startMovements,
  tickMovements,
} from '../../../../src/teaching/recording/recording-movements.ts';
import { secondsLeft, stop } from '../../../../src/teaching/recording/run.ts';
import { look } from './fake-hands.ts';
import { type MovementAt, movementAt } from './fake-movements.ts';

const frameMs = 100;
const plan = planOfMovements('live');

function recorder(from: 'live' | 'video' = 'live') {
  let ids = 0;
  const newId = () => `id-${++ids}`;
  const mine = planOfMovements(from);
  let run = startMovements(mine, { at: 0, recordedAt: 1_000_000, take: 'take-1' });
  let at = mine.countdownMs;
  const see = (isMoving: boolean, ...movements: SampleHand[][]): MovementRun => {
    const frame = look(at, ...(isMoving ? [{}] : []));
    run = seeMovements(run, { ...frame, isMoving, movements }, at, newId);
    at += frameMs;
    return run;
  };
  return {
    get run() {
      return run;
    },
    see,
    /** Hands down for so many frames. */
    wait(frames: number) {
      for (let i = 0; i < frames; i++) see(false);
      return run;
    },
    /** Performs a movement, which ends with the last frame. */
    sign(movement: MovementAt = {}) {
      for (let i = 0; i < (movement.ms ?? 1000) / frameMs; i++) see(true);
      return see(false, movementAt(movement));
    },
  };
}

describe('a recording of a moving sign', () => {
  it('counts down for three seconds and takes no movement that was made meanwhile', () => {
    const first = startMovements(plan, { at: 500, recordedAt: 0, take: 't' });
    expect([500, 1600, 3500].map((at) => secondsLeft(first, at))).toEqual([3, 2, 0]);
    const during = { ...look(2000), movements: [movementAt()] };
    const seen = seeMovements(first, during, 2000, () => 'x');
    expect([seen.phase, seen.samples]).toEqual(['countdown', []]);
    // Ends just after the countdown.
    const after = seeMovements(seen, { ...during, timestamp: 3700 }, 3700, () => 'x');
    expect([after.phase, after.samples, after.dropped.early]).toEqual(['taking', [], 1]);
  });

  it('takes each movement as a take of its own, and ends with the tenth', () => {
    const recording = recorder();
    recording.wait(10);
    for (let i = 0; i < 9; i++) {
      recording.sign({ to: [420, 200 + 10 * i] });
      recording.wait(10);
    }
    expect(recording.run.phase).toBe('taking');
    const { samples, phase, ended } = recording.sign({ both: true });
    expect([samples.length, phase, ended]).toEqual([10, 'done', 'full']);
    expect(new Set(samples.map(({ take }) => take)).size).toBe(10);
    expect(samples.every(({ id, take }) => id === take)).toBe(true);
    expect(samples.every(({ hands }) => movementFault(hands) === null)).toBe(true);
    expect(samples[9]!.recordedAt).toBeGreaterThan(samples[0]!.recordedAt);
    expect(new Set(samples[9]!.hands.map(({ handedness }) => handedness)).size).toBe(2);
  });

  it('says to sign, that a movement runs, and that it has it', () => {
    const recording = recorder();
    const said: string[] = [];
    const listen = () => {
      if (said.at(-1) !== recording.run.said.now) said.push(recording.run.said.now);
    };
    const frames = [...Array(10).fill(false), ...Array(10).fill(true)];
    for (const isMoving of frames) {
      recording.see(isMoving);
      listen();
    }
    recording.see(false, movementAt());
    listen();
    for (let i = 0; i < 30; i++) {
      recording.see(false);
      listen();
    }
    expect(said).toEqual(['sign-once', 'in-movement', 'got-it', 'sign-once']);
  });

  it('does not say that a movement runs because of a hand that twitches', () => {
    const recording = recorder();
    recording.wait(5);
    recording.see(true);
    recording.see(true);
    expect(recording.wait(5).said.now).toBe('sign-once');
  });

  it.each<[string, MovementAt, string, string]>([
    ['too short', { ms: 300 }, 'short', 'too-short'],
    ['too dark', { presence: 0.6 }, 'presence', 'more-light'],
    ['cut off by the edge', { from: [-20, 350], to: [40, 460] }, 'outside', 'into-picture'],
    ['far away', { size: 50 }, 'small', 'closer'],
    ['too near', { size: 400, from: [300, 440], to: [380, 440] }, 'large', 'further'],
  ])('drops a movement that is %s, and says what to do', (_, movement, reason, guidance) => {
    const run = recorder().sign(movement);
    expect(run.samples).toEqual([]);
    expect(run.dropped[reason as 'short']).toBe(1);
    expect(run.said.now).toBe(guidance);
  });

  it('drops both parts of a movement that was cut because it was too long, and goes on after it', () => {
    const recording = recorder();
    for (let i = 0; i < 30; i++) recording.see(true);
    recording.see(true, movementAt({ ms: 1500 }));
    expect(recording.run.said.now).toBe('too-long');
    for (let i = 0; i < 10; i++) recording.see(true);
    const run = recording.see(false, movementAt({ ms: 1500 }));
    expect([run.samples.length, run.dropped.long]).toEqual([0, 2]);
    recording.wait(5);
    expect(recording.sign().samples).toHaveLength(1);
  });

  it('drops the running movement when it is stopped, and keeps what it has', () => {
    const recording = recorder();
    recording.wait(10);
    recording.sign();
    recording.see(true);
    const stopped = stop(recording.run);
    expect([stopped.phase, stopped.ended, stopped.samples.length]).toEqual(['done', 'stopped', 1]);
    const late = { ...look(99_000), movements: [movementAt()] };
    expect(seeMovements(stopped, late, 99_000, () => 'late')).toBe(stopped);
  });

  it('ends when no movement has come for long', () => {
    const run = startMovements(plan, { at: 0, recordedAt: 0, take: 't' });
    expect(tickMovements(run, plan.countdownMs + plan.patienceMs - 1).phase).toBe('taking');
    expect(tickMovements(run, plan.countdownMs + plan.patienceMs).ended).toBe('time');
  });

  it('takes movements of a video without a countdown and without a limit', () => {
    const recording = recorder('video');
    expect(recording.run.phase).toBe('taking');
    recording.wait(2000);
    expect(recording.sign().samples).toHaveLength(1);
  });
});
