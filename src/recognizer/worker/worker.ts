import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { toProblem } from '../../messaging/problems.ts';
import { createHandModels } from '../hands/models.ts';
import { createTracker } from '../hands/tracker.ts';
import { createRecognizer } from '../recognizer.ts';
import { createGate } from '../signs/gate.ts';
import { createFiles } from './files.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { createSession, createVocabularies } from './session.ts';

// The recognizer's worker: picks a backend, loads the models, then serves streams. What arrives
// before that waits.

const scope = self as unknown as DedicatedWorkerGlobalScope;
const post = (message: FromWorker): void => scope.postMessage(message);
const clock = (): number => performance.now();

async function start(message: Extract<ToWorker, { type: 'start' }>) {
  const files = createFiles(message.base);
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths(`${message.base}wasm/`);
  await tf.setBackend('wasm');
  const models = await createHandModels({ load: files.handModel });
  const recognizer = createRecognizer({
    createTracker: () => createTracker(models, { clock }),
    createGate,
    loadVocabulary: createVocabularies(files.json),
    clock,
  });
  post({ type: 'started', backend: tf.getBackend(), selfTest: null });
  return createSession(recognizer, post);
}

let session: Promise<ReturnType<typeof createSession>> | null = null;

scope.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'start') {
    session = start(data);
    session.catch((error: unknown) => post({ type: 'failed', problem: toProblem(error) }));
    return;
  }
  // A failed start was told above; the host ends this worker.
  session?.then(
    (handle) => handle(data),
    () => undefined,
  );
};
