/**
 * Replaces the recognizer's worker: answers each frame at once, as if it followed one hand in the
 * middle of the frame. This measures the page's own cost at the full rate, however busy the machine
 * is. With the vocabulary `call-gestures` the hand holds a sign for 700 ms of every 1200 ms; with any
 * other it holds none.
 */
import type { FromWorker, ToWorker } from '../../src/recognizer/worker/messages.ts';

const dwellMs = 700;
const periodMs = 1200;

const scope = self as unknown as DedicatedWorkerGlobalScope;
const post = (message: FromWorker): void => scope.postMessage(message);
let holds = false;

scope.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'start') post({ type: 'started', backend: 'none', selfTest: null });
  if (data.type === 'open') {
    holds = data.vocabulary === 'call-gestures';
    post({ type: 'opened', stream: data.stream });
  }
  if (data.type !== 'frame') return;
  const { timestamp, sourceWidth: width, sourceHeight: height } = data.frame;
  const progress = (timestamp % periodMs) / dwellMs;
  post({
    type: 'answer',
    stream: data.stream,
    id: data.id,
    answer: {
      timestamp,
      hands: 1,
      candidate: holds && progress < 1 ? { gesture: 'fist', caption: 'Fist', progress } : null,
      sign: null,
      searched: false,
      tracked: true,
      next: {
        afterMs: 66,
        region: { x: width / 4, y: height / 4, width: width / 3, height: height / 2 },
      },
      stages: { total: 0 },
    },
  });
};
