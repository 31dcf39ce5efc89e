// Runs in a worker, started by the recognizer's host or by an extension page.

import { realTimers } from '../../clock/clock.ts';
import { type Problem, ProblemError, toProblem } from '../../messaging/problems.ts';
import { openPackStore } from '../../packs/store.ts';
import { canShareMemory } from '../engine/backends.ts';
import { startEngine } from '../engine/engine.ts';
import { DamagedModelError } from '../hands/model.ts';
import { findHandsInStill } from '../hands/still.ts';
import { createTracker } from '../hands/tracker.ts';
import { createRecognizer } from '../recognizer.ts';
import { createGate } from '../signs/gate.ts';
import { createThrift } from '../thrift.ts';
import { createEmbeddingLoader } from './embedding.ts';
import { createFiles } from './files.ts';
import { createLiveVocabularies } from './live-vocabularies.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { createStreams } from './streams.ts';
import { type TrialWorker, tryThreads } from './try-threads.ts';
import { createVocabularies } from './vocabularies.ts';
import { createWrongCaptions } from './wrong.ts';

// The recognizer's worker: chooses a backend, loads the models, then serves streams. Messages that
// arrive before that wait.

const scope = self as unknown as DedicatedWorkerGlobalScope;
const post = (message: FromWorker): void => scope.postMessage(message);
const clock = (): number => performance.now();

/**
 * Threads need at least this many cores. With one core a second thread cannot help. With two cores the
 * call itself needs the second one: in an end-to-end call on such a machine signs were missed with
 * threads and none without (docs/performance.md).
 */
const fewestCores = 3;
const threadsPossible = canShareMemory() && navigator.hardwareConcurrency >= fewestCores;

const makeTrialWorker = (): TrialWorker =>
  new Worker(new URL('threads-trial.js', scope.location.href), { type: 'module' }) as TrialWorker;

async function start(message: Extract<ToWorker, { type: 'start' }>) {
  const files = createFiles(message.base);
  const engine = await startEngine({
    load: files.handModel,
    wasmPath: `${message.base}wasm/`,
    browser: message.browser,
    selfTest: message.selfTest,
    tryThreads: threadsPossible
      ? (signal) => tryThreads(makeTrialWorker, message.base, signal)
      : undefined,
    oneThread: !message.threads,
    onSlowThreads: () => post({ type: 'slow-threads' }),
    onLost: (problem) => post({ type: 'failed', problem }),
    clock,
  });
  const embedding = createEmbeddingLoader(files.json);
  const vocabularies = createLiveVocabularies({
    shipped: createVocabularies(files.json, embedding),
    embedding,
    openStore: async () => openPackStore(),
    after: realTimers.after,
  });
  const recognizer = createRecognizer({
    createTracker: () => createTracker(engine.models, { clock }),
    createGate,
    loadVocabulary: vocabularies.load,
    clock,
  });
  post({ type: 'started', backend: engine.backend, selfTest: engine.selfTest });
  return createStreams({
    recognizer,
    vocabularies,
    wrong: createWrongCaptions({
      store: vocabularies.store,
      newId: () => crypto.randomUUID(),
      now: () => Date.now(),
    }),
    thrift: createThrift(clock),
    findInStill: (frame) => findHandsInStill(engine.models, frame),
    post,
  });
}

/** The problem that the user is shown: a damaged file, or a browser that can run no backend. */
function startProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return toProblem(error);
  return toProblem(error, error instanceof DamagedModelError ? 'model-damaged' : 'no-backend');
}

let streams: Promise<ReturnType<typeof createStreams>> | null = null;

scope.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'start') {
    streams = start(data);
    streams.catch((error: unknown) => post({ type: 'failed', problem: startProblem(error) }));
    return;
  }
  // A failed start was reported above; the host ends this worker.
  streams?.then(
    (handle) => handle(data),
    () => undefined,
  );
};
