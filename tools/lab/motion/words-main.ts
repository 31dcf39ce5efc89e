/**
 * `npx tsx tools/lab/motion/words-main.ts [--data DIR]`: measures signs that might ship
 * with each person left out in turn, of the embedding too.
 */
import { parseArgs } from 'node:util';
import { startNodeBackend } from '../../lib/recognizer/node-engine.ts';
import { keptEmbedding, without } from './store.ts';
import { licensedTakes } from './takes.ts';
import { wordOf } from './words.ts';
import {
  figuresOf,
  type HeldTake,
  personOf,
  type Sign,
  scoresOf,
  trainSigns,
} from './words-training.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    seed: { type: 'string', default: '1' },
  },
});

const signs: readonly Sign[] = ['hello', 'thank you', 'no', 'yes', 'please'].map((word) => ({
  id: word.replace(' ', '-'),
  word,
}));
async function main(): Promise<void> {
  const seed = Number(values.seed);
  await startNodeBackend();
  const takes = licensedTakes(values.data);
  const people = [
    ...new Set(
      takes
        .filter((take) => signs.some(({ word }) => word === wordOf(take)))
        .map((take) => `${take.file} ${personOf(take)}`),
    ),
  ];
  const held: HeldTake[] = [];
  for (const key of people) {
    const [file, person] = key.split(' ') as [string, string];
    const others = without(takes, file).filter((take) => personOf(take) !== person);
    const embedding = await keptEmbedding(`without-${file}`, others, seed, (share) =>
      process.stderr.write(`\rwithout ${person}: ${Math.round(share * 100)} %  `),
    );
    const classifier = await trainSigns(signs, others, embedding, seed);
    const mine = takes.filter((take) => take.file === file && personOf(take) === person);
    const scored = scoresOf(classifier, signs, mine, embedding);
    held.push(...scored);
    const figures = figuresOf(signs, scored, 0.01).filter((one) => one.takes > 0);
    console.log(
      person,
      figures.map(({ id, takes: n, right }) => `${id} ${right.toFixed(2)} (${n})`).join(', '),
    );
  }
  for (const fires of [0.01, 0.02, 0.05])
    for (const one of figuresOf(signs, held, fires))
      console.log(
        `${one.id}\tat ${fires}\tpeople ${one.people}\ttakes ${one.takes}\tright ${one.right.toFixed(3)}\tfired ${one.fired.toFixed(4)}\tthreshold ${one.threshold}`,
      );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
