/**
 * Stores the hands that were found in pictures. The slow part (rendering, finding hands) is done once,
 * and classifiers and gates can be counted on the result again and again.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as v from 'valibot';
import type { StreamFrame } from './watch.ts';

const schema = v.object({
  frames: v.array(
    v.object({
      t: v.number(),
      hands: v.array(
        v.object({
          /** 21 x (x, y, z) in pixels, to a tenth. */
          points: v.pipe(v.array(v.number()), v.length(63)),
          side: v.picklist(['Left', 'Right']),
          leftness: v.number(),
          presence: v.number(),
        }),
      ),
    }),
  ),
});

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** Writes the frames of one clip; the file gets its name only when it is complete. */
export async function writeHands(file: string, frames: readonly StreamFrame[]): Promise<void> {
  const content = {
    frames: frames.map(({ timestamp, hands }) => ({
      t: round(timestamp, 2),
      hands: hands.map(({ landmarks, handedness, leftness, presence }) => ({
        points: landmarks.flatMap((point) => point.map((value) => round(value, 1))),
        side: handedness,
        leftness: round(leftness, 3),
        presence: round(presence, 3),
      })),
    })),
  };
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.part`, JSON.stringify(content));
  await rename(`${file}.part`, file);
}

/** @returns null if there is no such file. @throws Error if it is damaged */
export async function readHands(file: string): Promise<StreamFrame[] | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  const parsed = v.safeParse(schema, JSON.parse(text));
  if (!parsed.success) throw new Error(`${file} is damaged. Delete it and run again.`);
  return parsed.output.frames.map(({ t, hands }) => ({
    timestamp: t,
    hands: hands.map(({ points, side, leftness, presence }) => ({
      landmarks: Array.from(
        { length: 21 },
        (_, i) => [points[i * 3]!, points[i * 3 + 1]!, points[i * 3 + 2]!] as const,
      ),
      handedness: side,
      leftness,
      presence,
    })),
  }));
}
