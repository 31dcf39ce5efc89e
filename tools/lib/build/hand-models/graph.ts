/**
 * Writes a tfjs GraphModel: the nodes of a TensorFlow graph and a weight manifest. Weights stay in
 * half precision on disk; tfjs converts them to float32 when it loads the model.
 */

type Attribute = Record<string, unknown>;

export interface GraphNode {
  name: string;
  op: string;
  input: string[];
  attr: Record<string, Attribute>;
}

export interface WeightSpec {
  name: string;
  shape: number[];
  dtype: 'float32' | 'int32';
  quantization?: { dtype: 'float16'; original_dtype: 'float32' };
}

/** The JSON half of a GraphModel, as `tf.loadGraphModel` reads it. */
export interface ModelJson {
  format: 'graph-model';
  generatedBy: string;
  convertedBy: string;
  signature: {
    inputs: Record<string, SignatureEntry>;
    outputs: Record<string, SignatureEntry>;
  };
  modelTopology: { node: GraphNode[]; library: object; versions: object };
  weightsManifest: { paths: string[]; weights: WeightSpec[] }[];
}

interface SignatureEntry {
  name: string;
  dtype: 'DT_FLOAT';
  tensorShape: { dim: { size: string }[] };
}

/** GraphModel files store strings as base64. */
const text = (value: string): Attribute => ({ s: Buffer.from(value).toString('base64') });

export const attributes = {
  float: { type: 'DT_FLOAT' } as Attribute,
  int32: { type: 'DT_INT32' } as Attribute,
  nhwc: text('NHWC'),
  padding: (same: boolean): Attribute => text(same ? 'SAME' : 'VALID'),
  ints: (values: number[]): Attribute => ({ list: { i: values.map(String) } }),
  strings: (values: string[]): Attribute => ({
    list: { s: values.map((value) => Buffer.from(value).toString('base64')) },
  }),
  int: (value: number): Attribute => ({ i: String(value) }),
  flag: (value: boolean): Attribute => ({ b: value }),
};

const tensorShape = (shape: number[]) => ({ dim: shape.map((size) => ({ size: String(size) })) });

/** Collects nodes and weights in the order in which they are added. */
export class GraphWriter {
  readonly #nodes: GraphNode[] = [];
  readonly #weights: WeightSpec[] = [];
  readonly #bytes: Uint8Array[] = [];

  /** Adds a computed node and returns its name. */
  node(name: string, op: string, input: string[], attr: Record<string, Attribute>): string {
    this.#nodes.push({ name, op, input, attr: { T: attributes.float, ...attr } });
    return name;
  }

  /** Adds the model's input and returns its name. */
  placeholder(name: string, shape: number[]): string {
    this.#nodes.push({
      name,
      op: 'Placeholder',
      input: [],
      attr: { dtype: attributes.float, shape: { shape: tensorShape(shape) } },
    });
    return name;
  }

  /** Adds a half-precision constant and returns its name; `bytes` are little-endian float16. */
  half(name: string, shape: number[], bytes: Uint8Array): string {
    const size = shape.reduce((a, b) => a * b, 1);
    if (bytes.length !== 2 * size)
      throw new Error(`The size of weight ${name} does not match its shape.`);
    this.#constant(name, shape, 'float32', bytes);
    return name;
  }

  /** Adds an int32 constant (shape, axes, padding) and returns its name. */
  ints(name: string, shape: number[], values: number[]): string {
    this.#constant(name, shape, 'int32', new Uint8Array(Int32Array.from(values).buffer));
    return name;
  }

  #constant(name: string, shape: number[], dtype: 'float32' | 'int32', bytes: Uint8Array) {
    this.#nodes.push({
      name,
      op: 'Const',
      input: [],
      attr: {
        dtype: dtype === 'int32' ? attributes.int32 : attributes.float,
        value: {
          tensor: {
            dtype: dtype === 'int32' ? 'DT_INT32' : 'DT_FLOAT',
            tensorShape: tensorShape(shape),
          },
        },
      },
    });
    this.#weights.push({
      name,
      shape,
      dtype,
      ...(dtype === 'float32' && {
        quantization: { dtype: 'float16' as const, original_dtype: 'float32' as const },
      }),
    });
    this.#bytes.push(bytes);
  }

  /** The finished model; `weights` is the content of the manifest's single path. */
  finish(options: {
    path: string;
    input: { name: string; shape: number[] };
    outputs: { name: string; node: string; shape: number[] }[];
    from: string;
  }): { modelJson: ModelJson; weights: Uint8Array } {
    const weights = new Uint8Array(this.#bytes.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of this.#bytes) {
      weights.set(part, at);
      at += part.length;
    }
    const entry = (node: string, shape: number[]): SignatureEntry => ({
      name: `${node}:0`,
      dtype: 'DT_FLOAT',
      tensorShape: tensorShape(shape),
    });
    return {
      modelJson: {
        format: 'graph-model',
        generatedBy: options.from,
        convertedBy: 'sign-captions tools/lib/build/hand-models',
        signature: {
          inputs: { [options.input.name]: entry(options.input.name, options.input.shape) },
          outputs: Object.fromEntries(
            options.outputs.map(({ name, node, shape }) => [name, entry(node, shape)]),
          ),
        },
        modelTopology: { node: this.#nodes, library: {}, versions: {} },
        weightsManifest: [{ paths: [options.path], weights: this.#weights }],
      },
      weights,
    };
  }
}
