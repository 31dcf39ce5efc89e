/**
 * Which searches find hands, and what they cost: each view of a frame with both palm models, on pictures of
 * hands that are shown smaller and smaller in a camera frame.
 *
 *     npx tsx tools/lab/palms/main.ts [--count N] [--seed N]
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { createRandom } from '../../../src/learning/random.ts';
import type { Frame } from '../../../src/recognizer/frame.ts';
import type { HandModels, ModelSize } from '../../../src/recognizer/hands/models.ts';
import { regionFromPalm } from '../../../src/recognizer/hands/regions.ts';
import { viewsOf } from '../../../src/recognizer/hands/views.ts';
import type { Square } from '../../../src/recognizer/sample-square.ts';
import { rgbaFrame } from '../../lib/media/pictures.ts';
import { quantile } from '../../lib/printing/statistics.ts';
import { loadNodeHandModels } from '../../lib/recognizer/node-engine.ts';

const data = join(import.meta.dirname, '../../../../shared/data/train');
/** Pictures of a hand before a background, with the person or without. */
const folders = ['letters/s03', 'letters-2/sibi-webcam', 'letters-2/bim', 'contact'];
const camera = { width: 640, height: 480 };
/** How large a picture is in the camera's frame. */
const scales = [1, 0.6, 0.35] as const;

interface Search {
  name: string;
  view: Square;
  size: ModelSize;
  presence: number;
}

/** As in `hands/tracker.ts`. */
function searches(): Search[] {
  const { whole, far, ends, centre } = viewsOf(camera.width, camera.height);
  const views = [
    { name: 'whole', view: whole, presence: 0.5 },
    { name: 'left', view: ends[0]!, presence: 0.8 },
    { name: 'right', view: ends[1]!, presence: 0.8 },
    { name: 'far', view: far, presence: 0.5 },
    { name: 'centre', view: centre, presence: 0.8 },
  ];
  return (['full', 'lite'] as const).flatMap((size) =>
    views.map(({ name, ...view }) => ({ ...view, name: `${name} ${size}`, size })),
  );
}

/** The picture at this scale, somewhere in a frame that is filled with a blurred copy of it. */
async function frameWith(file: string, scale: number, place: () => number): Promise<Frame> {
  const { width, height } = camera;
  const picture = sharp(file).rotate().toColourspace('srgb');
  const small = await picture
    .clone()
    .resize(Math.round(width * scale), Math.round(height * scale), { fit: 'inside' })
    .toBuffer({ resolveWithObject: true });
  const bytes = await picture
    .resize(width, height, { fit: 'cover' })
    .blur(25)
    .composite([
      {
        input: small.data,
        left: Math.floor(place() * (width - small.info.width)),
        top: Math.floor(place() * (height - small.info.height)),
      },
    ])
    .ensureAlpha()
    .raw()
    .toBuffer();
  return rgbaFrame(new Uint8Array(bytes), width, height);
}

async function finds(
  models: HandModels,
  frame: Frame,
  search: Search,
  onMs: (ms: number) => void,
): Promise<boolean> {
  const start = performance.now();
  const palms = await models.detectPalms(frame, search.view, search.size);
  onMs(performance.now() - start);
  for (const palm of palms.slice(0, 2)) {
    const { hand } = await models.landmarks(frame, regionFromPalm(palm, search.view), 'full');
    if (hand.presence >= search.presence) return true;
  }
  return false;
}

const { values } = parseArgs({
  options: { count: { type: 'string', default: '120' }, seed: { type: 'string', default: '1' } },
});
const random = createRandom(Number(values.seed));
const files = folders.flatMap((folder) =>
  readdirSync(join(data, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(jpe?g|png)$/i.test(name))
    .map((name) => join(data, folder, name)),
);
const chosen = Array.from(
  { length: Number(values.count) },
  () => files[random.below(files.length)]!,
);
const models = await loadNodeHandModels();
const all = searches();
const partsOf = (size: string) => ['left', 'right', 'centre'].map((view) => `${view} ${size}`);
/** As in `hands/tracker.ts`, and as it was before. */
const turn = [
  'whole full',
  ...partsOf('lite'),
  'whole lite',
  'far full',
  ...partsOf('full'),
  'far lite',
];
const before = ['whole full', 'left full', 'right full', 'whole lite', 'far full', 'centre full'];
const times = new Map(all.map(({ name }) => [name, [] as number[]]));
for (const scale of scales) {
  const found = new Map(all.map(({ name }) => [name, new Set<number>()]));
  for (const [i, file] of chosen.entries()) {
    const frame = await frameWith(file, scale, () => random.uniform());
    for (const search of all) {
      const note = (ms: number) => times.get(search.name)!.push(ms);
      if (await finds(models, frame, search, note)) found.get(search.name)!.add(i);
    }
  }
  const share = (names: readonly string[]): string => {
    const union = new Set(names.flatMap((name) => [...found.get(name)!]));
    return (union.size / chosen.length).toFixed(3);
  };
  console.log(`\npictures at ${scale} of the frame (${chosen.length}): share with a hand found`);
  for (const { name } of all) console.log(`  ${name.padEnd(14)} ${share([name])}`);
  for (const [what, names] of Object.entries({
    'before: first five searches': before.slice(0, 5),
    'before: the seven of a turn': [...before, 'far lite'],
    'now: first five searches': turn.slice(0, 5),
    'now: first seven searches': turn.slice(0, 7),
    'now: the ten of a turn': turn,
    'lite alone: five views': turn.filter((name) => name.endsWith('lite')),
  }))
    console.log(`  ${what.padEnd(30)} ${share(names)}`);
}
console.log('\nms of one search, median');
for (const [name, ms] of times)
  console.log(`  ${name.padEnd(14)} ${quantile(ms, 0.5)?.toFixed(1)}`);
models.dispose();
