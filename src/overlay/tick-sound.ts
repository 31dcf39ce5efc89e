/**
 * A short quiet tick for a new caption, synthesized. It has an audio context of its own, so the
 * page's sound is not touched.
 */
export interface TickSound {
  /** Ticks once; silent while the browser allows no sound. Never throws. */
  play(): void;
  dispose(): void;
}

const seconds = 0.035;
const hertz = 1400;
const loudness = 0.06;

/** How late a tick may come, ms; after that it would belong to no caption. */
const lateMs = 300;

/**
 * @param context makes the audio context; called at the first tick
 * @param now monotonic clock, ms
 */
export function createTickSound(
  context: () => AudioContext = () => new AudioContext(),
  now: () => number = () => performance.now(),
): TickSound {
  let audio: AudioContext | null = null;
  return {
    play() {
      const asked = now();
      const start = async (): Promise<void> => {
        audio ??= context();
        if (audio.state !== 'running') await audio.resume();
        if (now() - asked < lateMs) tick(audio);
      };
      // No sound device, or sound is not allowed yet: the caption is shown anyway.
      start().catch(() => undefined);
    },
    dispose() {
      audio?.close().catch(() => undefined);
      audio = null;
    },
  };
}

function tick(audio: AudioContext): void {
  const start = audio.currentTime;
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(loudness, start);
  volume.gain.exponentialRampToValueAtTime(loudness / 1000, start + seconds);
  tone.connect(volume).connect(audio.destination);
  tone.start(start);
  tone.stop(start + seconds);
}
