/** The program of `npm run evaluate:adapt`; its options are in `tools/evaluate-adapt.ts`. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type WayRecipe, wayRecipe } from '../../../src/teaching/own-way.ts';
import { progressBar } from '../../lib/printing/progress.ts';
import { startNodeBackend } from '../../lib/recognizer/node-engine.ts';
import { readBank } from '../bank/bank.ts';
import { hashOfFolder } from '../evaluate/inputs.ts';
import { toMarkdown } from '../evaluate/table.ts';
import { readClassifierFile } from '../train/kept.ts';
import { type Case, casesOf } from './cases.ts';
import { leftOutFolds } from './folds.ts';
import { type JudgedPerson, judgePerson } from './judged.ts';
import { measure, type Outcome } from './measure.ts';
import { globalBias, localBias, type Method, nothing, ownHead, prototypes } from './methods.ts';
import { leftOutPeople, strangers } from './people.ts';
import { caseTable, methodTable, togetherTable } from './report.ts';
import { adaptTogether } from './together.ts';

const { values } = parseArgs({
  options: {
    bank: { type: 'string', default: 'models/bank' },
    /** Banks of more people of the training data, whom the shipped classifier has not seen. */
    also: { type: 'string' },
    'validation-bank': { type: 'string', default: 'build/validation-bank' },
    /** Compares other choices of the recipe too, on people of the training data. */
    choose: { type: 'boolean', default: false },
    /** Compares with a taught classifier too, which trains one for each case. */
    head: { type: 'boolean', default: false },
    out: { type: 'string', default: 'docs/evaluation' },
  },
});

const vocabulary = 'fingerspelling';
/** Each case is divided into takes and test hands in as many ways. */
const seeds = [0, 1];

const shippedMethod = localBias('raised near the takes (shipped)', wayRecipe);

function otherRecipes(): Method[] {
  const named = (name: string, change: Partial<WayRecipe>) =>
    localBias(`raised near the takes, ${name}`, { ...wayRecipe, ...change });
  return [
    ...[0.95].map((score) => named(`score ${score}`, { score })),
    ...(
      [
        [0.4, 0.75],
        [0.4, 0.9],
      ] as const
    ).map(([near, far]) => named(`${near} to ${far}`, { near, far })),
    ...[0, 0.0005, 1].map((mostTaken) => named(`${mostTaken} taken`, { mostTaken })),
  ];
}

function methods(): Method[] {
  return [
    nothing,
    shippedMethod,
    prototypes(0.45, false),
    prototypes(0.45, true),
    prototypes(0.55, true),
    globalBias(0.9),
    ...(values.head ? [ownHead] : []),
    ...(values.choose ? otherRecipes() : []),
  ];
}

async function outcomesOf(
  cases: readonly Case[],
  all: readonly Method[],
  progress: (share: number) => void,
): Promise<Map<string, Outcome[]>> {
  const out = new Map<string, Outcome[]>();
  for (const [i, one] of cases.entries()) {
    for (const { name, adapt } of all) {
      out.set(name, [...(out.get(name) ?? []), measure([one], await adapt(one))]);
    }
    progress((i + 1) / cases.length);
  }
  return out;
}

const bar = (label: string) => progressBar(label, process.stderr, () => performance.now());

async function tablesFor(title: string, people: readonly JudgedPerson[], all: readonly Method[]) {
  const cases = people.flatMap((person) => seeds.flatMap((seed) => casesOf(person, seed)));
  if (cases.length === 0) return [];
  const byMethod = await outcomesOf(cases, all, bar(title));
  const together = people.flatMap((person) => {
    const own = casesOf(person, 0);
    return own.length === 0 ? [] : [measure(own, adaptTogether(own))];
  });
  return [
    methodTable(`${title}: one misread letter adapted at a time`, byMethod),
    caseTable(`${title}: each letter`, byMethod.get(shippedMethod.name)!),
    togetherTable(`${title}: all misread letters of a person adapted`, together),
  ];
}

async function main(): Promise<void> {
  const rows = readBank(values.bank);
  const shipped = readClassifierFile(`models/${vocabulary}/classifier.json`);
  if (shipped === null) throw new Error('The shipped classifier is damaged. Run npm run train.');
  await startNodeBackend();
  const folds = await leftOutFolds(vocabulary, rows, values.bank, shipped, (line) =>
    console.error(line),
  );
  const others = (folder: string | undefined) =>
    folder === undefined || !existsSync(folder)
      ? []
      : strangers(vocabulary, rows, readBank(folder), shipped);
  const training = [...leftOutPeople(vocabulary, rows, folds), ...others(values.also)];
  const validation = others(values['validation-bank']);
  const tables = [
    ...(await tablesFor('People of the training data', training.map(judgePerson), methods())),
    ...(await tablesFor(
      'Validation people',
      validation.map(judgePerson),
      methods().filter(({ name }) => !name.includes(', ')),
    )),
  ];
  const heading = `Written by \`npm run evaluate:adapt\`. Landmark bank ${hashOfFolder(values.bank)}.`;
  const text = ['# A letter made one’s own', '', heading, '', ...tables.map(toMarkdown)].join('\n');
  writeFileSync(join(values.out, 'adapt.md'), text);
  console.log(text);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
