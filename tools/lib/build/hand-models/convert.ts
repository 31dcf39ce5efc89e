/** Converts one TensorFlow Lite hand model to a tfjs GraphModel, operator by operator. */
import { attributes, GraphWriter, type ModelJson } from './graph.ts';
import { type LiteModel, type LiteOperator, Op, readLiteModel, TensorType } from './tflite.ts';

/** The values of the schema's `ActivationFunctionType` that the hand models use. */
const activations: Record<number, string | null> = { 0: null, 1: 'Relu', 3: 'Relu6' };

export interface ConvertedModel {
  modelJson: ModelJson;
  /** The weights in the manifest's order: float16 and int32, little-endian, tightly packed. */
  weights: Uint8Array;
}

/**
 * Converts the bytes of a `.tflite` file.
 *
 * @param options.path where the JSON will look for the weights
 * @param options.from named in the JSON as the source of the model
 * @param options.outputNames names for the model's outputs, in their order
 * @throws Error on an operator, activation or constant type that the hand models do not use
 */
export function convertLiteModel(
  bytes: Uint8Array,
  options: { path: string; from: string; outputNames: readonly string[] },
): ConvertedModel {
  const model = readLiteModel(bytes);
  const converter = new Converter(model);
  converter.run();
  const input = model.inputs[0]!;
  return converter.writer.finish({
    path: options.path,
    from: options.from,
    input: { name: converter.name(input), shape: model.tensors[input]!.shape },
    outputs: model.outputs.map((tensor, i) => ({
      name: options.outputNames[i] ?? `output${i}`,
      node: converter.name(tensor),
      shape: model.tensors[tensor]!.shape,
    })),
  });
}

class Converter {
  readonly writer = new GraphWriter();
  readonly #model: LiteModel;
  /** Name of the node that computes each tensor. */
  readonly #names = new Map<number, string>();
  /** For each DEQUANTIZE, the half-precision tensor that it reads, by its output tensor. */
  readonly #halves = new Map<number, number>();
  /** Operators that are written as part of another one. */
  readonly #fused = new Set<LiteOperator>();

  constructor(model: LiteModel) {
    this.#model = model;
    for (const op of model.operators) {
      if (op.code === Op.DEQUANTIZE) this.#halves.set(op.outputs[0]!, op.inputs[0]!);
    }
  }

  /** Name of the node that computes a tensor. @throws Error if no node computes it yet */
  name(tensor: number): string {
    const name = this.#names.get(tensor);
    if (name === undefined) throw new Error(`Tensor ${tensor} is used before it is computed.`);
    return name;
  }

  run(): void {
    const input = this.#model.inputs[0]!;
    this.#names.set(input, this.writer.placeholder('image', this.#shape(input)));
    this.#model.operators.forEach((operator, index) => {
      if (!this.#fused.has(operator)) this.#convert(operator, index);
    });
  }

  #convert(op: LiteOperator, index: number): void {
    const { writer } = this;
    const [first, second] = op.inputs as [number, number];
    const output = op.outputs[0]!;
    const set = (name: string) => this.#names.set(output, name);
    switch (op.code) {
      case Op.DEQUANTIZE:
        return;
      case Op.CONV_2D:
        this.#convolution(op, index, false);
        return;
      case Op.DEPTHWISE_CONV_2D:
        this.#convolution(op, index, true);
        return;
      case Op.FULLY_CONNECTED: {
        this.#activation(op.byte(0), [null]);
        const [rows, columns] = this.#shape(second) as [number, number];
        const weights = transposeHalves(this.#half(second), rows, columns);
        set(
          writer.node(
            `dense${index}`,
            '_FusedMatMul',
            [
              this.name(first),
              writer.half(`dense${index}/weights`, [columns, rows], weights),
              writer.half(`dense${index}/bias`, [rows], this.#half(op.inputs[2]!)),
            ],
            {
              transpose_a: attributes.flag(false),
              transpose_b: attributes.flag(false),
              fused_ops: attributes.strings(['BiasAdd']),
              num_args: attributes.int(1),
            },
          ),
        );
        return;
      }
      case Op.ADD:
        this.#activation(op.byte(0), [null]);
        set(writer.node(`add${index}`, 'AddV2', [this.name(first), this.name(second)], {}));
        return;
      case Op.PRELU:
        set(
          writer.node(
            `prelu${index}`,
            'Prelu',
            [this.name(first), this.#alpha(`prelu${index}`, op)],
            {},
          ),
        );
        return;
      case Op.LOGISTIC:
        set(writer.node(`sigmoid${index}`, 'Sigmoid', [this.name(first)], {}));
        return;
      case Op.MAX_POOL_2D:
        this.#activation(op.byte(5), [null]);
        set(
          writer.node(`pool${index}`, 'MaxPool', [this.name(first)], {
            data_format: attributes.nhwc,
            padding: attributes.padding(op.byte(0) === 0),
            strides: attributes.ints([1, op.int(2), op.int(1), 1]),
            ksize: attributes.ints([1, op.int(4), op.int(3), 1]),
          }),
        );
        return;
      case Op.PAD:
        set(writer.node(`pad${index}`, 'Pad', [this.name(first), this.#ints(index, second)], {}));
        return;
      case Op.RESHAPE:
        set(
          writer.node(
            `reshape${index}`,
            'Reshape',
            [this.name(first), this.#ints(index, second)],
            {},
          ),
        );
        return;
      case Op.RESIZE_BILINEAR:
        set(
          writer.node(
            `resize${index}`,
            'ResizeBilinear',
            [this.name(first), this.#ints(index, second)],
            {
              align_corners: attributes.flag(op.byte(2) !== 0),
              half_pixel_centers: attributes.flag(op.byte(3) !== 0),
            },
          ),
        );
        return;
      case Op.MEAN:
        set(
          writer.node(`mean${index}`, 'Mean', [this.name(first), this.#ints(index, second)], {
            keep_dims: attributes.flag(op.byte(0) !== 0),
          }),
        );
        return;
      case Op.CONCATENATION: {
        this.#activation(op.byte(1), [null]);
        const axis = writer.ints(`concat${index}/axis`, [], [op.int(0)]);
        set(
          writer.node(
            `concat${index}`,
            'ConcatV2',
            [...op.inputs.map((tensor) => this.name(tensor)), axis],
            { N: attributes.int(op.inputs.length) },
          ),
        );
        return;
      }
      default:
        throw new Error(`The hand model uses operator ${op.code}, which is not converted.`);
    }
  }

  /** A convolution with its bias and activation, and the PRELU that follows it if nothing else reads its output. */
  #convolution(op: LiteOperator, index: number, depthwise: boolean): void {
    const [image, filter, bias] = op.inputs as [number, number, number];
    const output = op.outputs[0]!;
    const name = `${depthwise ? 'depthwise' : 'conv'}${index}`;
    const activation = this.#activation(op.byte(depthwise ? 4 : 3), [null, 'Relu', 'Relu6']);
    const [outer, height, width, inner] = this.#shape(filter) as [number, number, number, number];
    if (depthwise && (outer !== 1 || op.int(3) !== 1)) {
      throw new Error('The hand model uses a depth multiplier, which is not converted.');
    }
    // TensorFlow Lite stores filters as out, height, width, in; tfjs as height, width, in, out.
    const weights = depthwise
      ? this.#half(filter)
      : transposeHalves(this.#half(filter), outer, height * width * inner);
    const shape = depthwise ? [height, width, inner, 1] : [height, width, inner, outer];
    const inputs = [
      this.name(image),
      this.writer.half(`${name}/filter`, shape, weights),
      this.writer.half(`${name}/bias`, [depthwise ? inner : outer], this.#half(bias)),
    ];
    const fused = ['BiasAdd'];
    if (activation) fused.push(activation);
    const prelu = activation ? undefined : this.#onlyReader(output, Op.PRELU);
    if (prelu) {
      fused.push('Prelu');
      inputs.push(this.#alpha(name, prelu));
      this.#fused.add(prelu);
    }
    this.writer.node(name, depthwise ? 'FusedDepthwiseConv2dNative' : '_FusedConv2D', inputs, {
      data_format: attributes.nhwc,
      padding: attributes.padding(op.byte(0) === 0),
      strides: attributes.ints([1, op.int(2), op.int(1), 1]),
      dilations: attributes.ints([1, 1, 1, 1]),
      fused_ops: attributes.strings(fused),
      num_args: attributes.int(fused.includes('Prelu') ? 2 : 1),
    });
    this.#names.set(prelu ? prelu.outputs[0]! : output, name);
  }

  /** The operator of that code that takes the tensor as first input, if no other operator reads it. */
  #onlyReader(tensor: number, code: number): LiteOperator | undefined {
    const readers = this.#model.operators.filter((op) => op.inputs.includes(tensor));
    const reader = readers[0];
    return readers.length === 1 && reader?.code === code && reader.inputs[0] === tensor
      ? reader
      : undefined;
  }

  #activation(code: number, allowed: (string | null)[]): string | null {
    const activation = activations[code];
    if (activation === undefined || !allowed.includes(activation)) {
      throw new Error(`The hand model uses activation ${code}, which is not converted.`);
    }
    return activation;
  }

  #alpha(name: string, prelu: LiteOperator): string {
    const alpha = prelu.inputs[1]!;
    return this.writer.half(`${name}/alpha`, this.#shape(alpha), this.#half(alpha));
  }

  #ints(index: number, tensor: number): string {
    const { data, shape, type } = this.#model.tensors[tensor]!;
    if (!data || type !== TensorType.INT32)
      throw new Error(`Tensor ${tensor} is not an int32 constant.`);
    const values = [...new Int32Array(data.buffer)];
    return this.writer.ints(`ints${index}`, shape, values);
  }

  /** Half-precision bytes of a weight, read through its DEQUANTIZE. */
  #half(tensor: number): Uint8Array {
    const { data, type } = this.#model.tensors[this.#halves.get(tensor) ?? tensor]!;
    if (!data || type !== TensorType.FLOAT16) {
      throw new Error(`Tensor ${tensor} is not a half-precision weight.`);
    }
    return data;
  }

  #shape(tensor: number): number[] {
    return this.#model.tensors[tensor]!.shape;
  }
}

/** Transposes a matrix of 16-bit values, shape rows x columns. */
function transposeHalves(bytes: Uint8Array, rows: number, columns: number): Uint8Array {
  const from = new Uint16Array(bytes.buffer, bytes.byteOffset, rows * columns);
  const to = new Uint16Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      to[column * rows + row] = from[row * columns + column]!;
    }
  }
  return new Uint8Array(to.buffer);
}
