/**
 * Renders plays with the synthetic signer and runs the whole recognizer on them at the rate that it
 * asks for. Each picture is dropped once it has been processed.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import sharp from 'sharp';
import { planCut, sizeLimit } from '../../../src/grab/geometry.ts';
import { Pacer } from '../../../src/grab/pacer.ts';
import type { Frame, Rect } from '../../../src/recognizer/frame.ts';
import type { Recognizer } from '../../../src/recognizer/recognizer.ts';
import type { Renderer } from '../signer/browser.ts';
import type { Pose } from '../signer/pose.ts';
import { mulberry32, seedOf } from '../signer/random.ts';
import { stageOf } from '../signer/staging.ts';
import type { PictureState, Stage } from '../signer/state.ts';
import { lifeOf } from '../signer/timeline.ts';
import { type Body, playMotion } from './play.ts';
import { readHands, writeHands } from './recorded-hands.ts';
import { type Play, suiteCamera } from './suite.ts';
import type { StreamFrame } from './watch.ts';

export interface RenderOptions {
  poses: ReadonlyMap<string, Pose>;
  /** Pictures per second. */
  fps: number;
  /** Folder in which the found hands are stored. */
  folder: string;
}

/** The hands that the recognizer finds in a rendered play; read from `folder` if they are stored there. */
export async function renderedHands(
  play: Play,
  tools: () => Promise<{ renderer: Renderer; recognizer: Recognizer }>,
  options: RenderOptions,
): Promise<StreamFrame[]> {
  const file = join(options.folder, `${play.motion.name}-${fingerprint(play, options)}.json`);
  const kept = await readHands(file);
  if (kept) return kept;
  const { renderer, recognizer } = await tools();
  const frames = await lookAt(play, renderer, recognizer, options);
  await writeHands(file, frames);
  return frames;
}

/** A hash that differs for another motion, body, seed, pose or rate. */
function fingerprint({ motion, body, seed }: Play, { poses, fps }: RenderOptions): string {
  const names = new Set(motion.hands.flatMap(({ keys }) => keys.map(({ pose }) => pose)));
  const drawn = [...names].map((name) => poses.get(name));
  const all = JSON.stringify([motion, body, seed, fps, drawn]);
  return createHash('sha256').update(all).digest('hex').slice(0, 12);
}

async function lookAt(
  play: Play,
  renderer: Renderer,
  recognizer: Recognizer,
  { poses, fps }: RenderOptions,
): Promise<StreamFrame[]> {
  const states = statesOf(play, poses, fps);
  await renderer.stage(stageFor(play));
  // The found hands do not depend on the vocabulary, so any will do.
  const stream = await recognizer.open({ vocabulary: 'call-gestures', dwellMs: 700 });
  const pacer = new Pacer();
  const frames: StreamFrame[] = [];
  let region: Rect | null = null;
  let n = 0;
  try {
    for await (const jpeg of renderer.draw(states, { type: 'image/jpeg', quality: 0.88 })) {
      const timestamp = (n++ * 1000) / fps;
      if (pacer.decide(timestamp)) continue;
      const frame = await frameOf(jpeg, timestamp, region);
      pacer.sent(timestamp);
      const recognition = await stream.push(frame);
      pacer.answered(recognition?.next.afterMs);
      if (!recognition) continue;
      region = recognition.next.region;
      frames.push({ timestamp, hands: recognition.hands });
    }
  } finally {
    stream.dispose();
  }
  return frames;
}

/** The states to render, one per picture. */
export function statesOf(
  play: Play,
  poses: ReadonlyMap<string, Pose>,
  fps: number,
): PictureState[] {
  const { motion, body, seed } = play;
  const at = playMotion(motion, body, poses, suiteCamera, seed);
  const life = lifeOf(mulberry32(seedOf(seed, 'life')));
  const count = Math.ceil(motion.seconds * fps);
  return Array.from({ length: count }, (_, i) => {
    const seconds = i / fps;
    const hands = at(seconds).flatMap((hand) => (hand ? [hand.state] : []));
    return { hands, sway: life.sway(seconds), noiseSeed: seedOf(seed, `noise ${i}`) };
  });
}

/** A random room and person, with the head at the body's position. */
export function stageFor({ body, seed }: Pick<Play, 'body' | 'seed'>): Stage {
  const stage = stageOf(mulberry32(seedOf(seed, 'stage')), true);
  const { person } = stage;
  return {
    ...stage,
    fieldOfView: suiteCamera.fieldOfView,
    person: person && { ...person, head: headOf(body) },
  };
}

function headOf({ head }: Body): [number, number, number] {
  const high = 2 * head.distance * Math.tan((suiteCamera.fieldOfView * Math.PI) / 360);
  const wide = (high * suiteCamera.width) / suiteCamera.height;
  return [(head.x - 0.5) * wide, (0.5 - head.y) * high, -head.distance];
}

/** The frame that the content script would send of a picture. */
async function frameOf(jpeg: Buffer, timestamp: number, region: Rect | null): Promise<Frame> {
  const { width: sourceWidth, height: sourceHeight } = suiteCamera;
  const cut = planCut(sourceWidth, sourceHeight, region, sizeLimit);
  const { x, y, width, height } = cut.region;
  const pixels = await sharp(jpeg)
    .extract({ left: x, top: y, width, height })
    .resize(cut.width, cut.height, { fit: 'fill' })
    .ensureAlpha()
    .raw()
    .toBuffer();
  return {
    timestamp,
    sourceWidth,
    sourceHeight,
    region: cut.region,
    width: cut.width,
    height: cut.height,
    format: 'RGBA',
    data: new Uint8Array(pixels),
    fullRange: true,
    matrix: 'bt601',
  };
}
