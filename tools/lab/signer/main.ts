/** The program of `npm run signer`. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Renderer } from './browser.ts';
import { renderClip } from './clip.ts';
import { drawPictogram } from './pictogram.ts';
import { writePictures } from './pictures.ts';
import { type Pose, readPoses } from './pose.ts';
import { parseScript } from './script.ts';

const usage = `Renders hand signs.
  --script FILE.json --out CLIP.mjpeg|CLIP.mp4    a clip, and CLIP.json with its true intervals
  --pictures DIR [--count N] [--seed S]           N random pictures of each pose
  --pictograms DIR [--size PIXELS] [--hand Left]  one transparent PNG of each pose
  --gestures a,b,c                                only these gestures (for pictures and pictograms)
  --list                                          list all poses`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      script: { type: 'string' },
      out: { type: 'string' },
      pictures: { type: 'string' },
      pictograms: { type: 'string' },
      gestures: { type: 'string' },
      count: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
      size: { type: 'string', default: '256' },
      hand: { type: 'string', default: 'Right' },
      list: { type: 'boolean', default: false },
    },
  });
  const poses = readPoses();
  if (values.list) {
    for (const pose of poses.values()) console.log(`${pose.gesture}\t${pose.about}`);
  } else if (values.script && values.out) {
    const script = parseScript(await readFile(values.script, 'utf8'), values.script);
    await withRenderer(640, 480, async (renderer) => {
      const facts = await renderClip(renderer, script, poses, values.out ?? '');
      console.log(`${values.out}: ${facts.seconds.toFixed(1)} s, ${facts.intervals.length} signs`);
    });
  } else if (values.pictures) {
    const folder = values.pictures;
    const [count, seed] = [wholeNumber('count', values.count), wholeNumber('seed', values.seed)];
    await withRenderer(640, 480, (renderer) =>
      writePictures(renderer, chosen(poses, values.gestures), { folder, count, seed }, progress),
    );
  } else if (values.pictograms) {
    const folder = values.pictograms;
    const size = wholeNumber('size', values.size);
    const side = values.hand === 'Left' ? 'Left' : 'Right';
    await mkdir(folder, { recursive: true });
    await withRenderer(size, size, async (renderer) => {
      for (const pose of chosen(poses, values.gestures)) {
        const name = `${pose.gesture.replace(':', '-')}.png`;
        await writeFile(join(folder, name), await drawPictogram(renderer, pose, side, 1));
      }
    });
  } else {
    throw new Error(usage);
  }
}

async function withRenderer(
  width: number,
  height: number,
  work: (renderer: Renderer) => Promise<void>,
): Promise<void> {
  const renderer = await Renderer.open(width, height);
  try {
    await work(renderer);
  } finally {
    await renderer.dispose();
  }
}

function chosen(poses: ReadonlyMap<string, Pose>, list: string | undefined): Pose[] {
  if (list === undefined) return [...poses.values()];
  return list.split(',').map((name) => {
    const pose = poses.get(name);
    if (!pose) throw new Error(`There is no pose ${name}; --list lists them.`);
    return pose;
  });
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) {
    throw new Error(`--${name} takes a whole number, not ${text}.`);
  }
  return number;
}

function progress(done: number, of: number): void {
  if (done % 25 === 0 || done === of) process.stderr.write(`\r${done} of ${of} pictures`);
  if (done === of) process.stderr.write('\n');
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
