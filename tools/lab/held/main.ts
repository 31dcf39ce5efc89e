/** The program of `npm run experiment:held`; its options are in `tools/experiment-held.ts`. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { mean } from '../../../src/learning/metrics.ts';
import { loadClassifier } from '../../../src/recognizer/signs/classifier.ts';
import type { GateInput } from '../../../src/recognizer/signs/gate-types.ts';
import { intentJudge } from '../../../src/recognizer/signs/intent.ts';
import type { Classifier } from '../../../src/recognizer/signs/types.ts';
import { defaultSettings } from '../../../src/settings/schema.ts';
import { readBank } from '../bank/bank.ts';
import { dataFolder } from '../evaluate/inputs.ts';
import { type Cell, type Table, toMarkdown } from '../evaluate/table.ts';
import { type GateKind, type Tally, withIntent } from '../events/count.ts';
import { captionsBy } from '../events/run.ts';
import { countStreams } from '../events/streams.ts';
import { readPoses } from '../signer/pose.ts';
import {
  isOther,
  letterOf,
  motionPicture,
  type PlayedSequence,
  playedSequences,
} from './motion.ts';
import { rules } from './rules.ts';
import { createWindowGate } from './window-gate.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    hours: { type: 'string', default: '1' },
    held: { type: 'string', default: '300' },
    models: { type: 'string', default: 'models' },
    out: { type: 'string', default: 'docs/experiments' },
  },
});

const vocabulary = 'fingerspelling';
/** The recordings do not state their rate: about 15 frames per second. */
const frameMs = 66;
const withLetters = ['traduttore', 'kelhuynh', 'dayanecordeiro'];
const withoutLetters = ['electronicaddict', 'tamtridung', 'yunlisa96', 'dmohazab'];
const { dwellMs, strictness } = defaultSettings;

function kindsOf({ thresholds }: Classifier): GateKind[] {
  const judge = intentJudge(strictness);
  return [
    withIntent('the gate that ships', strictness),
    ...rules.map(({ name, rule }) => ({
      name,
      make: () => createWindowGate({ dwellMs, rule, thresholds, judge }),
    })),
  ];
}

interface Counts {
  right: number;
  wrong: number;
  silent: number;
  count: number;
}

interface Letters {
  right: number;
  wrong: number;
  silent: number;
  /** Median time of the right captions since the first frame, s. */
  onset: number;
}

const inputsOf = ({ frames }: PlayedSequence, classifier: Classifier): GateInput[] =>
  frames.map(({ timestamp, hands }) => ({
    timestamp,
    frameSize: motionPicture,
    hands: hands.map((hand) => ({ hand, classification: classifier.classify(hand) })),
  }));

interface Played {
  sequence: PlayedSequence;
  inputs: GateInput[];
}

/** Shares of recorded letters, the mean of people. */
function countLetters(kind: GateKind, played: readonly Played[]): Letters {
  const people = new Map<string, Counts>();
  const onsets: number[] = [];
  for (const { sequence, inputs } of played) {
    const letter = letterOf(sequence);
    if (letter === null) continue;
    const entry = people.get(sequence.person) ?? { right: 0, wrong: 0, silent: 0, count: 0 };
    people.set(sequence.person, entry);
    entry.count++;
    const captions = captionsBy(kind.make(), inputs);
    const right = captions.find(({ gesture }) => gesture === letter);
    if (right) onsets.push(right.at);
    if (right) entry.right++;
    if (captions.some(({ gesture }) => gesture !== letter)) entry.wrong++;
    if (captions.length === 0) entry.silent++;
  }
  const of = (figure: (entry: Counts) => number) => mean([...people.values()].map(figure));
  onsets.sort((a, b) => a - b);
  return {
    right: of(({ right, count }) => right / count),
    wrong: of(({ wrong, count }) => wrong / count),
    silent: of(({ silent, count }) => silent / count),
    onset: onsets[Math.floor(onsets.length / 2)] ?? Number.NaN,
  };
}

/** Captions of letters on moving signs and idle hands. An open hand is shown by several of them. */
function countFalse(kind: GateKind, played: readonly Played[]): { count: number; hours: number } {
  let [count, ms] = [0, 0];
  for (const { sequence, inputs } of played) {
    if (!isOther(sequence)) continue;
    ms += sequence.frames.length * frameMs;
    count += captionsBy(kind.make(), inputs).filter(({ gesture }) => gesture !== 'space').length;
  }
  return { count, hours: ms / 3_600_000 };
}

function rowOf(kind: GateKind, played: readonly Played[], tally: Tally): Cell[] {
  const letters = countLetters(kind, played);
  const moving = countFalse(kind, played);
  const silent = tally.silent();
  const held = tally.held(60);
  const rate = (count: number, hours: number) => `${(count / hours).toFixed(1)} (${count})`;
  return [
    kind.name,
    letters.right,
    letters.wrong,
    letters.silent,
    `${letters.onset.toFixed(2)} s`,
    rate(moving.count, moving.hours),
    rate(silent.falseCaptions, silent.silentHours),
    held.recall,
    held.wrongRate,
    `${held.onsetMedian?.toFixed(2) ?? '-'} s`,
  ];
}

function main(): void {
  const data = dataFolder(positionals, values.data);
  const file = readFileSync(join(values.models, vocabulary, 'classifier.json'));
  const classifier = loadClassifier(JSON.parse(file.toString('utf8')));
  const sequences = [...withLetters, ...withoutLetters].flatMap((source) =>
    playedSequences(data, source, frameMs),
  );
  const played = sequences.map((sequence) => ({
    sequence,
    inputs: inputsOf(sequence, classifier),
  }));
  const letters = sequences.filter((sequence) => letterOf(sequence) !== null);
  const kinds = kindsOf(classifier);
  const { tallies } = countStreams(
    vocabulary,
    classifier,
    kinds,
    { poses: readPoses(), bank: readBank() },
    { hours: Number(values.hours), held: Number(values.held), seed: 1 },
  );
  const people = new Set(letters.map(({ person }) => person)).size;
  const table: Table = {
    title: `${vocabulary}: how the frames of a held sign are put together`,
    columns: ['named by', 'letters right', 'wrong', 'silent', 'time to caption'].concat([
      'false/h, moving signs',
      'false/h, streams',
      'streams: recall over 60 px',
      'streams: wrong',
      'streams: onset',
    ]),
    rows: kinds.map((kind, i) => rowOf(kind, played, tallies[i]!)),
    note:
      `${letters.length} recorded letters of ${people} people or teams, of whom the bank holds stills (mean ` +
      `of them), taken as ${(1000 / frameMs).toFixed(0)} frames per second; a caption of another letter counts as ` +
      'wrong, even beside a right one. False captions in brackets are counted; moving signs are words and idle ' +
      'hands of the same recordings and others, without the space. Streams: `docs/gate.md`.',
  };
  const hash = createHash('sha256').update(file).digest('hex').slice(0, 16);
  const text = [
    '# Naming a held sign by all of its frames',
    '',
    `Written by \`npm run experiment:held\`. Classifier ${hash}.`,
    '',
    toMarkdown(table),
  ].join('\n');
  console.log(text);
  writeFileSync(join(values.out, 'held.md'), text);
}

main();
