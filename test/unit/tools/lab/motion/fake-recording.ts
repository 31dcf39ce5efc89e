/** Made-up recordings of hands, as the data folder holds them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Landmark } from '../../../../../src/recognizer/hand.ts';

/** Five fingers of four points each, all pointing up; those named are folded back to the palm. */
export const hand = (at: { x: number; y: number }, folded: readonly number[] = []): Landmark[] => {
  const points: Landmark[] = [[at.x, at.y, 0]];
  for (let finger = 0; finger < 5; finger++) {
    for (let joint = 1; joint <= 4; joint++) {
      const up = folded.includes(finger) && joint > 2 ? 5 - joint : joint;
      points.push([at.x + finger * 0.02, at.y - 0.1 - up * 0.02, 0]);
    }
  }
  return points;
};

/** Writes one sequence for each label; each shows one right hand without moving. */
export function putRecording(
  data: string,
  name: string,
  hands: readonly { label: string; hand: Landmark[] }[],
): void {
  const length = 12;
  const bytes = Buffer.alloc(hands.length * length * 2 * 63 * 2);
  hands.forEach(({ hand: points }, i) => {
    for (let frame = 0; frame < length; frame++) {
      points.flat().forEach((value, k) => {
        const at = (((i * length + frame) * 2 + 1) * 63 + k) * 2;
        bytes.writeInt16LE(Math.round(value * 10000), at);
      });
    }
  });
  mkdirSync(join(data, 'train/motion'), { recursive: true });
  const file = join(data, 'train/motion', name);
  writeFileSync(`${file}.i16.gz`, gzipSync(bytes));
  writeFileSync(
    `${file}.json`,
    JSON.stringify({
      shape: [hands.length, length, 2, 21, 3],
      labels: hands.map(({ label }) => label),
      person: hands.map(() => 'someone'),
      frames: hands.map(() => length),
    }),
  );
}
