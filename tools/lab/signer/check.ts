/**
 * `npx tsx tools/lab/signer/check.ts [--count N] [--seed S] [--gestures a,b] [--keep DIR]`: renders
 * samples, runs the hand models on them and prints how often the hand is found, with the right side
 * and with landmarks at the true joints.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { findHandsInStill } from '../../../src/recognizer/hands/still.ts';
import { rgbaFrame } from '../../lib/media/pictures.ts';
import { loadNodeHandModels } from '../../lib/recognizer/node-engine.ts';
import { Renderer } from './browser.ts';
import { drawSample, sampleOf } from './pictures.ts';
import { readPoses, readVariants } from './pose.ts';
import { landmarkError, sameHand, straightness, trueLandmarks } from './truth.ts';

/** If a digit's straightness differs by more than this, the model sees another state than rendered. */
const sameStraightness = 0.25;

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    gestures: { type: 'string' },
    keep: { type: 'string' },
  },
});

const median = (list: number[]) =>
  [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;
const percent = (part: number, all: number) => (all ? `${Math.round((100 * part) / all)}%` : '-');

const poses = new Map([...readPoses(), ...readVariants()]);
const names = values.gestures?.split(',') ?? [...poses.keys()];
const models = await loadNodeHandModels();
const renderer = await Renderer.open(640, 480);
const total = { all: 0, found: 0, side: 0 };
if (values.keep) await mkdir(values.keep, { recursive: true });
try {
  console.log('gesture\tfound\tside\terror\tdigits as drawn (thumb..little)\tmissed');
  for (const name of names) {
    const pose = poses.get(name);
    if (!pose) throw new Error(`There is no pose ${name}.`);
    const errors: number[] = [];
    const digits = [0, 0, 0, 0, 0];
    const missed: number[] = [];
    let side = 0;
    const count = Number(values.count);
    for (let i = 0; i < count; i++) {
      const sample = sampleOf(pose, Number(values.seed), i);
      const picture = await drawSample(renderer, sample);
      if (values.keep)
        await writeFile(join(values.keep, `${name.replace(':', '-')}-${i}.jpg`), picture);
      const { data, info } = await sharp(picture)
        .ensureAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      const hands = await findHandsInStill(
        models,
        rgbaFrame(new Uint8Array(data), info.width, info.height),
      );
      const [drawn] = sample.state.hands;
      const truth = trueLandmarks(await renderer.joints(drawn!), {
        fieldOfView: sample.stage.fieldOfView,
        width: info.width,
        height: info.height,
      });
      const best = hands
        .map((hand) => ({ hand, error: landmarkError(hand.landmarks, truth) }))
        .sort((a, b) => a.error - b.error)[0];
      if (!best || best.error > sameHand) {
        missed.push(i);
        continue;
      }
      errors.push(best.error);
      if (best.hand.handedness === sample.side) side++;
      const [seen, meant] = [straightness(best.hand.landmarks), straightness(truth)];
      digits.forEach((_, d) => {
        if (Math.abs(seen[d]! - meant[d]!) < sameStraightness) digits[d]!++;
      });
    }
    total.all += count;
    total.found += errors.length;
    total.side += side;
    console.log(
      `${name}\t${percent(errors.length, count)}\t${percent(side, errors.length)}\t${median(errors).toFixed(3)}\t${digits.map((d) => percent(d, errors.length)).join(' ')}\t${missed.join(',')}`,
    );
  }
  console.log(
    `all\t${percent(total.found, total.all)}\t${percent(total.side, total.found)}\t(${total.all} pictures)`,
  );
} finally {
  await renderer.dispose();
  models.dispose();
}
