/**
 * Measures how much each kind of unknown hand improves a classifier: `npx tsx
 * tools/lab/train/ablation.ts [--vocabulary NAME] [--seeds N] [--batches N] [--bank FOLDER]
 * [--out FOLDER]`.
 *
 * For every seed one fold of people is left out. Classifiers that differ only in the unknown hands
 * they were trained on are tested on the left-out people's signs, on idle hands and on gestures that
 * none of them was trained on. The training is shorter than the shipped one, and the same for all.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { logits } from '../../../src/learning/infer.ts';
import { unknownLabel } from '../../../src/learning/losses.ts';
import { argmax, auroc, share } from '../../../src/learning/metrics.ts';
import { bcenaObjective, eos, outlierExposure } from '../../../src/learning/objectives.ts';
import { featuresOf } from '../../../src/recognizer/signs/features.ts';
import { startNodeBackend } from '../../lib/recognizer/node-engine.ts';
import { readBank } from '../bank/bank.ts';
import { type Table, toMarkdown } from '../evaluate/table.ts';
import { formatInterval } from '../experiment/interval.ts';
import { type VocabularyId, vocabularyIds } from '../shapes.ts';
import { type BankSample, samplesOf } from './dataset.ts';
import { leaveOneOut } from './folds.ts';
import { people, type Recipe, shippingRecipe, trainOn } from './recipe.ts';

const { values } = parseArgs({
  options: {
    vocabulary: { type: 'string' },
    seeds: { type: 'string', default: '5' },
    batches: { type: 'string', default: '500' },
    bank: { type: 'string', default: 'models/bank' },
    out: { type: 'string', default: 'docs/experiments' },
  },
});

const none = { mixed: 0, between: 0, bent: 0 };
const small = { mixed: 8000, between: 4000, bent: 5000 };
const parts: readonly { name: string; change: Partial<Recipe> }[] = [
  { name: 'idle hands and other gestures', change: { made: none } },
  { name: '+ mixed fingers', change: { made: { ...none, mixed: small.mixed } } },
  { name: '+ hands between two signs', change: { made: { ...none, between: small.between } } },
  { name: '+ joints bent at random', change: { made: { ...none, bent: small.bent } } },
  { name: '+ all three', change: { made: small } },
  { name: '+ the harder half of all three', change: { made: small, hardest: 0.5 } },
  { name: 'all three, EOS instead of BCENa', change: { made: small, objective: eos } },
  {
    name: 'all three, outlier exposure instead of BCENa',
    change: { made: small, objective: outlierExposure },
  },
];
/** Silence is compared at this recall. */
const recall = 0.85;

interface Row {
  right: number;
  idle: number;
  unseen: number;
  idleSilent: number;
  unseenSilent: number;
}

async function measure(
  vocabulary: VocabularyId,
  samples: readonly BankSample[],
  change: Partial<Recipe>,
  seed: number,
): Promise<Row> {
  const folds = leaveOneOut(samples, people[vocabulary]);
  const fold = folds[seed % folds.length]!;
  const recipe = {
    ...shippingRecipe,
    objective: bcenaObjective,
    heads: 1,
    posedPerPose: 100,
    ...change,
  };
  const trained = await trainOn(
    fold.train,
    vocabulary,
    { ...recipe, batches: Number(values.batches) },
    seed,
  );
  const scored = (list: readonly BankSample[]) =>
    list.map((sample) => {
      const row = logits(trained.heads[0]!, featuresOf(sample.points));
      return { score: Math.max(...row), right: argmax(row) === sample.label };
    });
  const known = scored(fold.test.filter((sample) => sample.label !== unknownLabel));
  const kept = samples.filter((sample) => sample.role === 'unseen');
  const idle = scored(kept.filter((sample) => sample.shape === 'idle')).map((s) => s.score);
  const unseen = scored(kept.filter((sample) => sample.shape !== 'idle')).map((s) => s.score);
  const rights = known.filter((s) => s.right).map((s) => s.score);
  rights.sort((a, b) => b - a);
  // If even the lowest threshold captions fewer right, use the lowest one.
  const threshold = rights[Math.min(rights.length, Math.ceil(recall * known.length)) - 1]!;
  const positive = known.map((s) => s.score);
  return {
    right: share(known, (s) => s.right),
    idle: auroc(positive, idle),
    unseen: auroc(positive, unseen),
    idleSilent: share(idle, (score) => score < threshold),
    unseenSilent: share(unseen, (score) => score < threshold),
  };
}

async function ablate(vocabulary: VocabularyId): Promise<Table> {
  const samples = samplesOf(vocabulary, readBank(values.bank));
  const rows: (string | number)[][] = [];
  for (const { name, change } of parts) {
    const runs: Row[] = [];
    for (let seed = 0; seed < Number(values.seeds); seed++) {
      runs.push(await measure(vocabulary, samples, change, seed));
      console.error(`${vocabulary}: ${name}, seed ${seed + 1}: ${JSON.stringify(runs.at(-1))}`);
    }
    const cell = (of: (row: Row) => number) => formatInterval(runs.map(of));
    rows.push([
      name,
      cell((r) => r.right),
      cell((r) => r.idle),
      cell((r) => r.idleSilent),
      cell((r) => r.unseen),
      cell((r) => r.unseenSilent),
    ]);
  }
  return {
    title: `${vocabulary}: what each kind of unknown hand is worth`,
    columns: [
      'trained as none of them',
      'argmax right',
      'AUROC idle',
      'idle silent',
      'AUROC unseen',
      'unseen silent',
    ],
    rows,
    note:
      `Means over ${values.seeds} seeds, each with another fold of people left out, with 95 % ` +
      `intervals; ${values.batches} batches, one head, no distance check. "silent" is at the ` +
      `threshold where ${100 * recall} % of the left-out people's signs are captioned right. ` +
      'Written by `npx tsx tools/lab/train/ablation.ts`.',
  };
}

const wanted = vocabularyIds.filter((name) => !values.vocabulary || name === values.vocabulary);
await startNodeBackend();
mkdirSync(values.out, { recursive: true });
for (const vocabulary of wanted) {
  const table = await ablate(vocabulary);
  const file = join(values.out, `unknowns-${vocabulary}`);
  writeFileSync(`${file}.json`, `${JSON.stringify(table, null, 1)}\n`);
  writeFileSync(`${file}.md`, toMarkdown(table));
  console.log(toMarkdown(table));
}
