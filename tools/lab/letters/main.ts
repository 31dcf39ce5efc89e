/**
 * Do closed letters (A E M N S T) and like pairs (K/V, P/Q, G/H, R/U) get better if a classifier also sees
 * what the landmark model computes on its way?
 *
 *   npx tsx tools/lab/letters/main.ts --data DIR [--batches 400]
 *
 * The first run looks at the pictures (10 minutes on one core) and keeps what it saw in build/letters; no
 * picture is kept. Classifiers of all landmarks are those of `npm run evaluate:adapt`.
 * Prints how people are read whom no head was trained on, and the validation people, on whom nothing is
 * learned or chosen.
 */
import { parseArgs } from 'node:util';
import { mean } from '../../../src/learning/metrics.ts';
import { bootstrap } from '../../../src/learning/metrics-intervals.ts';
import { createRandom } from '../../../src/learning/random.ts';
import { loadClassifier } from '../../../src/recognizer/signs/classifier.ts';
import type { ClassifierFile } from '../../../src/recognizer/signs/classifier-file.ts';
import { startNodeBackend } from '../../lib/recognizer/node-engine.ts';
import { leftOutFolds } from '../adapt/folds.ts';
import { readBank } from '../bank/bank.ts';
import { lettersColumns, lettersRight, type ScoredLetter } from '../contact/letters.ts';
import type { StoredHand } from '../contact/store.ts';
import { formatInterval, type Table, toMarkdown } from '../evaluate/table.ts';
import { gesturesOf } from '../shapes.ts';
import { readClassifierFile } from '../train/kept.ts';
import { handOfPoints } from '../train/run.ts';
import { headScores, type Shares } from './heads.ts';
import { keptLetters } from './keep.ts';
import { both, type Letter, landmarks, layer, letterOf } from './numbers.ts';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    batches: { type: 'string', default: '400' },
  },
});

const vocabulary = 'fingerspelling';
const bankFolder = 'models/bank';
const gestures = gesturesOf(vocabulary);
const seed = 1;
const note = (text: string): void => void process.stderr.write(`${text}\n`);

/** How much a head that sees more counts beside the classifier of all landmarks. */
const beside = [0.25, 0.5, 1];

/** The scores of each method for some hands. */
type Methods = Map<string, Shares>;

/** The classifier's own scores, whatever the distance check says. */
function classifierScores(file: ClassifierFile, tested: readonly Letter[]): Shares {
  const open = { ...file, distance: { ...file.distance, near: 1e6, far: 2e6 } };
  const classifier = loadClassifier(open);
  return tested.map(({ sample }) => {
    const { scores } = classifier.classify(handOfPoints(sample.points));
    return Float32Array.from(gestures, (gesture) => Math.log(scores[gesture]! + 1e-9));
  });
}

const shipped = 'landmarks of the whole bank (shipped)';

async function methodsOf(
  file: ClassifierFile,
  learnt: readonly Letter[],
  tested: readonly Letter[],
): Promise<Methods> {
  const methods: Methods = new Map([[shipped, classifierScores(file, tested)]]);
  const late = layer('late', learnt);
  const top = layer('top', learnt);
  const heads = { landmarks, late, top, 'landmarks and late': both(landmarks, late) };
  for (const [name, numbers] of Object.entries(heads)) {
    const batches = Number(options.batches);
    methods.set(name, await headScores(numbers, learnt, tested, batches, seed));
    note(name);
  }
  const all = methods.get(shipped)!;
  for (const [name, scores] of [...methods].slice(1)) {
    for (const weight of beside) {
      methods.set(
        `shipped + ${weight} x ${name}`,
        all.map((row, i) => row.map((value, k) => value + weight * scores[i]![k]!)),
      );
    }
  }
  return methods;
}

function table(title: string, tested: readonly Letter[], methods: Methods): Table {
  const scored = (scores: Shares): ScoredLetter[] =>
    tested.map(({ sample, hand }, i) => ({
      signer: hand.source,
      letter: gestures[sample.label]!,
      scores: scores[i]!,
    }));
  const signers = [...new Set(tested.map(({ hand }) => hand.source))];
  const rightOf = (hands: readonly ScoredLetter[]) =>
    signers.map(
      (name) =>
        lettersRight(
          hands.filter((hand) => hand.signer === name),
          gestures,
        )[0]!,
    );
  const base = rightOf(scored(methods.get(shipped)!));
  const rows = [...methods].map(([name, scores]) => {
    const hands = scored(scores);
    const own = rightOf(hands);
    const gains = own.map((right, i) => right - base[i]!);
    const drawn = bootstrap(
      (random) => mean(gains.map(() => gains[random.below(gains.length)]!)),
      createRandom(seed),
    );
    return [
      name,
      ...lettersRight(hands, gestures),
      Math.min(...own),
      name === shipped ? null : formatInterval(drawn),
    ];
  });
  return {
    title,
    columns: ['numbers', ...lettersColumns, 'worst signer', 'gain of all letters, 95 %'],
    rows,
    note: `${tested.length} hands of ${signers.length} sources; means over sources.`,
  };
}

async function main(): Promise<void> {
  const kept = await keptLetters(options.data);
  const rows = readBank(bankFolder);
  const trueSources = new Set(
    rows.filter(({ aspect }) => aspect === 'true').map(({ source }) => source),
  );
  const lettersIn = (hands: readonly StoredHand[], isTrue: (source: string) => boolean) =>
    hands.map((hand) => letterOf(hand, isTrue)).filter((letter) => letter !== null);
  const training = lettersIn(kept.training, (source) => trueSources.has(source));
  const validation = lettersIn(kept.validation, () => true);
  const file = readClassifierFile(`models/${vocabulary}/classifier.json`);
  if (file === null) throw new Error('The shipped classifier is damaged. Run npm run train.');
  await startNodeBackend();
  const tested: Letter[] = [];
  const methods: Methods = new Map();
  for (const fold of await leftOutFolds(vocabulary, rows, bankFolder, file, note)) {
    const isOwn = ({ hand }: Letter) => fold.sources.some((name) => hand.source.startsWith(name));
    const own = training.filter(isOwn);
    if (own.length === 0) continue;
    note(`without ${fold.name}: ${own.length} hands`);
    const learnt = training.filter((letter) => !isOwn(letter));
    tested.push(...own);
    for (const [name, scores] of await methodsOf(fold.classifier, learnt, own)) {
      methods.set(name, [...(methods.get(name) ?? []), ...scores]);
    }
  }
  console.log(toMarkdown(table('Letters of people who were left out', tested, methods)));
  note('all people, for the validation people');
  const onStrangers = await methodsOf(file, training, validation);
  console.log(toMarkdown(table('Letters of the validation people', validation, onStrangers)));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
