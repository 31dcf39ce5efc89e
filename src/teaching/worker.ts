// Runs in a worker of the options page.

import { startBackend } from '../recognizer/engine/backends.ts';
import { loadMovements, loadTeachingBank } from './load-bank.ts';
import type { FromTraining, ToTraining } from './messages.ts';
import { serveTeaching } from './serve.ts';

// The training worker: tfjs on WASM with one thread, which runs everywhere and leaves the other
// cores to the page and to captions.

const scope = self as unknown as DedicatedWorkerGlobalScope;

const serve = serveTeaching({
  post: (message: FromTraining) => scope.postMessage(message),
  prepare: async (base) => {
    const [bank] = await Promise.all([
      loadTeachingBank(base),
      startBackend('wasm', `${base}wasm/`),
    ]);
    return { bank, movements: () => loadMovements(base) };
  },
  // A resolved promise alone would not let the worker receive messages.
  pause: () => new Promise((go) => setTimeout(go)),
  clock: () => performance.now(),
});

scope.onmessage = ({ data }: MessageEvent<ToTraining>) => serve(data);
