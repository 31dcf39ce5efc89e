import { describe, expect, it, vi } from 'vitest';
import { createTickSound } from '../../../src/overlay/tick-sound.ts';

/** An audio context that counts what it plays. */
function fakeAudio(state: AudioContextState) {
  const audio = {
    state,
    currentTime: 1,
    destination: {},
    started: 0,
    closed: false,
    resume: vi.fn(async () => undefined),
    async close() {
      audio.closed = true;
    },
    createOscillator: () => ({
      frequency: { value: 0 },
      connect: (node: unknown) => node,
      start: () => {
        audio.started++;
      },
      stop: () => undefined,
    }),
    createGain: () => ({
      gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} },
      connect: (node: unknown) => node,
    }),
  };
  return audio;
}
const as = (audio: ReturnType<typeof fakeAudio>) => () => audio as unknown as AudioContext;

describe('the tick of a new caption', () => {
  it('makes its audio context with the first tick, and closes it in the end', async () => {
    const audio = fakeAudio('running');
    const make = vi.fn(as(audio));
    const cue = createTickSound(make, () => 0);
    expect(make).not.toHaveBeenCalled();
    cue.play();
    cue.play();
    await vi.waitFor(() => expect(audio.started).toBe(2));
    expect(make).toHaveBeenCalledOnce();
    cue.dispose();
    expect(audio.closed).toBe(true);
  });

  it('does not come late, when at last sound is allowed', async () => {
    const audio = fakeAudio('suspended');
    let now = 0;
    let allow = (): void => {};
    audio.resume.mockImplementation(
      () =>
        new Promise<undefined>((done) => {
          allow = () => done(undefined);
        }),
    );
    const cue = createTickSound(as(audio), () => now);
    cue.play();
    now = 5000;
    allow();
    cue.play();
    allow();
    await vi.waitFor(() => expect(audio.started).toBe(1));
  });

  it('is left out without a sound device', () => {
    const cue = createTickSound(() => {
      throw new DOMException('no device', 'NotSupportedError');
    });
    expect(() => cue.play()).not.toThrow();
    expect(() => cue.dispose()).not.toThrow();
  });
});
