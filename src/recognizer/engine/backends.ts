/** Starts tfjs backends. GPU backends are imported when they are tried, so a bundle can split. */
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import {
  env,
  findBackendFactory,
  getBackend,
  ready,
  registerBackend,
  removeBackend,
  setBackend,
} from '@tensorflow/tfjs-core';
import type { BackendName } from './select.ts';

/** Names that drivers give to a GPU that is the CPU in disguise. */
const SOFTWARE = /swiftshader|llvmpipe|software|basic render|softpipe|lavapipe|warp/i;

/** What the GPU is, for each way to it. Null: there is none. */
export interface Adapter {
  description: string;
  software: boolean;
}

/** Describes the WebGPU adapter of this browser. */
export async function webgpuAdapter(): Promise<Adapter | null> {
  try {
    const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) return null;
    const { vendor, architecture, device, description } = adapter.info;
    const words = [vendor, architecture, device, description].filter(Boolean).join(' ');
    const fallback = (adapter.info as { isFallbackAdapter?: boolean }).isFallbackAdapter === true;
    return { description: words, software: fallback || SOFTWARE.test(words) };
  } catch {
    return null;
  }
}

/** Describes the renderer behind WebGL 2 of this browser. */
export function webglAdapter(): Adapter | null {
  try {
    const context = new OffscreenCanvas(1, 1).getContext('webgl2');
    if (!context) return null;
    const names = context.getExtension('WEBGL_debug_renderer_info');
    const description = String(
      context.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : context.RENDERER),
    );
    context.getExtension('WEBGL_lose_context')?.loseContext();
    return { description, software: SOFTWARE.test(description) };
  } catch {
    return null;
  }
}

/** Makes a backend the current one. `wasmPath` is the folder of tfjs's `.wasm` files. */
export async function startBackend(name: BackendName, wasmPath: string): Promise<void> {
  if (name === 'webgpu') await import('@tensorflow/tfjs-backend-webgpu');
  if (name === 'webgl') await import('@tensorflow/tfjs-backend-webgl');
  if (name === 'wasm') {
    // Before the backend starts: asking for thread support later has no effect, and the threaded
    // build starts a worker from a blob, which the extension's content security policy forbids.
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    setWasmPaths(wasmPath);
  }
  const started = await setBackend(name);
  await ready();
  if (!started || getBackend() !== name)
    throw new Error(`The ${name} backend does not start here.`);
}

/** Lets a backend and what it holds go; it can be started again. */
export function dropBackend(name: BackendName): void {
  const factory = findBackendFactory(name);
  // Without one it was never imported.
  if (!factory) return;
  removeBackend(name);
  registerBackend(name, factory);
}
