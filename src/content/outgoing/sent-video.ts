import type { Timers } from '../../clock/clock.ts';
import { createDrawing } from '../../outgoing/drawing-worker.ts';
import { passHere } from '../../outgoing/pass-here.ts';
import { canPipe, startPipe } from '../../outgoing/pipe.ts';
import { createStamp, type Stamp } from '../../outgoing/stamp.ts';
import { workerText } from '../../outgoing/worker-text.ts';
import { createOutgoing } from './outgoing.ts';
import { watchSenders } from './senders.ts';
import { watchStalls } from './stalls.ts';
import type { Outgoing, OutgoingStatus } from './types.ts';
import { workersFromText } from './worker.ts';

/** What the tests replace. */
export interface SentVideoOptions {
  /** Called once for each track: a stamp keeps what it has drawn for one frame size. */
  makeStamp?: () => Stamp;
  /** The text of the worker that draws; null: all is drawn on the page's thread. */
  worker?: string | null;
}

/** Outgoing captions for this document, by the browser's own APIs. Call it before `watchTracks`. */
export function createSentVideo(
  window: Window,
  timers: Timers,
  onStatus: (status: OutgoingStatus) => void,
  { makeStamp = createStamp, worker = workerText() }: SentVideoOptions = {},
): Outgoing {
  const now = (): number => timers.now();
  const can = canPipe();
  const senders = watchSenders(window, () => outgoing.look());
  const workers = can && worker !== null ? workersFromText(window, worker, now) : null;
  const drawing = createDrawing({
    makeWorker: workers && ((listener) => workers.make(listener)),
    passHere: passHere(makeStamp, now),
    timers,
  });
  const outgoing: Outgoing = createOutgoing({
    senders,
    startPipe: can ? (own, listener) => startPipe(own, { ...listener, pass: drawing.pass }) : null,
    watchStalls,
    timers,
    onStatus,
    onDispose() {
      workers?.dispose();
      drawing.dispose();
    },
  });
  return outgoing;
}
