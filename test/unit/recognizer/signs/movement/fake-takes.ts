/**
 * Recorded takes of signs (numbers only; each names its source and licence), and drawn hands. All
 * lengths are in the picture's height.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import type { Hand, Landmark } from '../../../../../src/recognizer/hand.ts';
import type { PlayedFrame } from '../../../../../tools/lab/motion/play.ts';
import type { Sequence } from '../../../../../tools/lab/motion/sequences.ts';

/** x and y of 21 points, in thousandths of the picture's height; null: not found. */
const handSchema = v.nullable(v.pipe(v.array(v.number()), v.length(42)));
const takesSchema = v.array(
  v.object({
    source: v.string(),
    licence: v.string(),
    label: v.string(),
    index: v.number(),
    frames: v.array(v.tuple([handSchema, handSchema])),
  }),
);

const file = path.join(import.meta.dirname, '../../../../fixtures/movements/takes.json');
const recorded = v.parse(takesSchema, JSON.parse(readFileSync(file, 'utf8')) as unknown);

const pointsOf = (numbers: readonly number[]): Landmark[] =>
  Array.from({ length: 21 }, (_, i) => [numbers[2 * i]! / 1000, numbers[2 * i + 1]! / 1000, 0]);

/** The frames of the recorded takes of a sign: the signer's left and right hand. */
export function takesOf(label: string): Sequence['frames'][] {
  return recorded
    .filter((take) => take.label === label)
    .map(({ frames }) =>
      frames.map(([left, right]) => [left && pointsOf(left), right && pointsOf(right)] as const),
    );
}

/** A right hand of size 0.2 with its fingers up, whose wrist is at (x, y); a left one is its mirror image. */
export function drawnHand(
  x: number,
  y: number,
  { isLeft = false, curl = 0 }: { isLeft?: boolean; curl?: number } = {},
): Hand {
  const side = isLeft ? -1 : 1;
  const landmarks: Landmark[] = [[x, y, 0]];
  for (let joint = 1; joint <= 4; joint++)
    landmarks.push([x - side * (0.03 + joint * 0.012), y - 0.02 - joint * 0.012, 0]);
  for (let finger = 1; finger <= 4; finger++) {
    for (let joint = 1; joint <= 4; joint++) {
      const up = 0.09 + (joint - 1) * 0.033 * (1 - curl);
      landmarks.push([x + side * (finger - 2.5) * 0.03, y - up, 0]);
    }
  }
  return {
    landmarks,
    handedness: isLeft ? 'Left' : 'Right',
    leftness: isLeft ? 0.95 : 0.05,
    presence: 1,
  };
}

/** Frames at a rate; `at` draws the hands of a moment in seconds. */
export function drawn(
  seconds: number,
  fps: number,
  at: (second: number) => readonly Hand[],
): PlayedFrame[] {
  return Array.from({ length: Math.round(seconds * fps) }, (_, i) => ({
    timestamp: (i * 1000) / fps,
    hands: at(i / fps),
  }));
}

/** 0 before a time, 1 after it has taken `seconds`, smooth in between. */
export function eased(now: number, from: number, seconds: number): number {
  const t = Math.max(0, Math.min(1, (now - from) / seconds));
  return t * t * (3 - 2 * t);
}
