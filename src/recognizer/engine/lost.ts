/** Tells when a backend that runs is gone, which tfjs itself does not. */
import { backend } from '@tensorflow/tfjs-core';
import type { BackendName } from './select.ts';

/**
 * Watches WASM memory in this worker. Where it can grow no more, XNNPACK prints a line, computes
 * nothing, and tfjs goes on with whatever lies in the outputs' memory: such numbers must not be used.
 *
 * @param onFull called at the moment in which memory was wanted in vain, before anything is computed
 * with it
 * @returns how to stop
 */
export function watchMemory(onFull: () => void): () => void {
  const { prototype } = WebAssembly.Memory;
  const native = prototype.grow;
  const watched = function (this: WebAssembly.Memory, pages: number): number {
    try {
      return native.call(this, pages);
    } catch (error) {
      onFull();
      throw error;
    }
  };
  prototype.grow = watched;
  return () => {
    if (prototype.grow === watched) prototype.grow = native;
  };
}

/** What is read of tfjs's GPU backends. */
interface GpuBackend {
  /** WebGPU. */
  device?: GPUDevice;
  /** WebGL. */
  gpgpu?: { gl: WebGL2RenderingContext };
}

/**
 * Watches the GPU of the current backend. After it is lost (driver reset, GPU process gone, laptop
 * changed its graphics) WebGL never answers again and WebGPU rejects.
 *
 * @returns how to stop
 */
export function watchGpu(name: BackendName, onLost: (detail: string) => void): () => void {
  let watching = true;
  const tell = (detail: string): void => {
    if (watching) onLost(detail);
    watching = false;
  };
  const { device, gpgpu } = backend() as GpuBackend;
  if (name === 'webgpu')
    device?.lost.then(({ reason, message }) => tell(`WebGPU device lost: ${reason} ${message}`));
  if (name === 'webgl')
    gpgpu?.gl.canvas.addEventListener('webglcontextlost', () => tell('WebGL context lost'));
  return () => {
    watching = false;
  };
}
