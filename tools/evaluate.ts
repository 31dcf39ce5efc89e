/**
 * Measures the shipped classifiers: `npm run evaluate -- [--data FOLDER] [--validation-bank FOLDER]
 * [--models FOLDER] [--out FOLDER]`. Prints the tables and writes them as JSON and Markdown.
 *
 * People of the validation pictures are reported on and chosen nothing by. Silence is measured on
 * idle hands and gestures of the bank that no training saw (`unseen` in the table of shapes, and
 * the idle hands kept back), and on the hands of the other validation pictures.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadClassifier } from '../src/recognizer/signs/classifier.ts';
import { type BankRow, readBank } from './bank.ts';
import { gestureTable, type Person, peopleTable } from './evaluate/people.ts';
import { countKnownPictures } from './evaluate/pictures.ts';
import { type Judged, judge } from './evaluate/scores.ts';
import { silenceTable, type UnknownSet } from './evaluate/silence.ts';
import { type Table, toMarkdown } from './evaluate/table.ts';
import { VOCABULARIES, type VocabularyId } from './shapes.ts';
import { isReserved } from './train/dataset.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    bank: { type: 'string', default: 'models/bank' },
    'validation-bank': { type: 'string', default: 'build/validation-bank' },
    models: { type: 'string', default: 'models' },
    out: { type: 'string', default: 'docs/evaluation' },
  },
});

const VALIDATION_FOLDERS: Readonly<Record<VocabularyId, string>> = {
  fingerspelling: 'validation/letters',
  'call-gestures': 'validation/gestures',
};

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function readValidationBank(): BankRow[] {
  const folder = values['validation-bank'];
  if (existsSync(folder)) return readBank(folder);
  throw new Error(`${folder} is not there. Make it with npm run extract -- --validation.`);
}

function evaluate(vocabulary: VocabularyId, bank: BankRow[], validation: BankRow[]): Table[] {
  const classifier = loadClassifier(readJson(join(values.models, vocabulary, 'classifier.json')));
  const judged = (rows: readonly BankRow[]) =>
    rows.map((row) => judge(classifier, vocabulary, row));
  const root = join(values.data, VALIDATION_FOLDERS[vocabulary]);
  const shown = judged(validation);
  const people: Person[] = readdirSync(root)
    .sort()
    .map((name) => ({
      name,
      pictures: countKnownPictures(join(root, name), vocabulary),
      hands: shown.filter((hand) => hand.row.source === name && hand.role.role === 'known'),
    }))
    .filter(({ pictures }) => pictures > 0);
  const known = people.flatMap((person) => person.hands);
  const kept = judged(bank.filter((row) => isReserved(row)));
  const unseen = judged(bank).filter(({ role }) => role.role === 'unseen');
  const sets: UnknownSet[] = [
    ...bySource('idle hands kept back', kept),
    ...byShape('unseen', unseen),
    ...byShape(
      'validation people',
      shown.filter(({ role, row }) => role.role === 'unknown' && row.label !== 'photo'),
    ),
    {
      name: 'hands found in photos of things',
      hands: shown.filter((h) => h.row.label === 'photo'),
    },
  ];
  const title = (text: string) => `${vocabulary}: ${text}`;
  return [
    peopleTable(title('people who were never trained on'), people),
    gestureTable(title('gesture by gesture'), classifier.gestures, known),
    silenceTable(title('silence'), known, sets),
  ];
}

const grouped = (hands: readonly Judged[], keyOf: (hand: Judged) => string) => {
  const sets = new Map<string, Judged[]>();
  for (const hand of hands) sets.set(keyOf(hand), [...(sets.get(keyOf(hand)) ?? []), hand]);
  return [...sets].map(([name, list]) => ({ name, hands: list }));
};
const bySource = (prefix: string, hands: readonly Judged[]) =>
  grouped(hands, ({ row }) => `${prefix}: ${row.source}`);
const byShape = (prefix: string, hands: readonly Judged[]) =>
  grouped(hands, ({ shape }) => `${prefix}: ${shape}`);

/** Fingerprint of everything that was read, so that a figure can be traced. */
function fingerprint(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) {
    if (name.endsWith('.json')) hash.update(name).update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex').slice(0, 16);
}

function main(): void {
  const bank = readBank(values.bank);
  const validation = readValidationBank();
  mkdirSync(values.out, { recursive: true });
  for (const vocabulary of VOCABULARIES) {
    const leftOut = join(values.out, `${vocabulary}-left-out.json`);
    const tables = [
      ...evaluate(vocabulary, bank, validation),
      ...(existsSync(leftOut) ? [readJson(leftOut) as Table] : []),
    ];
    const heading = [
      `# Evaluation of ${vocabulary}`,
      '',
      'Written by `npm run evaluate`. ' +
        `Landmark bank ${fingerprint(values.bank)}, validation bank ${fingerprint(values['validation-bank'])}, ` +
        `classifier ${createHash('sha256')
          .update(readFileSync(join(values.models, vocabulary, 'classifier.json')))
          .digest('hex')
          .slice(0, 16)}.`,
      '',
    ];
    const text = [...heading, ...tables.map(toMarkdown)].join('\n');
    writeFileSync(join(values.out, `${vocabulary}.md`), text);
    writeFileSync(join(values.out, `${vocabulary}.json`), `${JSON.stringify(tables, null, 1)}\n`);
    console.log(text);
  }
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
