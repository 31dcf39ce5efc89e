import type { Timers } from '../../clock/clock.ts';
import { blockMs, levelOf } from './talk-detector.ts';

export interface Meter {
  /** Stops measuring and releases the track. Safe to call twice. */
  dispose(): void;
}

/** Measures a track until disposed of, and reports the level of each block of sound, dBFS. */
export type StartMeter = (track: MediaStreamTrack, onLevel: (level: number) => void) => Meter;

/**
 * How long an AudioContext may take to run, ms. After that the browser forbids it: the user has not
 * touched the page.
 */
export const startMs = 500;

/**
 * The meter for this browser. The track is the page's own, neither cloned nor changed, and nothing
 * of its sound is kept: each block's samples become one number.
 *
 * It is an AudioContext with an AnalyserNode that is connected to nothing, and opens no loudspeaker
 * where the browser allows that: the cheaper of two ways on the page's main thread
 * (docs/captions.md). A browser may forbid it in a page that the user has not touched. Then a
 * MediaStreamTrackProcessor reads the samples (only Chromium has it, and only Chromium forbids).
 */
export function createStartMeter(timers: Timers): StartMeter {
  return (track, onLevel) => {
    let meter = meterByAnalyser(track, onLevel, timers, () => {
      if (!('MediaStreamTrackProcessor' in globalThis)) return;
      meter.dispose();
      try {
        meter = meterByProcessor(track, onLevel);
      } catch {
        // The track has ended meanwhile, or cannot be read: it counts as silent.
      }
    });
    return { dispose: () => meter.dispose() };
  };
}

const meterByProcessor: StartMeter = (track, onLevel) => {
  const processor: MediaStreamTrackProcessor<AudioData> = new MediaStreamTrackProcessor({
    track: track as MediaStreamAudioTrack,
  });
  const reader = processor.readable.getReader();
  let disposed = false;
  let samples = new Float32Array(0);
  let sum = 0;
  let count = 0;

  const take = (data: AudioData): void => {
    const { numberOfFrames, sampleRate } = data;
    if (samples.length < numberOfFrames) samples = new Float32Array(numberOfFrames);
    // One channel is enough to measure loudness.
    data.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
    for (let i = 0; i < numberOfFrames; i++) sum += samples[i]! * samples[i]!;
    count += numberOfFrames;
    if (count < (blockMs / 1000) * sampleRate) return;
    const level = levelOf(sum, count);
    sum = 0;
    count = 0;
    onLevel(level);
  };

  const run = async (): Promise<void> => {
    while (!disposed) {
      const { done, value } = await reader.read();
      if (done) return;
      try {
        if (!disposed) take(value);
      } finally {
        value.close();
      }
    }
  };
  const dispose = (): void => {
    if (disposed) return;
    disposed = true;
    reader.cancel().catch(() => undefined);
  };
  // A track that cannot be read counts as silent.
  run().catch(dispose);
  return { dispose };
};

/** @param onRefused the context does not run, so no level will be reported */
function meterByAnalyser(
  track: MediaStreamTrack,
  onLevel: (level: number) => void,
  timers: Timers,
  onRefused: () => void,
): Meter {
  const silent: AudioContextOptions & { sinkId: { type: 'none' } } = { sinkId: { type: 'none' } };
  const context = new AudioContext(silent);
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const analyser = context.createAnalyser();
  // 43 ms at 48 kHz: about one block.
  analyser.fftSize = 2048;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const began = timers.now();
  let ran = false;
  const stop = timers.every(blockMs, () => {
    if (context.state === 'running') {
      ran = true;
      analyser.getFloatTimeDomainData(samples);
      let sum = 0;
      for (const sample of samples) sum += sample * sample;
      onLevel(levelOf(sum, samples.length));
    } else if (!ran && timers.now() - began >= startMs) {
      ran = true;
      onRefused();
    }
  });
  let disposed = false;
  return {
    dispose() {
      if (disposed) return;
      disposed = true;
      stop();
      source.disconnect();
      context.close().catch(() => undefined);
    },
  };
}
