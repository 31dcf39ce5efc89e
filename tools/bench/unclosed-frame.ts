// One camera in a frame of its own: the browser warns once in ten seconds for each document.

import { readAll, useFrame } from './unclosed-read.ts';

/** How a camera's frames are read. */
export type Way = 'every frame' | 'on demand' | 'in a worker' | 'video element';

export interface CameraFrame {
  /** Reads the camera for a while and stops it. */
  run(way: Way, delayMs: number, by: 'timer' | 'painting' | 'message'): Promise<void>;
  /** Collects garbage, in the worker too. */
  collect(): Promise<void>;
}

/** How long no frame is asked for after each, if they are read on demand. */
const pauseMs = 100;
/** How long to wait for the end of the stream. */
const endMs = 1500;

const wait = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms));
const said = (worker: Worker, word: string): Promise<void> =>
  new Promise((go) => {
    worker.addEventListener('message', ({ data }) => data === word && go());
  });

let worker: Worker | null = null;

async function readInWorker(track: MediaStreamTrack): Promise<void> {
  worker = new Worker('unclosed-worker.js');
  await said(worker, 'ready');
  // In one task, so that no frame comes before the stream is the worker's.
  const { readable } = new MediaStreamTrackProcessor({ track, maxBufferSize: 1 });
  const over = said(worker, 'over');
  worker.postMessage(readable, [readable]);
  ended = over;
}

function readVideo(track: MediaStreamTrack): Promise<void> {
  const video = document.createElement('video');
  let frames = 0;
  const onFrame = (): void => {
    if (track.readyState === 'ended') return;
    video.requestVideoFrameCallback(onFrame);
    if (frames++ % 3 === 0) void useFrame(new VideoFrame(video), true);
  };
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  video.requestVideoFrameCallback(onFrame);
  video.play().catch(() => undefined);
  return wait(endMs);
}

let ended: Promise<void> = Promise.resolve();

async function read(track: MediaStreamTrack, way: Way): Promise<void> {
  if (way === 'in a worker') return readInWorker(track);
  if (way === 'video element') {
    ended = readVideo(track);
    return;
  }
  const { readable } = new MediaStreamTrackProcessor({ track, maxBufferSize: 1 });
  ended = readAll(readable, way === 'on demand' ? pauseMs : null);
}

const stops = {
  timer: (stop: () => void) => setTimeout(stop),
  painting: (stop: () => void) => requestAnimationFrame(stop),
  message(stop: () => void) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = stop;
    port2.postMessage(null);
  },
};

const camera: CameraFrame = {
  async run(way, delayMs, by) {
    const stream = await navigator.mediaDevices.getUserMedia({
      video: { width: 640, height: 480 },
    });
    const track = stream.getVideoTracks()[0]!;
    await read(track, way);
    await wait(delayMs);
    await new Promise<void>((go) => {
      stops[by](() => {
        track.stop();
        go();
      });
    });
    await Promise.race([ended, wait(endMs)]);
  },
  async collect() {
    globalThis.gc?.();
    if (!worker) return;
    const collected = said(worker, 'collected');
    worker.postMessage('collect');
    await collected;
  },
};
Object.assign(globalThis, { camera });
