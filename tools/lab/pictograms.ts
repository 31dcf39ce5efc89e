/**
 * `npx tsx tools/lab/pictograms.ts OUT`: writes 21 points for each shipped gesture, from which lists
 * draw its pictogram. They are the signer's pose in its first view without random variation, seen from
 * far away: a right hand, not mirrored.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Random } from '../../src/learning/random.ts';
import { drawnWith } from '../../src/recognizer/signs/drawn-letters.ts';
import { gesturesOf, roleOf, shapeOf, vocabularyIds } from './shapes.ts';
import { readPoses } from './signer/pose.ts';
import { posedHand } from './train/posed.ts';

/** 21 x (x, y, z) by gesture key, wrist-relative, in units of hand size, rounded to thousandths. */
export type Pictograms = Readonly<Record<string, readonly (readonly [number, number, number])[]>>;

/** A random generator without variation: every mean, the first choice, the farthest camera. */
const still: Random = {
  uniform: () => 0,
  below: () => 0,
  normal: () => 0,
  between: (_, to) => to,
};

const thousandths = (value: number): number => Math.round(value * 1000) / 1000 + 0;

/** @throws Error if a shipped gesture has no pose */
export function makePictograms(): Pictograms {
  const poses = [...readPoses().values()];
  const entries = vocabularyIds.flatMap((vocabulary) =>
    gesturesOf(vocabulary).map((gesture) => {
      // Prefer a pose named after the gesture to one of the same shape in another vocabulary.
      const own = poses.find((pose) => pose.gesture.toLowerCase() === nameOf(gesture));
      const pose =
        own ??
        poses.find((pose) => {
          const role = roleOf(vocabulary, shapeOf(pose.gesture));
          return role.role === 'known' && role.gesture === gesture;
        });
      if (!pose) throw new Error(`No pose shows ${gesture} of ${vocabulary}.`);
      const flat = posedHand(pose, still);
      const points = Array.from({ length: flat.length / 3 }, (_, i): [number, number, number] => [
        thousandths(flat[i * 3]!),
        thousandths(flat[i * 3 + 1]!),
        thousandths(flat[i * 3 + 2]!),
      ]);
      return [`${vocabulary}:${gesture}`, points] as const;
    }),
  );
  const all = Object.fromEntries(entries);
  // A letter that is drawn is shown by the hand that draws it.
  for (const [letter, held] of Object.entries(drawnWith))
    all[`fingerspelling:${letter}`] = all[`fingerspelling:${held}`]!;
  return all;
}

function nameOf(gesture: string): string {
  return /^[A-Z]$/.test(gesture) ? `letter-${gesture.toLowerCase()}` : gesture;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const out = process.argv[2];
  if (!out) {
    console.error('Name the output file: npx tsx tools/lab/pictograms.ts OUT');
    process.exit(2);
  }
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, JSON.stringify(makePictograms()));
}
