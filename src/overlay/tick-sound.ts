/**
 * A short quiet tick for a new caption, made in code. It has an audio context of its own: the
 * page's sound is not touched. There is no vibration beside it: computers have no motor for it.
 */
export interface TickSound {
  /** Ticks once; silent where the browser lets no sound out yet. Never throws. */
  play(): void;
  dispose(): void;
}

const seconds = 0.035;
const hertz = 1400;
const loudness = 0.06;

/** A sound that comes later than this belongs to no caption any more, ms. */
const lateMs = 300;

/**
 * @param context makes the audio context with the first tick; there is none before
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
      // There is no sound device, or no click yet that allows sound: the caption is there anyway.
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
