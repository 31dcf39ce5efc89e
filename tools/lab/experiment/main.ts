/** The program of `npm run experiment`; its options are in `tools/experiment.ts`. */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { progressBar } from '../../lib/printing/progress.ts';
import { startNodeBackend } from '../../lib/recognizer/node-engine.ts';
import { type BankRow, readBank } from '../bank/bank.ts';
import type { VocabularyId } from '../shapes.ts';
import { samplesOf } from '../train/dataset.ts';
import { handReport } from './hand-report.ts';
import { handBudget, runHands } from './hands.ts';
import { photoReport } from './photo-report.ts';
import { runPhotos } from './photos.ts';
import { readPictures } from './pictures.ts';
import { type Report, writeReport } from './report.ts';

const experiments = ['call', 'letters', 'photos'] as const;
type Experiment = (typeof experiments)[number];
/** How many seeds. Class splits of photos vary more than random starts on hands. */
const seedCounts: Readonly<Record<Experiment, number>> = { call: 5, letters: 5, photos: 6 };

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    seeds: { type: 'string' },
    batches: { type: 'string', default: String(handBudget.batches) },
    data: { type: 'string', default: '../shared/data' },
    bank: { type: 'string', default: 'models/bank' },
    out: { type: 'string', default: 'docs/experiments' },
  },
});

interface HandExperiment {
  experiment: Experiment;
  vocabulary: VocabularyId;
  /** Sources of one person, left out in turn; one empty list if groups are kept out instead. */
  folds: readonly (readonly string[])[];
}

/** s05 and s07 show the same hand. */
const handExperiments: readonly HandExperiment[] = [
  { experiment: 'call', vocabulary: 'call-gestures', folds: [[]] },
  {
    experiment: 'letters',
    vocabulary: 'fingerspelling',
    folds: [['s03'], ['s05', 's07'], ['davidlee']],
  },
];

function chosenExperiments(): readonly Experiment[] {
  if (values.only === undefined) return experiments;
  return values.only.split(',').map((name) => {
    const found = experiments.find((experiment) => experiment === name);
    if (found) return found;
    throw new Error(`There is no experiment ${name}; there are: ${experiments.join(', ')}.`);
  });
}

function seedsOf(experiment: Experiment): number[] {
  const count = Number(values.seeds ?? seedCounts[experiment]);
  if (Number.isInteger(count) && count >= 1) return Array.from({ length: count }, (_, i) => i + 1);
  throw new Error('--seeds takes a whole number of at least 1.');
}

/** @throws Error with a sentence if the folder is missing. */
function readHands(): BankRow[] {
  if (existsSync(values.bank)) return readBank(values.bank);
  throw new Error(
    `${values.bank} does not exist. Name the folder of the landmark bank: npm run experiment -- --bank FOLDER.`,
  );
}

async function main(): Promise<void> {
  const chosen = chosenExperiments();
  const batches = Number(values.batches);
  if (!Number.isInteger(batches) || batches < 1) {
    throw new Error('--batches takes a whole number of at least 1.');
  }
  const seeds = new Map(chosen.map((experiment) => [experiment, seedsOf(experiment)]));
  // Read everything before writing anything.
  const pictures = chosen.includes('photos') ? readPictures(values.data) : null;
  const hands = handExperiments.filter(({ experiment }) => chosen.includes(experiment));
  const rows = hands.length > 0 ? readHands() : [];
  await startNodeBackend();
  const write = (report: Report) => console.log(writeReport(values.out, report));
  const barOf = (label: string) => progressBar(label, process.stderr, () => performance.now());
  for (const { experiment, vocabulary, folds } of hands) {
    const runs = await runHands({
      vocabulary,
      samples: samplesOf(vocabulary, rows),
      folds,
      seeds: seeds.get(experiment)!,
      batches,
      onProgress: barOf(experiment),
    });
    write(handReport(vocabulary, runs, batches));
  }
  if (pictures) {
    write(
      photoReport(
        await runPhotos({
          pictures,
          seeds: seeds.get('photos')!,
          onProgress: barOf('photos'),
        }),
      ),
    );
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
