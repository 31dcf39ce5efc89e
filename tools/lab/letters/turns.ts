/**
 * Are letters read better if hands may be turned further in the picture?
 *
 *   npx tsx tools/lab/letters/turns.ts [--batches 250] [--validation-bank DIR]
 *   npx tsx tools/lab/letters/turns.ts --full [--folds N]
 *
 * Trains with larger rotations, and with features of the upright hand beside those that ship. With --full,
 * trains as long as what ships, and only with and without the features of the upright hand. Prints how
 * people are read who were left out of the training, and the validation people, on whom nothing is learned
 * or chosen.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { auroc, mean, share } from '../../../src/learning/metrics.ts';
import { type ClassifierFile, unpackHead } from '../../../src/recognizer/signs/classifier-file.ts';
import { startNodeBackend } from '../../lib/recognizer/node-engine.ts';
import { leftOutFolds } from '../adapt/folds.ts';
import { type BankRow, readBank } from '../bank/bank.ts';
import { type Table, toMarkdown } from '../evaluate/table.ts';
import { type BankSample, samplesOf } from '../train/dataset.ts';
import type { Fold } from '../train/folds.ts';
import { readClassifierFile } from '../train/kept.ts';
import { type Recipe, recipeOf } from '../train/recipe.ts';
import { type Judge, judgeBy, judgeLeftOut, shortRecipe, trainedJudge } from '../train/short.ts';
import { withUpright } from './upright.ts';

const { values } = parseArgs({
  options: {
    batches: { type: 'string', default: '250' },
    full: { type: 'boolean', default: false },
    folds: { type: 'string', default: '6' },
    bank: { type: 'string', default: 'models/bank' },
    'validation-bank': { type: 'string', default: 'build/validation-bank' },
  },
});

const vocabulary = 'fingerspelling';
/** Captions are compared where this share of the idle hands kept for reports is silent. */
const silence = 0.99;

const base = values.full ? recipeOf(vocabulary) : shortRecipe(vocabulary, Number(values.batches));
const degrees = (angle: number): Recipe => ({
  ...base,
  augmentation: { ...base.augmentation, turn: (angle * Math.PI) / 180 },
});

/** What judges the people of a fold, and what judges the validation people. */
interface Judges {
  without(fold: Fold): Promise<Judge>;
  ofAll(): Promise<Judge>;
}

const trained = (samples: readonly BankSample[], recipe: Recipe): Judges => ({
  without: ({ train }) => trainedJudge(vocabulary, train, recipe),
  ofAll: () =>
    trainedJudge(
      vocabulary,
      samples.filter(({ role }) => role !== 'unseen'),
      recipe,
    ),
});

/** The classifier that ships, and those of `npm run evaluate:adapt`, which are trained in the same way. */
async function kept(rows: readonly BankRow[]): Promise<Judges> {
  const file = readClassifierFile(`models/${vocabulary}/classifier.json`);
  if (file === null) throw new Error('The shipped classifier is damaged. Run npm run train.');
  const folds = await leftOutFolds(vocabulary, rows, values.bank, file, console.error);
  const judge = ({ heads }: ClassifierFile) => judgeBy(heads.map(unpackHead));
  return {
    without: async ({ name }) => judge(folds.find((fold) => fold.name === name)!.classifier),
    ofAll: async () => judge(file),
  };
}

async function judgesOf(
  rows: readonly BankRow[],
  samples: readonly BankSample[],
): Promise<Readonly<Record<string, Judges>>> {
  const upright = trained(samples, { ...base, features: withUpright });
  return {
    'turned by up to 20° (shipped)': values.full ? await kept(rows) : trained(samples, base),
    ...(values.full ? {} : { 'turned by up to 35°': trained(samples, degrees(35)) }),
    'turned by up to 20°, with the upright hand': upright,
  };
}

async function main(): Promise<void> {
  await startNodeBackend();
  const bank = readBank(values.bank);
  const samples = samplesOf(vocabulary, bank);
  const folder = values['validation-bank'];
  const strangers = existsSync(folder)
    ? samplesOf(
        vocabulary,
        readBank(folder).filter(
          ({ source, label }) => /^s\d/.test(source) && /^[a-z]$/i.test(label),
        ),
      )
    : [];
  const rows: Table['rows'][number][] = [];
  for (const [name, { without, ofAll }] of Object.entries(await judgesOf(bank, samples))) {
    const folds = Number(values.folds);
    const { hands, idle, unseen } = await judgeLeftOut(vocabulary, samples, without, folds);
    const threshold = [...idle].sort((a, b) => a - b)[Math.floor(silence * (idle.length - 1))]!;
    const sources = [...new Set(hands.map(({ source }) => source))];
    const meanOf = <T extends { source: string }>(all: readonly T[], of: (hand: T) => boolean) =>
      mean(
        [...new Set(all.map(({ source }) => source))].map((source) =>
          share(
            all.filter((hand) => hand.source === source),
            of,
          ),
        ),
      );
    const judge = await ofAll();
    const own = strangers.map((sample) => ({ source: sample.origin, ...judge(sample) }));
    const isCaptioned = ({ right, score }: { right: boolean; score: number }) =>
      right && score > threshold;
    const scores = hands.map(({ score }) => score);
    rows.push([
      name,
      meanOf(hands, ({ right }) => right),
      meanOf(hands, isCaptioned),
      auroc(scores, idle),
      auroc(scores, unseen),
      meanOf(own, ({ right }) => right),
      meanOf(own, isCaptioned),
    ]);
    console.error(`${sources.length} sources: ${JSON.stringify(rows.at(-1))}`);
  }
  console.log(
    toMarkdown({
      title: 'Letters of hands that may be turned',
      columns: ['trained on', 'left-out people, argmax right', 'captioned right']
        .concat(['AUROC idle', 'AUROC unseen'])
        .concat(['validation people, argmax right', 'captioned right']),
      rows,
      note:
        `Means of sources of one person or a few. "Captioned right" is at the threshold where ${100 * silence} % ` +
        `of the idle hands kept for reports are silent. ${base.batches} batches, heads: ${base.heads}, one seed, no distance ` +
        `check. Folds of left-out people: ${values.folds}.`,
    }),
  );
}

await main();
