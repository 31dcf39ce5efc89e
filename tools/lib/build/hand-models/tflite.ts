/**
 * Reads the parts of a TensorFlow Lite file that the hand models use: the operators of the single
 * subgraph, their options and their constants. The file is a FlatBuffer; table and field numbers
 * are from tensorflow/lite/schema/schema.fbs.
 */

/** The operator codes of the schema's `BuiltinOperator` that the hand models use. */
export const Op = {
  ADD: 0,
  CONCATENATION: 2,
  CONV_2D: 3,
  DEPTHWISE_CONV_2D: 4,
  DEQUANTIZE: 6,
  FULLY_CONNECTED: 9,
  LOGISTIC: 14,
  MAX_POOL_2D: 17,
  RESHAPE: 22,
  RESIZE_BILINEAR: 23,
  PAD: 34,
  MEAN: 40,
  PRELU: 54,
} as const;

/** Values of the schema's `TensorType`. */
export const TensorType = { FLOAT32: 0, FLOAT16: 1, INT32: 2, INT8: 9 } as const;

export interface LiteTensor {
  name: string;
  shape: number[];
  type: number;
  /** A constant's bytes, copied from the file; null for a computed tensor. */
  data: Uint8Array | null;
}

export interface LiteOperator {
  code: number;
  /** Tensor numbers; -1 for an omitted optional input. */
  inputs: number[];
  outputs: number[];
  /** One-byte field of the operator's options (padding, activation, flags). */
  byte(field: number): number;
  /** Four-byte field of the operator's options (strides, axes). */
  int(field: number): number;
}

export interface LiteModel {
  tensors: LiteTensor[];
  operators: LiteOperator[];
  inputs: number[];
  outputs: number[];
}

/** Parses the bytes of one `.tflite` file. @throws Error if they are not a version 3 model */
export function readLiteModel(bytes: Uint8Array): LiteModel {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8 || view.getUint32(4, true) !== 0x334c4654 /* "TFL3" */) {
    throw new Error('The bytes are not a TensorFlow Lite model.');
  }

  /** Position of a table's field, or 0 if the field has its default. */
  const field = (table: number, index: number): number => {
    const vtable = table - view.getInt32(table, true);
    const slot = 4 + 2 * index;
    if (slot >= view.getUint16(vtable, true)) return 0;
    const offset = view.getUint16(vtable + slot, true);
    return offset ? table + offset : 0;
  };
  const follow = (at: number): number => at + view.getUint32(at, true);
  const int = (table: number, index: number, byDefault = 0): number => {
    const at = field(table, index);
    return at ? view.getInt32(at, true) : byDefault;
  };
  const byte = (table: number, index: number): number => {
    const at = field(table, index);
    return at ? view.getInt8(at) : 0;
  };
  const vector = (table: number, index: number): { count: number; start: number } => {
    const at = field(table, index);
    if (!at) return { count: 0, start: 0 };
    const start = follow(at);
    return { count: view.getUint32(start, true), start: start + 4 };
  };
  const ints = (table: number, index: number): number[] => {
    const { count, start } = vector(table, index);
    return Array.from({ length: count }, (_, i) => view.getInt32(start + 4 * i, true));
  };
  const tables = (table: number, index: number): number[] => {
    const { count, start } = vector(table, index);
    return Array.from({ length: count }, (_, i) => follow(start + 4 * i));
  };
  const text = (table: number, index: number): string => {
    const { count, start } = vector(table, index);
    return new TextDecoder().decode(bytes.subarray(start, start + count));
  };

  const root = follow(0);
  // Small codes are in the old one-byte field, which every writer still fills.
  const codes = tables(root, 1).map((table) => Math.max(byte(table, 0), int(table, 3)));
  const graph = tables(root, 2)[0];
  if (graph === undefined) throw new Error('The TensorFlow Lite model has no graph.');
  const buffers = tables(root, 4);

  const tensors = tables(graph, 0).map((table): LiteTensor => {
    const buffer = buffers[int(table, 2)];
    const { count, start } = buffer === undefined ? { count: 0, start: 0 } : vector(buffer, 0);
    return {
      name: text(table, 3),
      shape: ints(table, 0),
      type: byte(table, 1),
      // A copy, because a slice shares memory and alignment with the whole file.
      data: count ? Uint8Array.from(bytes.subarray(start, start + count)) : null,
    };
  });
  const operators = tables(graph, 3).map((table): LiteOperator => {
    const optionsAt = field(table, 4);
    const options = optionsAt ? follow(optionsAt) : 0;
    return {
      code: codes[int(table, 0)]!,
      inputs: ints(table, 1),
      outputs: ints(table, 2),
      byte: (index) => (options ? byte(options, index) : 0),
      int: (index) => (options ? int(options, index) : 0),
    };
  });
  return { tensors, operators, inputs: ints(graph, 1), outputs: ints(graph, 2) };
}
