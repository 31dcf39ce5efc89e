/** The program of `npm run evaluate:sizes`; its options are in `tools/evaluate-sizes.ts`. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { HandModels } from '../../../src/recognizer/hands/models.ts';
import { boxOf, regionFromLandmarks } from '../../../src/recognizer/hands/regions.ts';
import { findHandsInStill } from '../../../src/recognizer/hands/still.ts';
import { loadClassifier } from '../../../src/recognizer/signs/classifier.ts';
import { readPicture } from '../../lib/media/pictures.ts';
import { progressBar } from '../../lib/printing/progress.ts';
import { loadNodeHandModels } from '../../lib/recognizer/node-engine.ts';
import { handSize } from '../bank/bank.ts';
import { dataFolder } from '../evaluate/inputs.ts';
import { toMarkdown } from '../evaluate/table.ts';
import { roleOf, shapeOf } from '../shapes.ts';
import { mulberry32, seedOf } from '../signer/random.ts';
import { shoot } from './camera.ts';
import { type SeenPerson, sizeTable } from './figures.ts';
import { readKept, type SeenPicture, writeKept } from './kept.ts';
import { lookAt } from './look.ts';

const validation = 'validation/letters';
const vocabulary = 'fingerspelling';
const seed = 2026;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    from: { type: 'string', default: validation },
    people: { type: 'string' },
    sizes: { type: 'string', default: '200,120,80,60,40' },
    every: { type: 'string', default: '1' },
    models: { type: 'string', default: 'models' },
    kept: { type: 'string', default: 'build/hand-sizes' },
    out: { type: 'string', default: 'docs/evaluation' },
  },
});
const sizes = values.sizes.split(',').map(Number);
const every = Math.max(1, Number(values.every) || 1);

interface Labelled {
  file: string;
  label: string;
}

/** Every n-th picture of each letter, in the order of names. */
function picturesOf(folder: string): Labelled[] {
  return readdirSync(folder)
    .sort()
    .filter((label) => roleOf(vocabulary, shapeOf(label)).role === 'known')
    .flatMap((label) =>
      readdirSync(join(folder, label))
        .filter((name) => /\.(jpe?g|png)$/i.test(name))
        .sort()
        .filter((_, i) => i % every === 0)
        .map((name) => ({ file: join(folder, label, name), label })),
    );
}

async function see(models: HandModels, { file, label }: Labelled): Promise<SeenPicture> {
  const found = await findHandsInStill(models, await readPicture(file));
  const original = found.sort((a, b) => handSize(b.landmarks) - handSize(a.landmarks))[0];
  if (!original) return { label, handSide: null, original: null, sizes: {} };
  const box = boxOf(original.landmarks);
  const handSide = Math.max(box.width, box.height);
  const seen: SeenPicture = { label, handSide, original, sizes: {} };
  for (const size of sizes) {
    if (handSide < size) continue;
    const random = mulberry32(seedOf(seed, `${file.split('/').slice(-3).join('/')} ${size}`));
    seen.sizes[size] = await lookAt(models, await shoot(file, original, size, random));
  }
  return seen;
}

/** How many times as large as the hand the square is that the landmark model looks at. */
function squareSentence(people: readonly SeenPerson[]): string {
  const ratios = people.flatMap(({ pictures }) =>
    pictures.flatMap(({ original, handSide }) =>
      original && handSide ? regionFromLandmarks(original.landmarks).size / handSide : [],
    ),
  );
  const [least, most] = [Math.min(...ratios), Math.max(...ratios)].map((ratio) => ratio.toFixed(2));
  return `The square that the landmark model looks at is ${least} to ${most} times as large as the hand.`;
}

async function main(): Promise<void> {
  const data = dataFolder(positionals, values.data);
  const folder = join(data, values.from);
  if (!existsSync(folder)) throw new Error(`${folder} does not exist. Name the data folder.`);
  const names = values.people?.split(',') ?? readdirSync(folder).sort();
  const classifierFile = join(values.models, vocabulary, 'classifier.json');
  const classifier = readFileSync(classifierFile);
  let models: HandModels | null = null;
  const people: SeenPerson[] = [];
  for (const name of names) {
    const kept = join(
      values.kept,
      `${values.from.replaceAll('/', '-')}-${name}-${values.sizes}-${every}.json`,
    );
    let pictures = readKept(kept);
    if (!pictures) {
      models ??= await loadNodeHandModels();
      const listed = picturesOf(join(folder, name));
      const bar = progressBar(name, process.stderr, () => performance.now());
      pictures = [];
      for (const picture of listed) {
        pictures.push(await see(models, picture));
        bar(pictures.length / listed.length);
      }
      writeKept(kept, pictures);
    }
    people.push({ name, pictures });
  }
  models?.dispose();
  const loaded = loadClassifier(JSON.parse(classifier.toString('utf8')));
  const table = sizeTable(loaded, vocabulary, people, sizes);
  const hash = createHash('sha256').update(classifier).digest('hex').slice(0, 16);
  const text = [
    '# Letters by the size of the hand',
    '',
    `Written by \`npm run evaluate:sizes\`. Classifier ${hash}; ${values.from}, ` +
      `${every === 1 ? 'all pictures' : `picture 1 of every ${every}`} of ${names.length} people. ` +
      squareSentence(people),
    '',
    toMarkdown(table),
  ].join('\n');
  console.log(text);
  if (values.from !== validation) return;
  mkdirSync(values.out, { recursive: true });
  writeFileSync(join(values.out, 'sizes.md'), text);
  writeFileSync(join(values.out, 'sizes.json'), `${JSON.stringify([table], null, 1)}\n`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
