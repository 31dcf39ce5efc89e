/**
 * Measures what the sources of letters contribute: `npx tsx tools/lab/train/contribution.ts [--batches N]
 * [--bank FOLDER] [--out FOLDER]`.
 *
 * Trains on all sources, and on all but one family of them in turn. Every training leaves out each fold of
 * people once and is tested on them; so a person is never judged by a classifier that saw them. The
 * training is shorter than the shipped one, and the same for all.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { auroc, mean, share } from '../../../src/learning/metrics.ts';
import { startNodeBackend } from '../../lib/recognizer/node-engine.ts';
import { readBank } from '../bank/bank.ts';
import { type Table, toMarkdown } from '../evaluate/table.ts';
import { samplesOf } from './dataset.ts';
import { isOf, judgeLeftOut, type ShortlyJudged, shortRecipe, trainedJudge } from './short.ts';

const { values } = parseArgs({
  options: {
    batches: { type: 'string', default: '500' },
    bank: { type: 'string', default: 'models/bank' },
    out: { type: 'string', default: 'docs/experiments' },
  },
});

const families: readonly { name: string; sources: readonly string[] }[] = [
  { name: 'all sources', sources: [] },
  { name: 'without the tables of students', sources: ['table-'] },
  {
    name: 'without the Indonesian photographs',
    sources: ['sibi-1', 'sibi-2', 'sibi-3', 'sibi-4', 'sibi-5'],
  },
  { name: 'without the Filipino photographs', sources: ['fsl-'] },
  { name: 'without the two webcams', sources: ['bim', 'sibi-webcam'] },
  { name: 'without the stills of motions', sources: ['motion-'] },
  { name: 'without the digits', sources: ['digits'] },
  {
    name: 'without all of these',
    sources: ['table-', 'sibi-', 'fsl-', 'bim', 'motion-', 'digits'],
  },
];
/** Thresholds are compared at this share of silent idle hands. */
const silence = 0.99;

const vocabulary = 'fingerspelling';

async function main(): Promise<void> {
  const samples = samplesOf(vocabulary, readBank(values.bank));
  await startNodeBackend();
  const rows: (string | number)[][] = [];
  for (const { name, sources } of families) {
    const recipe = shortRecipe(vocabulary, Number(values.batches));
    const { hands, idle, unseen } = await judgeLeftOut(vocabulary, samples, ({ train }) =>
      trainedJudge(
        vocabulary,
        train.filter((sample) => !isOf(sample, sources)),
        recipe,
      ),
    );
    const threshold = [...idle].sort((a, b) => a - b)[Math.floor(silence * (idle.length - 1))]!;
    const meanOf = (which: readonly string[], of: (hand: ShortlyJudged) => boolean) =>
      mean(
        which.map((source) =>
          share(
            hands.filter((hand) => hand.source === source),
            of,
          ),
        ),
      );
    const tested = [...new Set(hands.map(({ source }) => source))];
    const isNew = (source: string) => families.at(-1)!.sources.some((s) => source.startsWith(s));
    const [newer, older] = [tested.filter(isNew), tested.filter((source) => !isNew(source))];
    const captioned = (hand: ShortlyJudged) => hand.right && hand.score > threshold;
    const scores = hands.map(({ score }) => score);
    rows.push([
      name,
      meanOf(older, ({ right }) => right),
      meanOf(older, captioned),
      meanOf(newer, ({ right }) => right),
      meanOf(newer, captioned),
      auroc(scores, idle),
      auroc(scores, unseen),
    ]);
    console.error(JSON.stringify(rows.at(-1)));
  }
  const table: Table = {
    title: 'fingerspelling: what the sources contribute',
    columns: [
      'trained on',
      'older sources, argmax right',
      'captioned right',
      'newer sources, argmax right',
      'captioned right',
      'AUROC idle',
      'AUROC unseen',
    ],
    rows,
    note:
      'Means of left-out sources of one person or a few. The older sources are those of the first ' +
      'bank; a family that is left out is still tested on. "captioned right" is at the threshold where ' +
      `${100 * silence} % of the idle hands kept for reports are silent. ${values.batches} batches, one ` +
      'head, one seed, no distance check. Written by `npx tsx tools/lab/train/contribution.ts`.',
  };
  mkdirSync(values.out, { recursive: true });
  writeFileSync(join(values.out, 'sources-fingerspelling.md'), toMarkdown(table));
  console.log(toMarkdown(table));
}

await main();
