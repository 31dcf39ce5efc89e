// Runs in a page of Chromium: loses the GPU under a backend of tfjs that has just computed.
import { add, backend, ones } from '@tensorflow/tfjs-core';
import { startBackend } from '../../../src/recognizer/engine/backends.ts';
import { watchGpu } from '../../../src/recognizer/engine/lost.ts';

export interface Loss {
  /** What was reported, in order. */
  reported: string[];
  /** From the loss to its report, ms. */
  ms: number;
  /** The outcome of a computation after the loss, within two seconds. */
  after: string;
}

const compute = async (): Promise<string> => {
  const sum = add(ones([64, 64]), ones([64, 64]));
  const [first] = await sum.data();
  return String(first);
};

globalThis.loseGpu = async (name) => {
  await startBackend(name, '/wasm/');
  const before = await compute();
  if (before !== '2') throw new Error(`${name} computes ${before}`);
  const reported: string[] = [];
  const start = performance.now();
  const running = backend() as unknown as {
    device?: GPUDevice;
    gpgpu?: { gl: WebGL2RenderingContext };
  };
  const ms = await new Promise<number>((done) => {
    watchGpu(name, (detail) => {
      reported.push(detail);
      done(performance.now() - start);
    });
    running.device?.destroy();
    running.gpgpu?.gl.getExtension('WEBGL_lose_context')?.loseContext();
  });
  const after = await Promise.race([
    compute().catch((error: unknown) => `failed: ${String(error)}`),
    new Promise<string>((done) => setTimeout(done, 2000, 'no answer')),
  ]);
  return { reported, ms, after };
};

declare global {
  var loseGpu: (backend: 'webgpu' | 'webgl') => Promise<Loss>;
}
