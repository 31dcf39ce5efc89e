/** The worker that tries WASM with threads; its creator ends it when it is done or takes too long. */
import { startBackend } from '../engine/backends.ts';
import { runTrial } from '../engine/trial.ts';
import { createFiles } from './files.ts';
import type { ThreadsTrialReply } from './messages.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;

scope.onmessage = ({ data: { base } }: MessageEvent<{ base: string }>) => {
  const post = (message: ThreadsTrialReply): void => scope.postMessage(message);
  const run = async () => {
    await startBackend('wasm-threads', `${base}wasm/`);
    return runTrial({ load: createFiles(base).handModel, clock: () => performance.now() });
  };
  run().then(
    ({ error, ms }) => post({ type: 'trial', error, ms }),
    (reason: unknown) =>
      post({ type: 'failed', reason: reason instanceof Error ? reason.message : String(reason) }),
  );
};
