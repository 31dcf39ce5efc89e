/** Reads the pictures of the photo experiment and draws batches of them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unknownLabel } from '../../../src/learning/losses.ts';
import type { Batch } from '../../../src/learning/optimise.ts';
import { type Random, shuffle } from '../../../src/learning/random.ts';

/** Height and width of a picture in the files, px. */
const fileSize = 32;
const channels = 3;
const fileBytes = fileSize * fileSize * channels;
/** Height and width after halving, px, which makes training four times as fast. */
export const pictureSize = fileSize / 2;
const pictureBytes = pictureSize * pictureSize * channels;
export const classes = [
  'airplane',
  'automobile',
  'bird',
  'cat',
  'deer',
  'dog',
  'frog',
  'horse',
  'ship',
  'truck',
] as const;

export interface Picture {
  /** Index into classes. */
  class: number;
  /** 16 x 16 x RGB, row by row. */
  bytes: Uint8Array;
}

export interface Pictures {
  train: Picture[];
  test: Picture[];
}

/**
 * Reads the CIFAR-10 subset (A. Krizhevsky, 2009) of a data folder.
 *
 * @throws Error with a sentence if the files are missing or truncated.
 */
export function readPictures(data: string): Pictures {
  const read = (name: string): Picture[] => {
    const file = join(data, 'seed-experiment', name);
    if (!existsSync(file)) {
      throw new Error(
        `${file} does not exist. Name the data folder: npm run experiment -- --data FOLDER.`,
      );
    }
    return decodePictures(readFileSync(file), file);
  };
  return { train: read('cifar10-train.bin'), test: read('cifar10-test.bin') };
}

/** Reads records of a label byte and 3,072 bytes of interleaved RGB, and halves the pictures. */
export function decodePictures(bytes: Uint8Array, name: string): Picture[] {
  if (bytes.length === 0 || bytes.length % (fileBytes + 1) !== 0) {
    throw new Error(`${name} is truncated.`);
  }
  return Array.from({ length: bytes.length / (fileBytes + 1) }, (_, i) => {
    const at = i * (fileBytes + 1);
    const label = bytes[at]!;
    if (label >= classes.length) throw new Error(`${name} has a picture of class ${label}.`);
    return { class: label, bytes: halved(bytes.subarray(at + 1, at + 1 + fileBytes)) };
  });
}

/** Halves a picture: each 2 x 2 pixels become their mean. */
function halved(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(pictureBytes);
  const row = fileSize * channels;
  for (let y = 0; y < pictureSize; y++) {
    for (let x = 0; x < pictureSize; x++) {
      for (let c = 0; c < channels; c++) {
        const at = 2 * y * row + 2 * x * channels + c;
        const sum =
          bytes[at]! + bytes[at + channels]! + bytes[at + row]! + bytes[at + row + channels]!;
        out[(y * pictureSize + x) * channels + c] = Math.round(sum / 4);
      }
    }
  }
  return out;
}

/** The known classes (in the order of the outputs), the unknown and the unseen ones. */
export interface ClassSplit {
  known: number[];
  unknown: number[];
  unseen: number[];
}

/** Draws 4 known, 3 unknown and 3 unseen classes. */
export function splitClasses(random: Random): ClassSplit {
  const order = shuffle([...classes.keys()], random);
  return { known: order.slice(0, 4), unknown: order.slice(4, 7), unseen: order.slice(7) };
}

/** A picture's label in a split: the index of its output, or unknownLabel. */
export const labelOf = (picture: Picture, { known }: ClassSplit): number =>
  known.includes(picture.class) ? known.indexOf(picture.class) : unknownLabel;

/** Writes a picture as numbers around 0, shifted and mirrored on request. */
export function writePicture(
  { bytes }: Picture,
  out: Float32Array,
  at: number,
  change: { dx: number; dy: number; mirrored: boolean } = { dx: 0, dy: 0, mirrored: false },
): void {
  for (let y = 0; y < pictureSize; y++) {
    const fromY = y + change.dy;
    for (let x = 0; x < pictureSize; x++) {
      const shifted = x + change.dx;
      const fromX = change.mirrored ? pictureSize - 1 - shifted : shifted;
      const inside = fromX >= 0 && fromX < pictureSize && fromY >= 0 && fromY < pictureSize;
      for (let c = 0; c < channels; c++) {
        const byte = inside ? bytes[(fromY * pictureSize + fromX) * channels + c]! : 120;
        out[at++] = (byte - 120) / 64;
      }
    }
  }
}

/** All pictures unchanged, one after the other. */
export function asNumbers(pictures: readonly Picture[]): Float32Array {
  const out = new Float32Array(pictures.length * pictureBytes);
  for (const [i, picture] of pictures.entries()) writePicture(picture, out, i * pictureBytes);
  return out;
}

/** How far a training picture is shifted at most in each direction, px. */
const mostShift = 2;

/** Draws batches of shifted and mirrored pictures; every picture is equally likely. */
export function drawFrom(pictures: readonly Picture[], split: ClassSplit) {
  return (size: number, random: Random): Batch => {
    const batch: Batch = {
      features: new Float32Array(size * pictureBytes),
      labels: new Int32Array(size),
      weights: new Float32Array(size).fill(1),
    };
    for (let i = 0; i < size; i++) {
      const picture = pictures[random.below(pictures.length)]!;
      const move = () => random.below(2 * mostShift + 1) - mostShift;
      const mirrored = random.below(2) === 1;
      writePicture(picture, batch.features, i * pictureBytes, { dx: move(), dy: move(), mirrored });
      batch.labels[i] = labelOf(picture, split);
    }
    return batch;
  };
}
