/** The program of `npm run evaluate:teach`; its options are in `tools/evaluate-teach.ts`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { progressBar } from '../../lib/printing/progress.ts';
import { startNodeBackend } from '../../lib/recognizer/node-engine.ts';
import { type BankRow, readBank } from '../bank/bank.ts';
import { keptHands, usableHands } from '../bank/teaching-bank.ts';
import { dataFolder, hashOfFolder, readValidationBank } from '../evaluate/inputs.ts';
import { type Table, toMarkdown } from '../evaluate/table.ts';
import { type Case, casesOf, type HandPools } from './cases.ts';
import { type Teacher, teacherOf } from './people.ts';
import { type CaseResult, runCase } from './run.ts';
import {
  type Block,
  captionTable,
  methodTable,
  rateTable,
  recallTable,
  targetTable,
} from './tables.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    bank: { type: 'string', default: 'models/bank' },
    'validation-bank': { type: 'string', default: 'build/validation-bank' },
    /** How many sets of five gestures for each teacher of the training data and number of samples. */
    sets: { type: 'string', default: '4' },
    /** Only this teacher. */
    only: { type: 'string' },
    out: { type: 'string', default: 'docs/evaluation' },
  },
});

const seed = 2024;
const many = [10, 20, 40];
const few = [3, 5];
/** How many sets of five gestures for each validation person. */
const setsOfStrangers = 1;

interface Job {
  teacher: string;
  k: number;
  validation: boolean;
  make(): Case[];
}

function jobs(rows: readonly BankRow[], validation: readonly BankRow[]): Job[] {
  const pools: HandPools = { usable: usableHands(rows), kept: keptHands(rows) };
  const ofBank: Teacher[] = [
    teacherOf('davidlee', ['davidlee'], 'group', pools.usable),
    teacherOf('borisgraudt', ['borisgraudt'], 'time', pools.usable),
    teacherOf('rendered signer', ['rendered-letters', 'rendered-gestures'], 'group', pools.usable),
  ];
  const strangers = usableHands(validation);
  const people = [...new Set(strangers.map(({ source }) => source))];
  const sets = Number(values.sets);
  return [
    ...ofBank.flatMap((teacher) =>
      many.map(
        (k): Job => ({
          teacher: teacher.name,
          k,
          validation: false,
          make: () => casesOf(pools, teacher, k, sets, seed),
        }),
      ),
    ),
    ...few.flatMap((k) =>
      people.map(
        (name): Job => ({
          teacher: 'validation people',
          k,
          validation: true,
          make: () =>
            casesOf(
              { ...pools, others: strangers },
              teacherOf(name, [name], 'group', strangers),
              k,
              setsOfStrangers,
              seed,
            ),
        }),
      ),
    ),
  ];
}

async function main(): Promise<void> {
  const data = dataFolder(positionals, values.data);
  const rows = readBank(values.bank);
  const validation = readValidationBank(values['validation-bank'], data);
  await startNodeBackend();
  const wanted = jobs(rows, validation).filter(
    ({ teacher }) => values.only === undefined || teacher === values.only,
  );
  const all = wanted.flatMap((job) => job.make().map((teachingCase) => ({ job, teachingCase })));
  const bar = progressBar('teaching', process.stderr, () => performance.now());
  const blocks = new Map<string, Block & { validation: boolean; results: CaseResult[] }>();
  for (const [i, { job, teachingCase }] of all.entries()) {
    const { teacher, k } = job;
    const key = `${teacher}/${k}`;
    const block = blocks.get(key) ?? { teacher, k, validation: job.validation, results: [] };
    blocks.set(key, block);
    block.results.push(await runCase(teachingCase));
    bar((i + 1) / all.length);
  }
  const heading =
    'Written by `npm run evaluate:teach`. ' +
    `Landmark bank ${hashOfFolder(values.bank)}, validation bank ${hashOfFolder(values['validation-bank'])}. ` +
    `${all.length} teachings of up to five gestures each.`;
  const tables = tablesOf([...blocks.values()]);
  const text = [
    `# Teaching with few samples`,
    '',
    heading,
    '',
    about,
    '',
    ...tables.map(toMarkdown),
  ].join('\n');
  writeFileSync(join(values.out, 'teach.md'), text);
  writeFileSync(
    join(values.out, 'teach.json'),
    `${JSON.stringify({ heading, tables }, null, 2)}\n`,
  );
  console.log(text);
}

const about = `A person teaches five gestures with k samples each, beside both shipped vocabularies. The taught
shapes, under every name, and the person who teaches are taken out of the bank. The test hands are
of the same person, from other original pictures or the other half of the recording (rendered:
other blocks), and of other people who show the same shapes. These must stay silent: **the rest**, the
same person's other shapes, none of which was taught; **other gestures** of many people; **idle hands**
that were never trained on. Half of the bank's hands of many people are kept out for that. Shapes that
hardly differ from a taught one (a raised finger and the letter D, a fist and the letters of a fist,
four and B) are not among the silent hands.

Recall: the share of hands that are called right with a score that passes. The thresholds, one per
gesture, together let 1 % of the silent hands pass (5 % where there are fewer than 300 of them), shared
equally among the gestures; they are set on these same silent hands, so that methods are compared at
equal silence. A separate table shows the product at the thresholds that it chooses itself, without
these hands. Intervals: bootstrap over taught gestures, 95 %.`;

function tablesOf(blocks: readonly (Block & { validation: boolean })[]): Table[] {
  const ofBank = blocks.filter(({ validation }) => !validation);
  return [
    targetTable('Target: the person who taught, k = 20', ofBank),
    recallTable('The person who taught', blocks, 'same', 'Recall at the rates of the table below.'),
    recallTable(
      'Another person',
      blocks,
      'others',
      'The same classifiers on hands of people other than the teacher.',
    ),
    rateTable('Rates of false accepts, and the silent hands they were measured on', blocks),
    captionTable(
      "At the product's own thresholds",
      blocks,
      'Thresholds chosen by the training itself, on held-out samples of the teacher and the bank. "False" is the share of ' +
        'single hands that would be captioned, before the gate asks for a held sign. Verdicts are those of the quality report.',
    ),
    methodTable(
      'Compared with other methods on the same samples',
      blocks,
      'softmax: a closed set over the taught gestures, as recorders have it; softmax + rest: one ' +
        'more output for the hands that the product trains as unknown; nearest: distance to the ' +
        'nearest sample of the teacher; against bank: that distance divided by the distance to the ' +
        'nearest hand of the bank.',
    ),
  ];
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
