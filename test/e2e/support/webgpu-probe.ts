// Runs in a page of Chromium: compares the self-test's models on a backend with the reference.
import { startBackend } from '../../../src/recognizer/engine/backends.ts';
import type { BackendName } from '../../../src/recognizer/engine/select.ts';
import { runTrial } from '../../../src/recognizer/engine/trial.ts';

declare global {
  var trialOn: (backend: BackendName) => Promise<{ error: number; landmarks: number }>;
}

globalThis.trialOn = async (backend) => {
  await startBackend(backend, '/wasm/');
  const { error, numbers } = await runTrial({
    clock: () => performance.now(),
    untimed: true,
    load: async (name) => {
      const [json, weights] = await Promise.all([
        fetch(`/models/hands/${name}.json`),
        fetch(`/models/hands/${name}.bin`),
      ]);
      return {
        modelJson: (await json.json()) as unknown,
        weights: new Uint8Array(await weights.arrayBuffer()),
      };
    },
  });
  return { error, landmarks: numbers.landmarks.length };
};
