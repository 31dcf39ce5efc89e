/** The program of `npm run train`; its options are in `tools/train.ts`. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { objectives } from '../../../src/learning/objectives.ts';
import { progressBar } from '../../lib/printing/progress.ts';
import { startNodeBackend } from '../../lib/recognizer/node-engine.ts';
import { readBank } from '../bank/bank.ts';
import { toMarkdown } from '../evaluate/table.ts';
import { type VocabularyId, vocabularyIds } from '../shapes.ts';
import { samplesOf } from './dataset.ts';
import { people, recipeOf } from './recipe.ts';
import { trainVocabulary } from './run.ts';

const { values } = parseArgs({
  options: {
    vocabulary: { type: 'string' },
    seed: { type: 'string', default: '1' },
    bank: { type: 'string', default: 'models/bank' },
    out: { type: 'string', default: 'models' },
    report: { type: 'string', default: 'docs/evaluation' },
    objective: { type: 'string' },
  },
});

function chosenVocabularies(): readonly VocabularyId[] {
  if (values.vocabulary === undefined) return vocabularyIds;
  const chosen = vocabularyIds.find((name) => name === values.vocabulary);
  if (chosen) return [chosen];
  throw new Error(
    `There is no vocabulary ${values.vocabulary}; there are: ${vocabularyIds.join(', ')}.`,
  );
}

/** A hash of the bank: the names and contents of its files. */
function bankHash(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) {
    if (name.endsWith('.json')) hash.update(name).update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex').slice(0, 16);
}

async function main(): Promise<void> {
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
    const { file, leftOut } = await trainVocabulary({
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
    mkdirSync(values.report, { recursive: true });
    const report = join(values.report, `${vocabulary}-left-out.json`);
    writeFileSync(report, `${JSON.stringify(leftOut, null, 1)}\n`);
    console.log(`${toMarkdown(leftOut)}\n${join(folder, 'classifier.json')} written`);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
