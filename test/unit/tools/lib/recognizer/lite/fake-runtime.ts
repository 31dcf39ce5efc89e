/** LiteRT's module as its bindings look from JavaScript: each model doubles its input. */
import type { RuntimeModule } from '../../../../../../tools/lib/recognizer/lite/runtime.ts';

export interface FakeRuntime {
  module: RuntimeModule;
  /** What was made and not deleted, in the order in which it was made. */
  readonly alive: string[];
}

/** @param refuse makes `compileModel` fail, as for a model with an operator that is not known */
export function fakeRuntime({ inputs = 2, refuse = false } = {}): FakeRuntime {
  const memory = new Uint8Array(1024);
  const alive: string[] = [];
  let free = 16;
  const made = <T extends object>(name: string, rest: T) => {
    alive.push(name);
    return { ...rest, delete: () => void alive.splice(alive.indexOf(name), 1) };
  };
  const take = (bytes: number): number => {
    const at = free;
    free += bytes;
    return at;
  };
  const buffer = (name: string, bytes: number) => {
    const at = take(bytes);
    return made(name, { lock: () => at, unlock: () => undefined, packedSize: () => bytes, at });
  };
  const module: RuntimeModule = {
    HEAPU8: memory,
    _malloc(bytes) {
      alive.push('memory');
      return take(bytes);
    },
    _free: () => void alive.splice(alive.indexOf('memory'), 1),
    LiteRtEnvironment: { create: () => made('environment', {}) },
    LiteRtTensorBuffer: {
      createManaged: (_environment, _kind, _type, bytes) => buffer('input', bytes),
    },
    LiteRtTensorBufferType: { HOST_MEMORY: 1 },
    LiteRtTensorBufferLockMode: { READ: 0, WRITE: 1 },
    loadModel: () =>
      made('model', { getInputTensorType: () => made('type', { bytes: () => 4 * inputs }) }),
    compileModel: async () => {
      if (refuse) throw new Error('An operator is not known.');
      return made('compiled', {
        run(_signature: number, [input]: { lock(mode: unknown): number }[]) {
          const from = input!.lock(0);
          const values = new Float32Array(memory.slice(from, from + 4 * inputs).buffer);
          const output = buffer('output', 4 * inputs);
          memory.set(new Uint8Array(values.map((value) => 2 * value).buffer), output.at);
          return [output];
        },
      });
    },
  };
  return { module, alive };
}
