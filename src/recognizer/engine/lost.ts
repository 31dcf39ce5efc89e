/** Reports when a running backend is lost, which tfjs itself does not. */
import { backend } from '@tensorflow/tfjs-core';
import type { BackendName } from './select.ts';

/**
 * Watches WASM memory in this worker. When it cannot grow, XNNPACK prints a line and computes
 * nothing, and tfjs goes on with whatever the outputs' memory contains: such numbers must not be
 * used.
 *
 * @param onFull called as soon as memory fails to grow, before anything is computed with it
 * @returns stops watching
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

/** The fields of tfjs's GPU backends that are read here. */
interface GpuBackend {
  /** WebGPU. */
  device?: GPUDevice;
  /** WebGL. */
  gpgpu?: { gl: WebGL2RenderingContext };
}

/**
 * Watches the GPU of the current backend. After it is lost (driver reset, GPU process gone, laptop
 * switched its graphics card) WebGL never answers again and WebGPU rejects.
 *
 * @returns stops watching
 */
export function watchGpu(name: BackendName, onLost: (detail: string) => void): () => void {
  let watching = true;
  const report = (detail: string): void => {
    if (watching) onLost(detail);
    watching = false;
  };
  const { device, gpgpu } = backend() as GpuBackend;
  if (name === 'webgpu')
    device?.lost.then(({ reason, message }) => report(`WebGPU device lost: ${reason} ${message}`));
  if (name === 'webgl')
    gpgpu?.gl.canvas.addEventListener('webglcontextlost', () => report('WebGL context lost'));
  return () => {
    watching = false;
  };
}
