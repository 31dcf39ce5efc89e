/** Reads recorded sequences of hands (`train/motion` of the data folder; its README describes the files). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as v from 'valibot';
import type { Landmark } from '../../../src/recognizer/hand.ts';

const points = 21;
/** Numbers are stored as 1/10000 of the picture's width or height. */
const unit = 10_000;
/** Width over height of all pictures, as far as they show it. */
export const motionAspect = 4 / 3;

const descriptionSchema = v.object({
  /** Sequences, frames, hands, points, coordinates. */
  shape: v.tuple([v.number(), v.number(), v.literal(2), v.literal(points), v.literal(3)]),
  labels: v.array(v.string()),
  person: v.array(v.nullable(v.string())),
  /** How many frames of each sequence are real. */
  frames: v.array(v.number()),
});

/** One recorded sequence; a hand that was not found in a frame is null. */
export interface Sequence {
  /** The repository's own word. */
  label: string;
  /** Null if it is not known who signs. */
  person: string | null;
  /** By frame: the person's left and right hand, x, y and z in units of the picture's height. */
  frames: readonly (readonly [left: Landmark[] | null, right: Landmark[] | null])[];
}

/** Reads the sequences of one repository. @throws Error if the two files do not fit together */
export const readSequences = (data: string, name: string): Sequence[] =>
  readSequenceFile(join(motionFolder(data), name));

export const motionFolder = (data: string): string => join(data, 'train/motion');

/** @param file path of the two files, without their ends. @throws Error if they do not fit together */
export function readSequenceFile(file: string): Sequence[] {
  const description = v.parse(
    descriptionSchema,
    JSON.parse(readFileSync(`${file}.json`, 'utf8')) as unknown,
  );
  const bytes = gunzipSync(readFileSync(`${file}.i16.gz`));
  const [count, length] = description.shape;
  const perHand = points * 3;
  if (bytes.length !== count * length * 2 * perHand * 2) throw new Error('its length is wrong');
  const handAt = (sequence: number, frame: number, side: 0 | 1): Landmark[] | null => {
    const start = ((sequence * length + frame) * 2 + side) * perHand * 2;
    const read = (i: number) => bytes.readInt16LE(start + i * 2) / unit;
    const hand = Array.from(
      { length: points },
      (_, i): Landmark => [
        read(i * 3) * motionAspect,
        read(i * 3 + 1),
        read(i * 3 + 2) * motionAspect,
      ],
    );
    return hand.every(([x, y]) => x === 0 && y === 0) ? null : hand;
  };
  return Array.from({ length: count }, (_, i) => ({
    label: description.labels[i]!,
    person: description.person[i] ?? null,
    frames: Array.from(
      { length: Math.min(length, description.frames[i]!) },
      (_, frame) => [handAt(i, frame, 0), handAt(i, frame, 1)] as const,
    ),
  }));
}
