/**
 * Adds to a `.tflite` file the table that MediaPipe's tasks require: how pixels become numbers.
 * The models in `@mediapipe/hands` are the same as in Google's `.task` files but have no such table.
 *
 * Table and field numbers: tensorflow/lite/schema/schema.fbs (Model, Metadata, Buffer) and
 * tensorflow/lite/experimental/support/metadata/metadata_schema.fbs (ModelMetadata and below).
 */
import { Builder } from 'flatbuffers';

/** Fields of the table `Model`. */
const metadataField = 6;
const buffersField = 4;
const modelFields = 8;
const metadataName = 'TFLITE_METADATA';
/** `ContentProperties.ImageProperties`, `ColorSpaceType.rgb`, `ProcessUnitOptions.NormalizationOptions`. */
const imageProperties = 2;
const rgb = 1;
const normalizationTag = 1;

/** A `ModelMetadata` for one picture as input, with its bytes scaled to 0..1. */
function imageMetadata(outputs: readonly string[]): Uint8Array {
  const b = new Builder(1024);
  const table = (fields: number, fill: () => void): number => {
    b.startObject(fields);
    fill();
    return b.endObject();
  };
  const floats = (value: number): number => {
    b.startVector(4, 1, 4);
    b.addFloat32(value);
    return b.endVector();
  };
  const offsets = (all: readonly number[]): number => {
    b.startVector(4, all.length, 4);
    for (const one of [...all].reverse()) b.addOffset(one);
    return b.endVector();
  };
  const [mean, std] = [floats(0), floats(255)];
  const normalization = table(2, () => {
    b.addFieldOffset(0, mean, 0);
    b.addFieldOffset(1, std, 0);
  });
  const unit = table(2, () => {
    b.addFieldInt8(0, normalizationTag, 0);
    b.addFieldOffset(1, normalization, 0);
  });
  const image = table(2, () => b.addFieldInt8(0, rgb, 0));
  const content = table(3, () => {
    b.addFieldInt8(0, imageProperties, 0);
    b.addFieldOffset(1, image, 0);
  });
  const units = offsets([unit]);
  const inputName = b.createString('image');
  const input = table(7, () => {
    b.addFieldOffset(0, inputName, 0);
    b.addFieldOffset(3, content, 0);
    b.addFieldOffset(4, units, 0);
  });
  const outputTables = outputs.map((output) => {
    const name = b.createString(output);
    return table(7, () => b.addFieldOffset(0, name, 0));
  });
  const [ins, outs] = [offsets([input]), offsets(outputTables)];
  const subgraph = table(7, () => {
    b.addFieldOffset(2, ins, 0);
    b.addFieldOffset(3, outs, 0);
  });
  const subgraphs = offsets([subgraph]);
  const root = table(8, () => b.addFieldOffset(3, subgraphs, 0));
  b.finish(root, 'M001');
  return b.asUint8Array();
}

/**
 * Returns the model with the metadata added. A FlatBuffer refers forward only, by relative offsets:
 * all new parts, and the root that refers to them, go before the old bytes, which stay unchanged.
 * @throws Error if the bytes are not a version 3 model.
 */
export function withImageMetadata(model: Uint8Array, outputs: readonly string[]): Uint8Array {
  const old = new DataView(model.buffer, model.byteOffset, model.byteLength);
  if (model.length < 8 || old.getUint32(4, true) !== 0x334c4654 /* "TFL3" */)
    throw new Error('The bytes are not a TensorFlow Lite model.');
  const oldRoot = old.getUint32(0, true);
  const vtable = oldRoot - old.getInt32(oldRoot, true);
  const fields = (old.getUint16(vtable, true) - 4) / 2;
  /** Offset of what a field of the old root refers to; 0 if the field is absent. */
  const target = (field: number): number => {
    const at = field < fields ? old.getUint16(vtable + 4 + field * 2, true) : 0;
    return at === 0 ? 0 : oldRoot + at + old.getUint32(oldRoot + at, true);
  };
  const buffers = target(buffersField);
  const bufferCount = old.getUint32(buffers, true);
  const metadata = imageMetadata(outputs);
  const name = new TextEncoder().encode(metadataName);

  const padded = (size: number, to: number): number => Math.ceil(size / to) * to;
  // Offsets of the new parts, in the order in which they refer to each other.
  let end = 8;
  const take = (size: number, to = 4): number => {
    const at = padded(end, to);
    end = at + size;
    return at;
  };
  const rootVtable = take(4 + 2 * modelFields);
  const root = take(4 + 4 * modelFields);
  const metadataVector = take(4 + 4);
  const entryVtable = take(4 + 2 * 2);
  const entry = take(4 + 4 + 4);
  const entryName = take(4 + name.length + 1);
  const bufferVector = take(4 + 4 * (bufferCount + 1));
  const bufferVtable = take(4 + 2);
  const buffer = take(4 + 4);
  // The bytes themselves, not only their length field, must start at a multiple of 16.
  const bytes = take(16 + metadata.length, 16) + 12;
  // Keep the old file's constants aligned to 16 bytes.
  const shift = padded(end, 64);

  const out = new Uint8Array(shift + model.length);
  out.set(model, shift);
  const view = new DataView(out.buffer);
  const u16 = (at: number, value: number): void => view.setUint16(at, value, true);
  const u32 = (at: number, value: number): void => view.setUint32(at, value, true);
  const pointer = (at: number, to: number): void => u32(at, to - at);

  pointer(0, root);
  u32(4, 0x334c4654);
  u16(rootVtable, 4 + 2 * modelFields);
  u16(rootVtable + 2, 4 + 4 * modelFields);
  view.setInt32(root, root - rootVtable, true);
  let slot = 4;
  const field = (number: number, write: (at: number) => void): void => {
    u16(rootVtable + 4 + 2 * number, slot);
    write(root + slot);
    slot += 4;
  };
  field(0, (at) => u32(at, 3)); // version
  // Operator codes, subgraphs and description: unchanged.
  for (const kept of [1, 2, 3]) {
    const to = target(kept);
    if (to !== 0) field(kept, (at) => pointer(at, shift + to));
  }
  field(buffersField, (at) => pointer(at, bufferVector));
  field(metadataField, (at) => pointer(at, metadataVector));

  u32(metadataVector, 1);
  pointer(metadataVector + 4, entry);
  u16(entryVtable, 8);
  u16(entryVtable + 2, 12);
  u16(entryVtable + 4, 4);
  u16(entryVtable + 6, 8);
  view.setInt32(entry, entry - entryVtable, true);
  pointer(entry + 4, entryName);
  u32(entry + 8, bufferCount);
  u32(entryName, name.length);
  out.set(name, entryName + 4);

  u32(bufferVector, bufferCount + 1);
  for (let i = 0; i < bufferCount; i++) {
    const at = buffers + 4 + 4 * i;
    pointer(bufferVector + 4 + 4 * i, shift + at + old.getUint32(at, true));
  }
  pointer(bufferVector + 4 + 4 * bufferCount, buffer);
  u16(bufferVtable, 6);
  u16(bufferVtable + 2, 8);
  u16(bufferVtable + 4, 4);
  view.setInt32(buffer, buffer - bufferVtable, true);
  pointer(buffer + 4, bytes);
  u32(bytes, metadata.length);
  out.set(metadata, bytes + 4);
  return out;
}
