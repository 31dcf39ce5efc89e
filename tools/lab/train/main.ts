/** The program of `npm run train`; its options are in `tools/train.ts`. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Confusions } from '../../../src/captions/spelling/costs.ts';
import { objectives } from '../../../src/learning/objectives.ts';
import { progressBar } from '../../lib/printing/progress.ts';
import { startNodeBackend } from '../../lib/recognizer/node-engine.ts';
import { leftOutFolds } from '../adapt/folds.ts';
import { readBank } from '../bank/bank.ts';
import { toMarkdown } from '../evaluate/table.ts';
import { trainMovements } from '../motion/train.ts';
import { type VocabularyId, vocabularyIds } from '../shapes.ts';
import { samplesOf } from './dataset.ts';
import { readClassifierFile } from './kept.ts';
import { people, recipeOf } from './recipe.ts';
import { confusionsOfFolds, trainVocabulary } from './run.ts';

const { values } = parseArgs({
  options: {
    vocabulary: { type: 'string' },
    seed: { type: 'string', default: '1' },
    bank: { type: 'string', default: 'models/bank' },
    out: { type: 'string', default: 'models' },
    report: { type: 'string', default: 'docs/evaluation' },
    objective: { type: 'string' },
    /** The data folder, which holds the recorded sequences of signs that move. */
    data: { type: 'string', default: '../shared/data' },
    /** Write only the confusions, from the classifiers without a person that are kept in build/. */
    confusions: { type: 'boolean', default: false },
  },
});

/** What is trained from recorded sequences: signs that move. */
const movements = 'movements';

function chosenVocabularies(): readonly VocabularyId[] {
  if (values.vocabulary === undefined) return vocabularyIds;
  if (values.vocabulary === movements) return [];
  const chosen = vocabularyIds.find((name) => name === values.vocabulary);
  if (chosen) return [chosen];
  const known = [...vocabularyIds, movements].join(', ');
  throw new Error(`There is no vocabulary ${values.vocabulary}; there are: ${known}.`);
}

/** A hash of the bank: the names and contents of its files. */
function bankHash(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) {
    if (name.endsWith('.json')) hash.update(name).update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex').slice(0, 16);
}

function writeConfusions(folder: string, confusions: Confusions): void {
  const file = join(folder, 'confusions.json');
  writeFileSync(file, `${JSON.stringify(confusions)}\n`);
  console.log(`${file} written`);
}

/** The vocabulary whose letters are decoded into words. */
const spelled = 'fingerspelling';

async function confusionsOnly(): Promise<void> {
  const folder = join(values.out, spelled);
  const shipped = readClassifierFile(join(folder, 'classifier.json'));
  if (!shipped) throw new Error(`${folder}/classifier.json is damaged. Run npm run train.`);
  await startNodeBackend();
  const rows = readBank(values.bank);
  const folds = await leftOutFolds(spelled, rows, values.bank, shipped, console.error);
  writeConfusions(folder, confusionsOfFolds(folds));
}

async function main(): Promise<void> {
  if (values.confusions) return confusionsOnly();
  const seed = Number(values.seed);
  if (!Number.isInteger(seed)) throw new Error('--seed takes a whole number.');
  const vocabularies = chosenVocabularies();
  const objective = objectives.find(({ name }) => name === values.objective);
  if (values.objective !== undefined && objective?.outputCount(1) !== 1) {
    throw new Error(`--objective takes BCENa, EOS or outlier exposure, not ${values.objective}.`);
  }
  const rows = readBank(values.bank);
  await startNodeBackend();
  for (const vocabulary of vocabularies) {
    const { file, leftOut, confusions } = await trainVocabulary({
      vocabulary,
      samples: samplesOf(vocabulary, rows),
      alone: people[vocabulary],
      recipe: { ...recipeOf(vocabulary), ...(objective && { objective }) },
      seed,
      bankHash: bankHash(values.bank),
      report: (line) => console.error(line),
      progress: progressBar(vocabulary, process.stderr, () => performance.now()),
    });
    const folder = join(values.out, vocabulary);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'classifier.json'), `${JSON.stringify(file)}\n`);
    if (vocabulary === spelled) writeConfusions(folder, confusions);
    mkdirSync(values.report, { recursive: true });
    const report = join(values.report, `${vocabulary}-left-out.json`);
    writeFileSync(report, `${JSON.stringify(leftOut, null, 1)}\n`);
    console.log(`${toMarkdown(leftOut)}\n${join(folder, 'classifier.json')} written`);
  }
  if (values.vocabulary === undefined || values.vocabulary === movements) {
    const progress = progressBar(movements, process.stderr, () => performance.now());
    await trainMovements({ data: values.data, out: values.out, seed, progress });
    console.log(`${join(values.out, movements)} written`);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
