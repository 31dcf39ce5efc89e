/**
 * `npx tsx tools/lab/signer/to-bank.ts [--kind gestures|unknown|letters] [--out models/bank] [--seed S]
 *   [--gestures N] [--unknown N] [--letters N]`: renders samples, runs the hand models on them and
 * writes the landmarks as bank files.
 *
 * The rows of each finished pose are kept in `build/signer-bank/`, so that an interrupted run continues
 * where it stopped; `--fresh` renders everything again.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import type { HandModels } from '../../../src/recognizer/hands/models.ts';
import { findHandsInStill } from '../../../src/recognizer/hands/still.ts';
import { rgbaFrame } from '../../lib/media/pictures.ts';
import { loadNodeHandModels } from '../../lib/recognizer/node-engine.ts';
import {
  type BankEntry,
  type BankHeader,
  encodeBank,
  handSize,
  readBankFiles,
} from '../bank/bank.ts';
import { dataCard } from '../extract/card.ts';
import { Renderer } from './browser.ts';
import { drawSample, sampleOf } from './pictures.ts';
import { type Pose, readPoses, readVariants } from './pose.ts';
import { landmarkError, sameHand, trueLandmarks } from './truth.ts';

/** How many consecutive variations form a group, which a split keeps together. */
const block = 10;

/** Each kind has its own file, so that a training can choose. */
const kinds = ['gestures', 'unknown', 'letters'] as const;
type Kind = (typeof kinds)[number];

const header: Omit<BankHeader, 'source'> = {
  origin: 'drawn by tools/lab/signer with the generic hand of @webxr-input-profiles/assets',
  licence: 'Apache-2.0; the hand mesh that was drawn: MIT',
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
    out: { type: 'string', default: 'models/bank' },
    kind: { type: 'string', default: kinds.join(',') },
    seed: { type: 'string', default: '100' },
    gestures: { type: 'string', default: '150' },
    letters: { type: 'string', default: '100' },
    unknown: { type: 'string', default: '600' },
    fresh: { type: 'boolean', default: false },
  },
});

const cache = join('build', 'signer-bank', values.seed);

function kindOf({ gesture }: Pose): Kind {
  if (gesture.startsWith('unknown:')) return 'unknown';
  return gesture.length === 1 ? 'letters' : 'gestures';
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
      ({ landmarks }) => landmarkError(landmarks, truth) < sameHand,
    );
    if (!hand) continue;
    if (hand.handedness === sample.side) ownSide++;
    entries.push({
      label: pose.gesture,
      group: Math.floor(i / block),
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

/** The rows of a pose: from an earlier run, or rendered now in a new browser. */
async function rowsOf(
  models: HandModels,
  name: string,
  pose: Pose,
  count: number,
): Promise<BankEntry[]> {
  const file = join(cache, `${name.replace(':', '-')}-${count}.json`);
  if (!existsSync(file)) {
    const renderer = await Renderer.open(640, 480);
    try {
      writeFileSync(file, JSON.stringify(await entriesOf(renderer, models, pose, count)));
    } finally {
      await renderer.dispose();
    }
  }
  return JSON.parse(readFileSync(file, 'utf8')) as BankEntry[];
}

async function main(): Promise<void> {
  if (values.fresh) rmSync(cache, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  const wanted = kinds.filter((kind) => values.kind.split(',').includes(kind));
  const poses = [...readPoses(), ...readVariants()];
  const models = await loadNodeHandModels();
  for (const kind of wanted) {
    const ofKind = poses.filter(([, pose]) => kindOf(pose) === kind);
    // The unknown poses share their number of samples; each other pose gets its full number.
    const count = Math.ceil(Number(values[kind]) / (kind === 'unknown' ? ofKind.length : 1));
    const all: BankEntry[] = [];
    for (const [name, pose] of ofKind) all.push(...(await rowsOf(models, name, pose, count)));
    const source = `rendered-${kind}`;
    const text = `${JSON.stringify(encodeBank({ source, ...header }, all))}\n`;
    writeFileSync(join(values.out, `${source}.json`), text);
    console.log(`${source}: ${all.length} hands, ${(text.length / 1024).toFixed(0)} KiB`);
  }
  models.dispose();
  writeFileSync(join(values.out, 'README.md'), dataCard(readBankFiles(values.out)));
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
