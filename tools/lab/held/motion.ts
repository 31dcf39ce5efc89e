/** Reads recorded sequences of hands (`train/motion` of the data folder). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as v from 'valibot';
import type { Hand, Handedness, Landmark } from '../../../src/recognizer/hand.ts';

const headSchema = v.object({
  /** Sequences, frames, hands, points, coordinates. */
  shape: v.tuple([v.number(), v.number(), v.literal(2), v.literal(21), v.literal(3)]),
  labels: v.array(v.string()),
  person: v.array(v.nullable(v.string())),
  /** How many frames of each sequence are real. */
  frames: v.array(v.number()),
});

export interface Sequence {
  source: string;
  label: string;
  person: string;
  frames: readonly { timestamp: number; hands: readonly Hand[] }[];
}

/** The pictures' sizes are not recorded, but their aspect is about 4:3. */
export const motionPicture = { width: 640, height: 480 } as const;
const unit = 10_000;
const sides: readonly Handedness[] = ['Left', 'Right'];

/** @param frameMs time between two frames, which the recordings do not state */
export function readSequences(data: string, source: string, frameMs: number): Sequence[] {
  const file = join(data, 'train/motion', source);
  const head = v.parse(headSchema, JSON.parse(readFileSync(`${file}.json`, 'utf8')));
  const bytes = gunzipSync(readFileSync(`${file}.i16.gz`));
  const [, frameCount, handCount, pointCount, axes] = head.shape;
  const perHand = pointCount * axes;
  const handAt = (sequence: number, frame: number, side: number): Hand | null => {
    const first = ((sequence * frameCount + frame) * handCount + side) * perHand;
    const value = (i: number): number => bytes.readInt16LE(2 * (first + i)) / unit;
    const { width, height } = motionPicture;
    let isSeen = false;
    const landmarks = Array.from({ length: pointCount }, (_, point): Landmark => {
      const [x, y, z] = [value(3 * point), value(3 * point + 1), value(3 * point + 2)];
      if (x !== 0 || y !== 0) isSeen = true;
      return [x * width, y * height, z * width];
    });
    const handedness = sides[side]!;
    // Presence was not recorded: a hand that was found counts as sure.
    return isSeen
      ? { landmarks, handedness, leftness: handedness === 'Left' ? 1 : 0, presence: 1 }
      : null;
  };
  return head.labels.map((label, sequence) => ({
    source,
    label,
    person: head.person[sequence] ?? source,
    frames: Array.from({ length: head.frames[sequence] ?? 0 }, (_, frame) => ({
      timestamp: frame * frameMs,
      hands: sides.flatMap((_, side) => handAt(sequence, frame, side) ?? []),
    })),
  }));
}

/** Letters that are held still in ASL, by source; a word "I" and the moving H of Libras are not among them. */
const lettersOf: Readonly<Record<string, RegExp>> = {
  traduttore: /^letter_([a-ik-y])$/,
  kelhuynh: /^([abcdi])$/,
  dayanecordeiro: /^([ab])$/,
};

/** The letter that a sequence shows; null for a word, idle hands and letters that move or differ. */
export function letterOf({ source, label }: Pick<Sequence, 'source' | 'label'>): string | null {
  return lettersOf[source]?.exec(label)?.[1]?.toUpperCase() ?? null;
}

/** Whether nothing in a sequence is a letter or an open hand, on purpose. */
export function isOther(sequence: Pick<Sequence, 'source' | 'label'>): boolean {
  return letterOf(sequence) === null && !/^(letter_)?([a-z]|space)$/.test(sequence.label);
}
