import type { Timers } from '../../clock/clock.ts';
import { blockMs, levelOf } from './talk-detector.ts';

export interface Meter {
  /** Lets the track go; nothing is told any more. Safe to call twice. */
  dispose(): void;
}

/** Measures a track until it is disposed; tells the level of each block of sound, dBFS. */
export type StartMeter = (track: MediaStreamTrack, onLevel: (level: number) => void) => Meter;

/** An AudioContext that does not run by then is not let to: the page was never touched. */
export const startMs = 500;

/**
 * The meter for this browser. The track is the page's own, neither cloned nor changed, and nothing of
 * its sound is kept: each block's samples become one number.
 *
 * An AudioContext with an AnalyserNode that leads nowhere, and where the browser can without opening
 * the loudspeakers: of the two ways the cheaper one on the page's main thread (docs/captions.md).
 * Where the browser does not let it run, which it may refuse in a page that nobody has touched, the
 * samples are read by a MediaStreamTrackProcessor (Chromium alone has it, and alone refuses).
 */
export function createStartMeter(timers: Timers): StartMeter {
  return (track, onLevel) => {
    let meter = meterByAnalyser(track, onLevel, timers, () => {
      if (!('MediaStreamTrackProcessor' in globalThis)) return;
      meter.dispose();
      try {
        meter = meterByProcessor(track, onLevel);
      } catch {
        // It has ended meanwhile, or cannot be read: it is silent.
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
    // One channel says how loud it is.
    data.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
    for (let i = 0; i < numberOfFrames; i++) sum += samples[i]! * samples[i]!;
    count += numberOfFrames;
    if (count < (blockMs / 1000) * sampleRate) return;
    const loudness = levelOf(sum, count);
    sum = 0;
    count = 0;
    onLevel(loudness);
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
  // A track that cannot be read says nothing: captions go on as if it were silent.
  run().catch(dispose);
  return { dispose };
};

/** @param onRefused the context does not run: nothing will be told */
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
  // At 48 kHz 43 ms: about one block.
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
