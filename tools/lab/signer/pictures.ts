import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Renderer } from './browser.ts';
import { handStateOf, keyOf, placeOf } from './hand-state.ts';
import type { Pose } from './pose.ts';
import { between, mulberry32, seedOf } from './random.ts';
import { stageOf } from './staging.ts';
import type { PictureState, Side, Stage } from './state.ts';

/** One picture of a held pose, and the facts about it. */
export interface Sample {
  gesture: string;
  side: Side;
  seed: number;
  stage: Stage;
  state: PictureState;
}

/**
 * A random sample: the seed determines person, room, light, hand, view, position and variation of the
 * joints. Every other sample is a left hand.
 */
export function sampleOf(pose: Pose, seed: number, index: number): Sample {
  const own = seedOf(seed, `${pose.gesture} ${index}`);
  const random = mulberry32(own);
  const stage = stageOf(random, random() < 0.85);
  const side: Side = index % 2 === 0 ? 'Right' : 'Left';
  const place = placeOf(pose, side, random);
  const scale = between(random, 0.88, 1.12);
  const camera = { fieldOfView: stage.fieldOfView, aspect: 640 / 480 };
  const hand = handStateOf(keyOf(pose, side, place, random, 1), side, scale, camera);
  return {
    gesture: pose.gesture,
    side,
    seed: own,
    stage,
    state: { hands: [hand], sway: [0, 0, 0], noiseSeed: own },
  };
}

/** Renders one sample as an encoded picture. */
export async function drawSample(
  renderer: Renderer,
  { stage, state }: Sample,
  type: 'image/jpeg' | 'image/png' = 'image/jpeg',
): Promise<Buffer> {
  await renderer.stage(stage);
  for await (const picture of renderer.draw([state], { type, quality: 0.9 })) return picture;
  throw new Error('The rendering page drew nothing.');
}

/**
 * Writes `count` pictures of each pose into `folder/<gesture>/`, and a `samples.jsonl` that says what
 * each one shows: {file, gesture, hand, seed}.
 */
export async function writePictures(
  renderer: Renderer,
  poses: readonly Pose[],
  { folder, count, seed }: { folder: string; count: number; seed: number },
  report: (done: number, of: number) => void,
): Promise<void> {
  const lines: string[] = [];
  for (const pose of poses) {
    const name = pose.gesture.replace(':', '-');
    await mkdir(join(folder, name), { recursive: true });
    for (let i = 0; i < count; i++) {
      const sample = sampleOf(pose, seed, i);
      const file = join(name, `${String(i).padStart(4, '0')}.jpg`);
      await writeFile(join(folder, file), await drawSample(renderer, sample));
      lines.push(
        JSON.stringify({ file, gesture: pose.gesture, hand: sample.side, seed: sample.seed }),
      );
      report(lines.length, poses.length * count);
    }
  }
  await writeFile(join(folder, 'samples.jsonl'), `${lines.join('\n')}\n`);
}
