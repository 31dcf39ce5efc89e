// A busy page with many cameras, each in a frame of its own, which it stops at adverse moments.

import type { CameraFrame, Way } from './unclosed-frame.ts';

/** The browser looks for unclosed frames this often, and a little more, ms. */
const reportMs = 10_600;
/** How many tasks keep the page busy, and how many cameras are read at a time. */
const chains = 3;
const lanes = 2;

const wait = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms));
const bys = ['timer', 'painting', 'message'] as const;

/** Keeps the thread busy in short tasks. @returns ends it */
function beBusy(): () => void {
  let busy = true;
  for (let i = 0; i < chains; i++) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      const until = performance.now() + 1 + Math.random() * 3;
      while (performance.now() < until);
      if (busy) setTimeout(() => port2.postMessage(null), Math.random() * 4);
    };
    port2.postMessage(null);
  }
  return () => {
    busy = false;
  };
}

async function openFrame(): Promise<CameraFrame> {
  const frame = document.createElement('iframe');
  const loaded = new Promise((go) => {
    frame.onload = go;
  });
  frame.src = 'unclosed-frame.html';
  document.body.append(frame);
  await loaded;
  return (frame.contentWindow as unknown as { camera: CameraFrame }).camera;
}

async function stopAll(way: Way, count: number): Promise<void> {
  const held = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 480 } });
  const cameras: CameraFrame[] = [];
  for (let i = 0; i < count; i++) cameras.push(await openFrame());
  const rest = beBusy();
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      const index = next++;
      const camera = cameras[index]!;
      await camera.run(way, 400 + Math.random() * 200, bys[index % bys.length]!);
      await camera.collect();
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  rest();
  for (const camera of cameras) await camera.collect();
  await wait(reportMs);
  for (const track of held.getTracks()) track.stop();
}
Object.assign(globalThis, { stopAll });
