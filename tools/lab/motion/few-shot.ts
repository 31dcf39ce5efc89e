/**
 * The program of `npm run evaluate:teach -- DIR --motion`: how well a few takes teach a moving sign.
 *
 * For each file's person, six of their signs are drawn by seed, taught from the first k takes, and tested
 * on the takes after the twelfth; the person's other signs were never seen. People of the licensed set
 * are left out of the embedding and of the bank.
 */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { createRandom } from '../../../src/learning/random.ts';
import type { Sample } from '../../../src/packs/samples.ts';
import { loadMovementClassifier } from '../../../src/recognizer/signs/movement/classifier.ts';
import type { Embedding } from '../../../src/recognizer/signs/movement/embedding.ts';
import type { Movement } from '../../../src/recognizer/signs/movement/movement.ts';
import { toSampleHands } from '../../../src/recognizer/signs/movement/sample.ts';
import type { BankMovement } from '../../../src/teaching/movements/bank.ts';
import { teachMovements } from '../../../src/teaching/movements/teach.ts';
import { startNodeBackend } from '../../lib/recognizer/node-engine.ts';
import { silentMovements } from './silent.ts';
import { bankOf, keptEmbedding, shippedEmbedding, without } from './store.ts';
import { licensedTakes, motionFiles, type Take, takesOf } from './takes.ts';
import { isIdle } from './words.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    motion: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    /** The folder that holds `train/motion`. */
    data: { type: 'string', default: '../shared/data' },
    seed: { type: 'string', default: '1' },
    /** How many draws of six signs for each person. */
    draws: { type: 'string', default: '3' },
    takes: { type: 'string', default: '3,5,10' },
    /** Only these files. */
    only: { type: 'string' },
  },
});

const mostTaught = 6;
/** How many hours of silent motions are counted. */
const silentHours = 1;
/** Takes from here on are tested. */
const firstTested = 12;

interface Row {
  person: string;
  k: number;
  taught: number;
  right: number;
  wrong: number;
  unseenFired: number;
  /** Silent motions that fired, an hour. */
  silentFired: number;
}

const sampleOf = (take: Take, id: string): Sample => ({
  id,
  recordedAt: 0,
  take: id,
  hands: toSampleHands(take.movement),
});

/** One draw of signs: shares of the tested takes. */
async function drawn(
  takes: readonly Take[],
  k: number,
  seed: number,
  trained: { embedding: Embedding; bank: readonly BankMovement[] },
  silent: readonly Movement[],
): Promise<Omit<Row, 'person' | 'k'> | null> {
  const random = createRandom(seed);
  const labels = [...new Set(takes.map(({ label }) => label))];
  const order = labels
    .filter((label) => takes.filter((take) => take.label === label).length > firstTested)
    .map((label) => ({ label, at: random.uniform() }))
    .sort((a, b) => a.at - b.at)
    .map(({ label }) => label);
  const taught = order.slice(0, Math.min(mostTaught, labels.length - 1));
  if (taught.length === 0) return null;
  const of = (label: string) => takes.filter((take) => take.label === label);
  const { classifier } = await teachMovements(
    taught.map((key) => ({
      key,
      name: key,
      samples: of(key)
        .slice(0, k)
        .map((take, i) => sampleOf(take, `${key}-${i}`)),
    })),
    [],
    trained,
    { seed },
  );
  const loaded = loadMovementClassifier(classifier, trained.embedding);
  const named = (take: Take) => loaded.classify(take.movement).gesture;
  const tested = taught.flatMap((label) => of(label).slice(firstTested));
  const unseen = takes.filter(({ label }) => !taught.includes(label));
  const share = (list: readonly Take[], test: (take: Take) => boolean) =>
    list.filter(test).length / Math.max(1, list.length);
  return {
    taught: taught.length,
    right: share(tested, (take) => named(take) === take.label),
    wrong: share(tested, (take) => ![null, take.label].includes(named(take))),
    unseenFired: share(unseen, (take) => named(take) !== null),
    silentFired:
      silent.filter((movement) => loaded.classify(movement).gesture !== null).length / silentHours,
  };
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, value) => sum + value, 0) / numbers.length;

const print = ({ silentFired, ...row }: Row): void => {
  const { person, k, taught, right, wrong, unseenFired } = row;
  const shares = [right, wrong, unseenFired].map((share) => share.toFixed(3));
  const cells = [person.padEnd(18), k, taught, ...shares, silentFired.toFixed(1)];
  console.log(values.json ? JSON.stringify(row) : cells.join('\t'));
};

async function main(): Promise<void> {
  const folder = positionals[0] ?? join(values.data, 'train/motion');
  const files = readdirSync(folder)
    .flatMap((name) => (name.endsWith('.i16.gz') ? [basename(name, '.i16.gz')] : []))
    .filter((name) => !values.only || values.only.split(',').includes(name));
  await startNodeBackend();
  const licensed = licensedTakes(values.data);
  const learnt = silentMovements('learn', 1, 1);
  const silent = silentMovements('report', silentHours, 1);
  const counts = values.takes.split(',').map(Number);
  const rows: Row[] = [];
  if (!values.json)
    console.log('person\tk\ttaught\tright\twrong\tunseen fired\tsilent motions fired an hour');
  for (const file of files) {
    const isLicensed = (motionFiles as readonly string[]).includes(file);
    const others = isLicensed ? without(licensed, file) : licensed;
    const embedding = isLicensed
      ? await keptEmbedding(`without-${file}`, others, Number(values.seed), (share) =>
          process.stderr.write(`\rwithout ${file}: ${Math.round(share * 100)} %  `),
        )
      : shippedEmbedding();
    const trained = { embedding, bank: bankOf(others, learnt, embedding) };
    const takes = takesOf(join(folder, file)).filter((take) => !isIdle(take));
    for (const k of counts) {
      const draws = [];
      for (let i = 0; i < Number(values.draws); i++) {
        const draw = await drawn(takes, k, Number(values.seed) + i, trained, silent);
        if (draw) draws.push(draw);
      }
      if (draws.length === 0) continue;
      const row: Row = {
        person: file,
        k,
        taught: draws[0]!.taught,
        right: mean(draws.map(({ right }) => right)),
        wrong: mean(draws.map(({ wrong }) => wrong)),
        unseenFired: mean(draws.map(({ unseenFired }) => unseenFired)),
        silentFired: mean(draws.map(({ silentFired }) => silentFired)),
      };
      rows.push(row);
      print(row);
    }
  }
  if (values.json) return;
  for (const k of counts) {
    const of = rows.filter((row) => row.k === k);
    const average = (key: Exclude<keyof Row, 'person' | 'k'>) => mean(of.map((row) => row[key]));
    print({
      person: 'mean',
      k,
      taught: average('taught'),
      right: average('right'),
      wrong: average('wrong'),
      unseenFired: average('unseenFired'),
      silentFired: average('silentFired'),
    });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
