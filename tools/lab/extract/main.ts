/** The program of `npm run extract`; its options are in `tools/extract.ts`. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Hand } from '../../../src/recognizer/hand.ts';
import type { HandModels } from '../../../src/recognizer/hands/models.ts';
import { findHandsInStill } from '../../../src/recognizer/hands/still.ts';
import { readPicture } from '../../lib/media/pictures.ts';
import { progressBar } from '../../lib/printing/progress.ts';
import { loadNodeHandModels } from '../../lib/recognizer/node-engine.ts';
import {
  type BankEntry,
  type BankHeader,
  encodeBank,
  handSize,
  readBankFiles,
} from '../bank/bank.ts';
import { dataCard } from './card.ts';
import { type ListedPictures, listPictures, readTables } from './read-data.ts';
import { trainingSources, validationSources } from './sources.ts';
import { trainingTables } from './tables.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    out: { type: 'string' },
    only: { type: 'string' },
    every: { type: 'string', default: '1' },
    validation: { type: 'boolean', default: false },
    landmarks: { type: 'string', default: 'full' },
    engine: { type: 'string', default: 'tfjs' },
  },
});
const out = values.out ?? (values.validation ? 'build/validation-bank' : 'models/bank');
const landmarks = (['full', 'lite'] as const).find((size) => size === values.landmarks);
if (!landmarks) {
  console.error('--landmarks takes full or lite.');
  process.exit(1);
}
if (!['tfjs', 'litert'].includes(values.engine)) {
  console.error('--engine takes tfjs or litert.');
  process.exit(1);
}
const only = values.only?.split(',');
const every = Math.max(1, Number(values.every) || 1);

const wanted = ({ header }: { header: BankHeader }) => !only || only.includes(header.source);

function write(header: BankHeader, entries: BankEntry[]): void {
  const bank = encodeBank(header, entries);
  const text = `${JSON.stringify(bank)}\n`;
  const file = join(out, `${header.source}.json`);
  // Renamed when complete, so that a full disk or an interrupted run leaves the old rows.
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
  console.log(`${header.source}: ${entries.length} hands, ${(text.length / 1024).toFixed(0)} KiB`);
}

/** The hand that the label is about: the largest one. */
function largest(hands: readonly Hand[]): Hand | undefined {
  return [...hands].sort((a, b) => handSize(b.landmarks) - handSize(a.landmarks))[0];
}

async function extract({ source, pictures }: ListedPictures, models: HandModels): Promise<void> {
  const selected = pictures.filter((_, i) => i % every === 0);
  const bar = progressBar(source.header.source, process.stderr, () => performance.now());
  const found: (BankEntry | null)[] = [];
  for (const [i, picture] of selected.entries()) {
    const frame = await readPicture(picture.file, 0, picture.poor);
    const hand = largest(await findHandsInStill(models, frame, landmarks));
    const shorter = Math.min(frame.sourceWidth, frame.sourceHeight);
    found.push(
      hand
        ? {
            label: picture.label,
            group: picture.group,
            landmarks: hand.landmarks,
            leftness: hand.leftness,
            presence: hand.presence,
            size: source.crops ? null : handSize(hand.landmarks) / shorter,
          }
        : null,
    );
    bar((i + 1) / selected.length);
  }
  write(
    source.header,
    found.filter((entry) => entry !== null),
  );
  report(source.header.source, selected, found);
}

/** Prints in how many pictures a hand was found, and the labels of the others. */
function report(
  name: string,
  pictures: readonly { label: string }[],
  found: readonly (BankEntry | null)[],
): void {
  const missed = new Map<string, number>();
  found.forEach((entry, i) => {
    if (entry === null) {
      const { label } = pictures[i]!;
      missed.set(label, (missed.get(label) ?? 0) + 1);
    }
  });
  const hands = found.filter((entry) => entry !== null).length;
  const labels = [...missed].map(([label, count]) => `${label} ${count}`).join(', ') || 'none';
  console.log(`${name}: hand found in ${hands} of ${found.length}; missed: ${labels}`);
}

try {
  // Read or list all of the data before writing anything.
  const tables = readTables(values.validation ? [] : trainingTables(values.data).filter(wanted));
  const sources = listPictures(
    (values.validation ? validationSources : trainingSources)(values.data).filter(wanted),
  );
  mkdirSync(out, { recursive: true });
  for (const { source, entries } of tables) write(source.header, entries);
  if (sources.length > 0) {
    const models = await loadNodeHandModels(undefined, values.engine === 'litert');
    for (const source of sources) await extract(source, models);
    models.dispose();
  }
  if (!values.validation) writeFileSync(join(out, 'README.md'), dataCard(readBankFiles(out)));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
