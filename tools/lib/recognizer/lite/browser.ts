/** LiteRT in a page. It uses relaxed SIMD, which Chromium has since version 114. */
import { createLiteRuntime, type LiteRuntime } from './runtime.ts';

/**
 * Rejects when the runtime cannot be loaded.
 *
 * @param wasmPath folder of the `.wasm` file, with a slash at its end
 */
export async function startLite(wasmPath: string): Promise<LiteRuntime> {
  const { default: createModule } = await import('@litertjs/core/wasm/litert_wasm_internal.js');
  const module = await createModule({
    locateFile: (name) => `${wasmPath}${name}`,
    // It reports each step of its start, also as errors. Real errors are thrown.
    print: () => undefined,
    printErr: () => undefined,
  });
  return createLiteRuntime(module);
}
