/** Keeps what was seen in pictures in build/, so that another classifier is measured without them. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';

const point = v.pipe(v.tuple([v.number(), v.number(), v.number()]), v.readonly());
const handSchema = v.object({
  landmarks: v.pipe(v.array(point), v.length(21), v.readonly()),
  handedness: v.picklist(['Left', 'Right']),
  leftness: v.number(),
  presence: v.number(),
});
const hand = v.nullable(handSchema);
const looks = v.object({ first: hand, small: hand, large: hand });

const pictureSchema = v.object({
  label: v.string(),
  /** The longer side of the hand's box in the picture, px; null if no hand was found. */
  handSide: v.nullable(v.number()),
  /** The hand as found in the picture itself. */
  original: hand,
  /** By size in the searched frame, px. */
  sizes: v.record(v.string(), looks),
});
const keptSchema = v.object({ pictures: v.array(pictureSchema) });

export type SeenPicture = v.InferOutput<typeof pictureSchema>;

/** The pictures of a person; null if they were not looked at yet. @throws if the file is damaged */
export function readKept(file: string): SeenPicture[] | null {
  if (!existsSync(file)) return null;
  return v.parse(keptSchema, JSON.parse(readFileSync(file, 'utf8'))).pictures;
}

const rounded = (_: string, value: unknown): unknown =>
  typeof value === 'number' ? Math.round(value * 10_000) / 10_000 : value;

/** Renamed when complete, so that an interrupted run leaves nothing half written. */
export function writeKept(file: string, pictures: readonly SeenPicture[]): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, JSON.stringify({ pictures }, rounded));
  renameSync(`${file}.part`, file);
}
