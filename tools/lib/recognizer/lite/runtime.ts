/**
 * LiteRT's WASM build, through its own bindings. The package's wrapper (`@litertjs/core`, `loadLiteRt`)
 * adds a script to the page or calls `importScripts`; a worker that is a module can do neither.
 *
 * Source: `@litertjs/core` 2.5.3, dist/index.d.ts and dist/index.js.
 */

interface Deletable {
  delete(): void;
}

interface TensorType extends Deletable {
  /** Size of a tensor, bytes. */
  bytes(): number;
}

interface TensorBuffer extends Deletable {
  /** Where its numbers are in the runtime's memory, bytes. */
  lock(mode: unknown): number;
  unlock(): void;
  packedSize(): number;
}

interface LoadedModel extends Deletable {
  getInputTensorType(signature: number, input: number): TensorType;
}

interface Compiled extends Deletable {
  run(signature: number, inputs: TensorBuffer[]): TensorBuffer[] | Promise<TensorBuffer[]>;
}

/** The parts of the runtime's module that are used. */
export interface RuntimeModule {
  readonly HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  _free(at: number): void;
  LiteRtEnvironment: { create(device: null): Deletable };
  LiteRtTensorBuffer: {
    createManaged(
      environment: Deletable,
      kind: unknown,
      type: TensorType,
      bytes: number,
    ): TensorBuffer;
  };
  LiteRtTensorBufferType: { HOST_MEMORY: unknown };
  LiteRtTensorBufferLockMode: { READ: unknown; WRITE: unknown };
  loadModel(environment: Deletable, at: number, bytes: number): LoadedModel;
  compileModel(
    environment: Deletable,
    model: LoadedModel,
    options: { accelerator: 'wasm' },
  ): Compiled | Promise<Compiled>;
}

/** What the runtime's factory takes. */
export interface RuntimeOptions {
  /** Address of the `.wasm` file, by its name. */
  locateFile?(name: string): string;
  wasmBinary?: Uint8Array;
  print(text: string): void;
  printErr(text: string): void;
}

/** A model that is ready to run. It has one input. */
export interface LiteModel {
  /**
   * @param input all numbers of the input
   * @returns the numbers of each output, in the model's order
   */
  run(input: Float32Array): Promise<Float32Array[]>;
  dispose(): void;
}

export interface LiteRuntime {
  /** @param file bytes of a `.tflite` file. Rejects when the runtime cannot run it. */
  compile(file: Uint8Array): Promise<LiteModel>;
  dispose(): void;
}

/** @param module as its factory answers */
export function createLiteRuntime(module: RuntimeModule): LiteRuntime {
  const environment = module.LiteRtEnvironment.create(null);
  const { READ, WRITE } = module.LiteRtTensorBufferLockMode;

  const read = (buffer: TensorBuffer): Float32Array => {
    const at = buffer.lock(READ);
    try {
      return new Float32Array(module.HEAPU8.slice(at, at + buffer.packedSize()).buffer);
    } finally {
      buffer.unlock();
    }
  };

  return {
    async compile(file) {
      const parts: Deletable[] = [];
      const dispose = (): void => {
        for (const part of parts.splice(0).reverse()) part.delete();
      };
      const keep = <T extends Deletable>(part: T): T => {
        parts.push(part);
        return part;
      };
      try {
        const at = module._malloc(file.length);
        // The compiled model reads its weights from there as long as it exists.
        keep({ delete: () => module._free(at) });
        module.HEAPU8.set(file, at);
        const model = keep(module.loadModel(environment, at, file.length));
        const compiled = keep(
          await module.compileModel(environment, model, { accelerator: 'wasm' }),
        );
        const type = keep(model.getInputTensorType(0, 0));
        const input = keep(
          module.LiteRtTensorBuffer.createManaged(
            environment,
            module.LiteRtTensorBufferType.HOST_MEMORY,
            type,
            type.bytes(),
          ),
        );
        return {
          async run(numbers) {
            if (parts.length === 0) throw new Error('The model is already put away.');
            const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
            if (bytes.length !== type.bytes())
              throw new Error(`The model takes ${type.bytes()} bytes, not ${bytes.length}.`);
            const to = input.lock(WRITE);
            module.HEAPU8.set(bytes, to);
            input.unlock();
            const outputs = await compiled.run(0, [input]);
            try {
              return outputs.map(read);
            } finally {
              for (const output of outputs) output.delete();
            }
          },
          dispose,
        };
      } catch (error) {
        dispose();
        throw error;
      }
    },
    dispose: () => environment.delete(),
  };
}
