/**
 * Runs in a worker that the content script makes from text: draws captions into frames while the
 * page's own thread is busy. Knows captions only while they are shown, and talks only to the content
 * script that made it.
 */
import { type Frames, passFrames } from './passing.ts';
import { createStamp, type Sign } from './stamp.ts';
import type { FromDrawingWorker, ToDrawingWorker } from './worker-messages.ts';

interface Passed {
  frames: Frames;
  sign: Sign | null;
}

const passed = new Map<number, Passed>();
const send = (message: FromDrawingWorker): void => self.postMessage(message);
const now = (): number => performance.now();

function pass({ id, sign, readable, writable }: ToDrawingWorker & { type: 'pass' }): void {
  const signOf = (): Sign | null => passed.get(id)?.sign ?? null;
  try {
    const frames = passFrames({ readable, writable }, createStamp(), signOf, now, {
      onFlow: () => send({ type: 'flow', id }),
      onEnd: (end, detail) => send({ type: 'end', id, end, detail: String(detail ?? '') }),
    });
    passed.set(id, { frames, sign });
  } catch (error) {
    send({ type: 'end', id, end: 'fault', detail: String(error) });
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ToDrawingWorker>) => {
  if (data.type === 'quit') {
    for (const { frames } of passed.values()) frames.stop();
    // Not before the frames that are on their way have come and been closed.
    setTimeout(() => self.close(), quitMs);
    return;
  }
  if (data.type === 'pass') return pass(data);
  const one = passed.get(data.id);
  if (!one) return;
  if (data.type === 'show') one.sign = data.sign;
  else if (data.type === 'ask') {
    const { since } = one.frames;
    const ms = since === null ? 0 : now() - since;
    send({ type: 'busy', id: data.id, since, ms });
  } else {
    passed.delete(data.id);
    one.frames.stop();
  }
});

/** A camera of one frame a second has delivered its last one by then. */
const quitMs = 2000;

send({ type: 'ready' });
