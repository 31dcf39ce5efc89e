/** The program of `npm run evaluate`; its options are in `tools/evaluate.ts`. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import type { ClassifierFile } from '../../../src/recognizer/signs/classifier-file.ts';
import { startNodeBackend } from '../../lib/recognizer/node-engine.ts';
import { readBank } from '../bank/bank.ts';
import { gesturesOf, type VocabularyId, vocabularyIds } from '../shapes.ts';
import { readPoses } from '../signer/pose.ts';
import { readClassifierFile } from '../train/kept.ts';
import { type CrossFolder, crossFingerprint, readCross, trainCross } from './cross-validation.ts';
import { eventTable } from './events.ts';
import { dataFolder, hashOfFolder, readValidationBank } from './inputs.ts';
import { measure } from './measure.ts';
import { reportOf, reportText, writeReport } from './report.ts';
import { spelledByPeople } from './spelled.ts';
import { tableSchema } from './table.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    bank: { type: 'string', default: 'models/bank' },
    'validation-bank': { type: 'string', default: 'build/validation-bank' },
    pictures: { type: 'boolean', default: false },
    'cross-validate': { type: 'boolean', default: false },
    models: { type: 'string', default: 'models' },
    out: { type: 'string', default: 'docs/evaluation' },
  },
});

const crossRoot = 'build/cross-validation';

const classifierName = (vocabulary: VocabularyId) =>
  join(values.models, vocabulary, 'classifier.json');

function readClassifier(vocabulary: VocabularyId): ClassifierFile {
  const name = classifierName(vocabulary);
  if (!existsSync(name)) throw new Error(`${name} does not exist. Make it with npm run train.`);
  const classifier = readClassifierFile(name);
  if (classifier !== null) return classifier;
  throw new Error(`${name} is not a classifier. Write it again with npm run train.`);
}

/** What `npm run train` wrote about people who were left out; null if it wrote nothing. */
function readLeftOut(vocabulary: VocabularyId) {
  const name = join(values.out, `${vocabulary}-left-out.json`);
  return existsSync(name) ? v.parse(tableSchema, JSON.parse(readFileSync(name, 'utf8'))) : null;
}

/** Says what was read, and what a reader must know about it. */
function headingOf(vocabulary: VocabularyId, shipped: ClassifierFile, crossed: boolean): string[] {
  const bank = hashOfFolder(values.bank);
  const classifier = createHash('sha256')
    .update(readFileSync(classifierName(vocabulary)))
    .digest('hex')
    .slice(0, 16);
  const lines = [
    'Written by `npm run evaluate`. ' +
      `Landmark bank ${bank}, validation bank ${hashOfFolder(values['validation-bank'])}, classifier ${classifier}.`,
  ];
  const gestures = gesturesOf(vocabulary);
  const lacking = gestures.filter((gesture) => !shipped.gestures.includes(gesture));
  if (lacking.length > 0) {
    lines.push(
      `The classifier is older than the table of shapes: it lacks ${lacking.join(', ')} (left out of its ` +
        'figures) and may have been trained on hands that are called unseen here. Train it with `npm run train`.',
    );
  } else if (shipped.training?.bank !== bank) {
    lines.push('The classifier was trained on another landmark bank than the one measured with.');
  }
  if (!crossed) {
    lines.push(
      'There is no cross-validation of this bank, recipe and table of shapes: ' +
        '`npm run evaluate -- --cross-validate` makes it.',
    );
  }
  return lines;
}

async function main(): Promise<void> {
  const data = dataFolder(positionals, values.data);
  const bank = readBank(values.bank);
  const validation = readValidationBank(values['validation-bank'], data);
  const shippedOf = new Map(vocabularyIds.map((name) => [name, readClassifier(name)]));
  const folders = vocabularyIds.map(
    (vocabulary): CrossFolder => ({
      vocabulary,
      root: crossRoot,
      fingerprint: crossFingerprint(vocabulary, values.bank),
    }),
  );
  if (values['cross-validate']) {
    await startNodeBackend();
    for (const folder of folders) await trainCross(folder, bank, (line) => console.error(line));
  }
  const poses = readPoses();
  // Measure everything before writing anything.
  const letters = shippedOf.get('fingerspelling')!;
  const spelled = values.pictures
    ? null
    : await spelledByPeople(
        'fingerspelling: words spelled by the validation people',
        data,
        values.models,
        letters,
        (line) => console.error(line),
      );
  const results = folders.map((folder) => {
    const { vocabulary } = folder;
    const shipped = shippedOf.get(vocabulary)!;
    const cross = readCross(folder);
    const measured = measure({ vocabulary, data, bank, validation, shipped, cross });
    if (!values.pictures) console.error(`${vocabulary}: hours of landmark streams`);
    const events = values.pictures ? null : eventTable(vocabulary, shipped, { poses, bank });
    const words = vocabulary === 'fingerspelling' ? spelled : null;
    const report = reportOf(measured, readLeftOut(vocabulary), events, words);
    const heading = headingOf(vocabulary, shipped, cross !== null);
    return { vocabulary, report, text: reportText(vocabulary, heading, report) };
  });
  for (const { vocabulary, report, text } of results) {
    writeReport(values.out, vocabulary, text, report);
    console.log(text);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
