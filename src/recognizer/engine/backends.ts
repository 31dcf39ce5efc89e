/** Starts tfjs backends. GPU backends are imported when they are tried, so a bundle can split. */
import { getThreadsCount, setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
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

/** Names of software renderers: GPUs that are emulated on the CPU. */
const software = /swiftshader|llvmpipe|software|basic render|softpipe|lavapipe|warp/i;

/** The GPU behind one graphics API. */
export interface Adapter {
  description: string;
  software: boolean;
}

/** Describes the WebGPU adapter of this browser; null if it has none. */
export async function webgpuAdapter(): Promise<Adapter | null> {
  try {
    const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) return null;
    const { vendor, architecture, device, description } = adapter.info;
    const words = [vendor, architecture, device, description].filter(Boolean).join(' ');
    const fallback = (adapter.info as { isFallbackAdapter?: boolean }).isFallbackAdapter === true;
    return { description: words, software: fallback || software.test(words) };
  } catch {
    return null;
  }
}

/** Describes the renderer behind WebGL 2 of this browser; null if it has none. */
export function webglAdapter(): Adapter | null {
  try {
    const context = new OffscreenCanvas(1, 1).getContext('webgl2');
    if (!context) return null;
    const names = context.getExtension('WEBGL_debug_renderer_info');
    const description = String(
      context.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : context.RENDERER),
    );
    context.getExtension('WEBGL_lose_context')?.loseContext();
    return { description, software: software.test(description) };
  } catch {
    return null;
  }
}

/**
 * How many threads 'wasm-threads' runs, the calling one included; the build packs one worker fewer
 * (tools/lib/build/wasm-threads.mjs).
 */
export const wasmThreads = 2;
/** How long threads may take to start; one that has not started by then never will, ms. */
const threadsStartMs = 2000;

/** The name in tfjs, which has a single WASM backend, with or without threads. */
export const tfjsName = (name: BackendName): string => (name === 'wasm-threads' ? 'wasm' : name);

/**
 * Whether this browser lets workers share WASM memory: Chromium does in an extension's workers,
 * Firefox does not (its extension pages are not isolated from other origins).
 */
export function canShareMemory(): boolean {
  try {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
    if (!(memory.buffer instanceof SharedArrayBuffer)) return false;
    // Throws in browsers that have shared memory but do not let it be sent to a worker.
    const { port1, port2 } = new MessageChannel();
    port1.postMessage(memory.buffer);
    port1.close();
    port2.close();
    return true;
  } catch {
    return false;
  }
}

let wasmFolder: string | null = null;

/** Sets tfjs's path once: after a failed start, tfjs throws when it is set again. */
function useWasmFolder(folder: string): void {
  if (folder === wasmFolder) return;
  setWasmPaths(folder);
  wasmFolder = folder;
}

/**
 * Makes a backend the current one.
 *
 * @param wasmPath folder of tfjs's `.wasm` files, with a slash at its end
 * @throws Error when it does not start, or its threads do not within `limitMs`
 */
export async function startBackend(
  name: BackendName,
  wasmPath: string,
  limitMs = threadsStartMs,
): Promise<void> {
  const threaded = name === 'wasm-threads';
  if (name === 'webgpu') await import('@tensorflow/tfjs-backend-webgpu');
  if (name === 'webgl') await import('@tensorflow/tfjs-backend-webgl');
  if (name === 'wasm' || threaded) {
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', threaded);
    useWasmFolder(wasmPath);
    setThreadsCount(threaded ? wasmThreads : 1);
  }
  const start = async () => {
    const started = await setBackend(tfjsName(name));
    if (!started || getBackend() !== tfjsName(name))
      throw new Error(`The ${name} backend does not start here.`);
    await ready();
  };
  await (threaded ? withTimeout(limitMs, start()) : start());
  if (threaded && getThreadsCount() !== wasmThreads)
    throw new Error(`The ${name} backend has ${getThreadsCount()} of its ${wasmThreads} threads.`);
}

function withTimeout(ms: number, started: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No threads after ${ms} ms.`)), ms);
    started.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Removes a backend and frees its memory; it can be started again. */
export function dropBackend(name: BackendName): void {
  const factory = findBackendFactory(tfjsName(name));
  // No factory: the backend was never imported.
  if (!factory) return;
  removeBackend(tfjsName(name));
  registerBackend(tfjsName(name), factory);
}
