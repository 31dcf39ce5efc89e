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
  it('makes its audio context at the first tick, and closes it on dispose', async () => {
    const audio = fakeAudio('running');
    const make = vi.fn(as(audio));
    const tick = createTickSound(make, () => 0);
    expect(make).not.toHaveBeenCalled();
    tick.play();
    tick.play();
    await vi.waitFor(() => expect(audio.started).toBe(2));
    expect(make).toHaveBeenCalledOnce();
    tick.dispose();
    expect(audio.closed).toBe(true);
  });

  it('does not come late when sound is allowed at last', async () => {
    const audio = fakeAudio('suspended');
    let now = 0;
    let allow = (): void => {};
    audio.resume.mockImplementation(
      () =>
        new Promise<undefined>((done) => {
          allow = () => done(undefined);
        }),
    );
    const tick = createTickSound(as(audio), () => now);
    tick.play();
    now = 5000;
    allow();
    tick.play();
    allow();
    await vi.waitFor(() => expect(audio.started).toBe(1));
  });

  it('is left out if there is no sound device', () => {
    const tick = createTickSound(() => {
      throw new DOMException('no device', 'NotSupportedError');
    });
    expect(() => tick.play()).not.toThrow();
    expect(() => tick.dispose()).not.toThrow();
  });
});
