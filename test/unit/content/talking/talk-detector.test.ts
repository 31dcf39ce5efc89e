import { describe, expect, it } from 'vitest';
import {
  blockMs,
  createTalkDetector,
  levelOf,
} from '../../../../src/content/talking/talk-detector.ts';
import { mulberry32 } from '../../../../tools/lab/signer/random.ts';

const rate = 16_000;
type Signal = (seconds: number) => number;

/**
 * Runs a signal through the detector in blocks.
 *
 * @returns the times of each stretch of speech, ms
 */
function spoken(signal: Signal, seconds: number, muted?: (seconds: number) => boolean) {
  const detector = createTalkDetector();
  const perBlock = (rate * blockMs) / 1000;
  const stretches: { from: number; to: number | null }[] = [];
  for (let block = 0; block * blockMs < seconds * 1000; block++) {
    let sum = 0;
    for (let i = 0; i < perBlock; i++) sum += signal((block * perBlock + i) / rate) ** 2;
    const at = (block + 1) * blockMs;
    const now = detector.step(muted?.(at / 1000) ? null : levelOf(sum, perBlock), at);
    const last = stretches.at(-1);
    const was = last !== undefined && last.to === null;
    if (now && !was) stretches.push({ from: at, to: null });
    if (!now && was) last.to = at;
  }
  return stretches;
}

function noise(level: number, seed = 1): Signal {
  const random = mulberry32(seed);
  return () => level * (2 * random() - 1);
}
/** A voiced sound in four syllables per second; a third of each is a gap. */
function speech(level: number, from: number, to: number): Signal {
  return (t) => {
    if (t < from || t >= to) return 0;
    const phase = ((t - from) * 4) % 1;
    if (phase > 0.67) return 0;
    const swell = Math.sin((Math.PI * phase) / 0.67);
    const tone = Math.sin(2 * Math.PI * 140 * t) + 0.5 * Math.sin(2 * Math.PI * 420 * t);
    return level * swell * tone;
  };
}
const hum =
  (level: number, from = 0): Signal =>
  (t) =>
    t < from ? 0 : level * Math.sin(2 * Math.PI * 100 * t);
const sum =
  (...signals: Signal[]): Signal =>
  (t) =>
    signals.reduce((total, signal) => total + signal(t), 0);

describe('speech', () => {
  it.each([
    ['in a quiet room', 0.001],
    ['in a noisy room', 0.02],
  ])(
    'is detected as one stretch %s, from soon after it begins to soon after it ends',
    (_, room) => {
      const [stretch, ...more] = spoken(sum(noise(room), speech(0.2, 2, 8)), 12);
      expect(more).toEqual([]);
      expect(stretch!.from).toBeGreaterThanOrEqual(2300);
      expect(stretch!.from).toBeLessThanOrEqual(2800);
      expect(stretch!.to).toBeGreaterThanOrEqual(8300);
      expect(stretch!.to).toBeLessThanOrEqual(8700);
    },
  );

  it('is detected if it is there from the first moment', () => {
    const [stretch] = spoken(sum(noise(0.001), speech(0.2, 0, 4)), 6);
    expect(stretch!.from).toBeLessThanOrEqual(1200);
  });

  it('continues over the gap between two words, and ends in a longer one', () => {
    const words = (gap: number): Signal =>
      sum(noise(0.001), speech(0.2, 1, 3), speech(0.2, 3 + gap, 6));
    expect(spoken(words(0.4), 8)).toHaveLength(1);
    expect(spoken(words(1.2), 8)).toHaveLength(2);
  });

  it('is detected while a fan hums', () => {
    expect(spoken(sum(hum(0.02), speech(0.2, 4, 7)), 10)).toHaveLength(1);
  });
});

describe('no speech is detected in', () => {
  it.each([
    ['silence', () => 0],
    ['the noise of a room', noise(0.003)],
    ['a loud steady hum', hum(0.3)],
    ['loud steady noise', noise(0.3)],
  ])('%s', (_, signal) => {
    expect(spoken(signal, 20)).toEqual([]);
  });

  it('a click or typing', () => {
    const random = noise(0.9);
    const clicks =
      (every: number): Signal =>
      (t) =>
        t % every < 0.02 ? random(t) : 0;
    expect(spoken(sum(noise(0.001), clicks(20)), 19)).toEqual([]);
    expect(spoken(sum(noise(0.001), clicks(0.2)), 20)).toEqual([]);
  });

  it('a hum for longer than it takes to recognize the hum as noise', () => {
    const stretches = spoken(sum(noise(0.001), hum(0.1, 2)), 20);
    expect(stretches).toHaveLength(1);
    expect(stretches[0]!.to).toBeLessThanOrEqual(2000 + 3000 + 700);
  });

  it('sound that is too quiet for somebody at this microphone', () => {
    expect(spoken(speech(0.001, 1, 5), 8)).toEqual([]);
  });
});

describe('a track that is muted', () => {
  it('ends speech after the pause that words may have', () => {
    const [stretch] = spoken(sum(noise(0.001), speech(0.2, 1, 8)), 8, (t) => t > 4);
    expect(stretch!.to).toBeGreaterThan(4000);
    expect(stretch!.to).toBeLessThanOrEqual(4700);
  });

  it('does not turn the noise of the room into speech when it is unmuted', () => {
    expect(spoken(noise(0.02), 10, (t) => t > 1 && t < 6)).toEqual([]);
  });
});

it('time without measurements counts as no speech', () => {
  const detector = createTalkDetector();
  for (const at of [0, 50, 100]) detector.step(-70, at);
  expect(detector.step(-20, 10_000)).toBe(false);
});
