/**
 * Writes a TensorFlow Lite file: the parts that the hand models use. Table and field numbers are
 * from tensorflow/lite/schema/schema.fbs.
 */
import { Builder, type Offset } from 'flatbuffers';
import { type LiteOperator, Op } from '../../build/hand-models/tflite.ts';

/** A tensor to write. `scales`: one per output channel, for an int8 constant. */
export interface WrittenTensor {
  name: string;
  shape: readonly number[];
  /** A value of `TensorType`. */
  type: number;
  /** A constant's bytes, little-endian; null for a computed tensor. */
  data: Uint8Array | null;
  scales?: Float32Array;
}

export interface WrittenModel {
  tensors: readonly WrittenTensor[];
  operators: readonly LiteOperator[];
  inputs: readonly number[];
  outputs: readonly number[];
  description: string;
}

type Kind = 'byte' | 'int';

/**
 * For each operator with options: the schema's number of its options table, the kind of each field,
 * and the version of the operator that its inputs need.
 */
const optionsOf: Partial<Record<number, { table: number; fields: readonly Kind[] }>> = {
  [Op.CONV_2D]: { table: 1, fields: ['byte', 'int', 'int', 'byte'] },
  [Op.DEPTHWISE_CONV_2D]: { table: 2, fields: ['byte', 'int', 'int', 'int', 'byte'] },
  [Op.MAX_POOL_2D]: { table: 5, fields: ['byte', 'int', 'int', 'int', 'int', 'byte'] },
  [Op.FULLY_CONNECTED]: { table: 8, fields: ['byte'] },
  [Op.CONCATENATION]: { table: 10, fields: ['int', 'byte'] },
  [Op.ADD]: { table: 11, fields: ['byte'] },
  [Op.RESIZE_BILINEAR]: { table: 15, fields: [] },
  [Op.MEAN]: { table: 27, fields: ['byte'] },
};

/** The first version of the operator that reads what these models give it. */
const versions: Partial<Record<number, number>> = {
  [Op.CONV_2D]: 5,
  [Op.DEQUANTIZE]: 3,
};

/** The bytes of a `.tflite` file with one graph. @throws Error on an operator whose options are not known */
export function writeLiteModel(model: WrittenModel): Uint8Array {
  const builder = new Builder(1 << 20);
  const codes = [...new Set(model.operators.map(({ code }) => code))];

  /** The first buffer is empty, by the schema: computed tensors name it. */
  const constants = model.tensors.filter(({ data }) => data !== null);
  const buffers = [
    emptyTable(builder),
    ...constants.map(({ data }) => {
      builder.startVector(1, data!.length, 16);
      // From the end to the start, as all vectors of the format are written.
      for (let i = data!.length - 1; i >= 0; i--) builder.addInt8(data![i]!);
      const bytes = builder.endVector();
      builder.startObject(1);
      builder.addFieldOffset(0, bytes, 0);
      return builder.endObject();
    }),
  ];

  const tensors = model.tensors.map((tensor) => {
    const shape = intVector(builder, tensor.shape);
    const name = builder.createString(tensor.name);
    const quantization = tensor.scales ? writeScales(builder, tensor.scales) : 0;
    builder.startObject(5);
    builder.addFieldOffset(0, shape, 0);
    builder.addFieldInt8(1, tensor.type, 0);
    builder.addFieldInt32(2, constants.indexOf(tensor) + 1, 0);
    builder.addFieldOffset(3, name, 0);
    builder.addFieldOffset(4, quantization, 0);
    return builder.endObject();
  });

  const operators = model.operators.map((op) => {
    const inputs = intVector(builder, op.inputs);
    const outputs = intVector(builder, op.outputs);
    const known = optionsOf[op.code];
    const options = known ? writeOptions(builder, op, known.fields) : 0;
    builder.startObject(5);
    builder.addFieldInt32(0, codes.indexOf(op.code), 0);
    builder.addFieldOffset(1, inputs, 0);
    builder.addFieldOffset(2, outputs, 0);
    builder.addFieldInt8(3, known?.table ?? 0, 0);
    builder.addFieldOffset(4, options, 0);
    return builder.endObject();
  });

  const graphParts = [
    tableVector(builder, tensors),
    intVector(builder, model.inputs),
    intVector(builder, model.outputs),
    tableVector(builder, operators),
  ];
  builder.startObject(4);
  for (const [field, part] of graphParts.entries()) builder.addFieldOffset(field, part, 0);
  const graph = builder.endObject();

  const codeTables = codes.map((code) => {
    builder.startObject(4);
    builder.addFieldInt8(0, code, 0);
    builder.addFieldInt32(2, versions[code] ?? 1, 1);
    builder.addFieldInt32(3, code, 0);
    return builder.endObject();
  });
  const codeVector = tableVector(builder, codeTables);
  const graphs = tableVector(builder, [graph]);
  const description = builder.createString(model.description);
  const bufferVector = tableVector(builder, buffers);
  builder.startObject(5);
  builder.addFieldInt32(0, 3, 0);
  builder.addFieldOffset(1, codeVector, 0);
  builder.addFieldOffset(2, graphs, 0);
  builder.addFieldOffset(3, description, 0);
  builder.addFieldOffset(4, bufferVector, 0);
  builder.finish(builder.endObject(), 'TFL3');
  return builder.asUint8Array();
}

function emptyTable(builder: Builder): Offset {
  builder.startObject(0);
  return builder.endObject();
}

function intVector(builder: Builder, values: readonly number[]): Offset {
  builder.startVector(4, values.length, 4);
  for (const value of values.toReversed()) builder.addInt32(value);
  return builder.endVector();
}

function tableVector(builder: Builder, tables: readonly Offset[]): Offset {
  builder.startVector(4, tables.length, 4);
  for (const table of tables.toReversed()) builder.addOffset(table);
  return builder.endVector();
}

/** Symmetric scales of the first dimension: every zero point is 0. */
function writeScales(builder: Builder, scales: Float32Array): Offset {
  builder.startVector(4, scales.length, 4);
  for (const scale of scales.toReversed()) builder.addFloat32(scale);
  const scaleVector = builder.endVector();
  builder.startVector(8, scales.length, 8);
  for (let i = 0; i < scales.length; i++) builder.addInt64(0n);
  const zeros = builder.endVector();
  builder.startObject(7);
  builder.addFieldOffset(2, scaleVector, 0);
  builder.addFieldOffset(3, zeros, 0);
  return builder.endObject();
}

function writeOptions(builder: Builder, op: LiteOperator, fields: readonly Kind[]): Offset {
  builder.startObject(Math.max(fields.length, 4));
  fields.forEach((kind, field) => {
    if (kind === 'byte') builder.addFieldInt8(field, op.byte(field), 0);
    else builder.addFieldInt32(field, op.int(field), 0);
  });
  if (op.code === Op.RESIZE_BILINEAR)
    for (const field of [2, 3]) builder.addFieldInt8(field, op.byte(field), 0);
  return builder.endObject();
}
