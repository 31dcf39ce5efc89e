/**
 * Draws samples, runs the hand models over them and writes the landmarks as a bank file:
 * `npx tsx tools/signer/to-bank.ts [--out models/bank/rendered.json] [--seed S]
 *   [--gestures N] [--letters N] [--unknown N]`
 *
 * Every pose's rows are kept in `build/signer-bank/` as soon as they are there, so that a run that
 * was broken off goes on where it ended; `--fresh` draws all again.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import type { HandModels } from '../../src/recognizer/hands/models.ts';
import { findHandsInStill } from '../../src/recognizer/hands/still.ts';
import { type BankEntry, type BankHeader, encodeBank, handSize } from '../bank.ts';
import { loadNodeHandModels } from '../node-engine.ts';
import { rgbaFrame } from '../pictures.ts';
import { Renderer } from './browser.ts';
import { drawSample, sampleOf } from './pictures.ts';
import { type Pose, readPoses } from './pose.ts';
import { landmarkError, SAME_HAND, trueLandmarks } from './truth.ts';

/** Samples in one group: variations drawn in a row, which a split keeps together. */
const BLOCK = 10;

const HEADER: BankHeader = {
  source: 'rendered',
  origin: 'drawn by tools/signer with the generic hand of @webxr-input-profiles/assets',
  licence: 'MIT',
  attribution: 'Copyright (c) 2019 Amazon; WebXR Input Profiles, generic-hand model',
  changes:
    'Changed: the model was posed and rendered; only hand landmarks are kept, computed from the pictures by MediaPipe hand models and given relative to the wrist in units of hand size.',
  groups: 'one group for every ten variations in a row, the same number in every gesture',
  aspect: 'true',
  depth: true,
  people: 'none: one hand model, in random size, skin, light, view and looseness',
  notes:
    'Labels are gesture ids, letters, and unknown:<pose>. Only hands whose landmarks lie on the drawn joints are kept.',
};

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'models/bank/rendered.json' },
    seed: { type: 'string', default: '100' },
    gestures: { type: 'string', default: '150' },
    letters: { type: 'string', default: '100' },
    unknown: { type: 'string', default: '600' },
    fresh: { type: 'boolean', default: false },
  },
});

/** How many samples of a pose; the unknown ones share their number. */
function countOf(gesture: string, unknownPoses: number): number {
  if (gesture.startsWith('unknown:')) return Math.ceil(Number(values.unknown) / unknownPoses);
  return Number(gesture.length === 1 ? values.letters : values.gestures);
}

async function entriesOf(
  renderer: Renderer,
  models: HandModels,
  pose: Pose,
  count: number,
): Promise<BankEntry[]> {
  const entries: BankEntry[] = [];
  let ownSide = 0;
  for (let i = 0; i < count; i++) {
    const sample = sampleOf(pose, Number(values.seed), i);
    const picture = await drawSample(renderer, sample);
    const { data, info } = await sharp(picture)
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width, height } = info;
    const frame = rgbaFrame(new Uint8Array(data), width, height);
    const [drawn] = sample.state.hands;
    if (!drawn) throw new Error('A sample shows one hand.');
    const { fieldOfView } = sample.stage;
    const truth = trueLandmarks(await renderer.joints(drawn), { fieldOfView, width, height });
    const hand = (await findHandsInStill(models, frame)).find(
      ({ landmarks }) => landmarkError(landmarks, truth) < SAME_HAND,
    );
    if (!hand) continue;
    if (hand.handedness === sample.side) ownSide++;
    entries.push({
      label: pose.gesture,
      group: Math.floor(i / BLOCK),
      landmarks: hand.landmarks,
      leftness: hand.leftness,
      presence: hand.presence,
      size: handSize(hand.landmarks) / Math.min(width, height),
    });
  }
  console.log(
    `${pose.gesture}: hand found in ${entries.length} of ${count}, ${ownSide} on the drawn side`,
  );
  return entries;
}

const cache = join('build', 'signer-bank', values.seed);
if (values.fresh) rmSync(cache, { recursive: true, force: true });
mkdirSync(cache, { recursive: true });
/** Call gestures first, then letters, then what is unknown. */
const rank = ({ gesture }: Pose) =>
  gesture.startsWith('unknown:') ? 2 : Number(gesture.length === 1);
const poses = [...readPoses().values()].sort((a, b) => rank(a) - rank(b));
const unknownPoses = poses.filter(({ gesture }) => gesture.startsWith('unknown:')).length;
const models = await loadNodeHandModels();
const renderer = await Renderer.open(640, 480);
try {
  const all: BankEntry[] = [];
  for (const pose of poses) {
    const count = countOf(pose.gesture, unknownPoses);
    const file = join(cache, `${pose.gesture.replace(':', '-')}-${count}.json`);
    if (!existsSync(file)) {
      const entries = await entriesOf(renderer, models, pose, count);
      writeFileSync(file, JSON.stringify(entries));
    }
    all.push(...(JSON.parse(readFileSync(file, 'utf8')) as BankEntry[]));
  }
  const text = `${JSON.stringify(encodeBank(HEADER, all))}\n`;
  writeFileSync(values.out, text);
  console.log(`${values.out}: ${all.length} hands, ${(text.length / 1024).toFixed(0)} KiB`);
} finally {
  await renderer.dispose();
  models.dispose();
}
