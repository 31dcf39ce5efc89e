/** The program of `npm run events`. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadClassifier } from '../../../src/recognizer/signs/classifier.ts';
import { type IntentPart, intentParts } from '../../../src/recognizer/signs/intent-features.ts';
import type { Classifier } from '../../../src/recognizer/signs/types.ts';
import { readBank } from '../bank/bank.ts';
import { type VocabularyId, vocabularyIds } from '../shapes.ts';
import { readPoses } from '../signer/pose.ts';
import { Count, type GateKind, withIntent } from './count.ts';
import { captionsTable, signsTable } from './detail.ts';
import { type JudgedClip, judgedOn, learnIntent, weightsFile } from './learn.ts';
import { renderedClips } from './rendered.ts';
import { eventsTable, withBlock, worstTable } from './report.ts';
import { classified } from './run.ts';
import { spelledTable } from './spelled.ts';
import { countStreams, shippedKinds, sizesOf, streamOptions, streamsOf } from './streams.ts';
import { framesOf, signsOf } from './suite.ts';

const usage = `npm run events -- [--learn] [--ablate] [--rendered] [--spelled] [--detail] [--write]
  (no option)      count on landmark streams: every strictness, and the gate without intent
  --learn          first learn the model of intent into src/recognizer/signs/intent-weights.ts
  --ablate         also count models learned without each part, and with only one part
  --rendered       run rendered clips through the whole recognizer (found hands are kept in build/events)
  --spelled        count letters of spelled words, one at a time and flowing, and both on silent streams
  --vocabulary V   call-gestures or fingerspelling (both)
  --hours H        hours of silent streams (3)
  --held N         clips with held signs (800; with --rendered 52), words of each pace (100)
  --minutes M      minutes of silent rendered clips (60)
  --fps N          pictures per second of rendered clips (5)
  --busy MS        streams of a busy machine, which takes this long for a frame on average
  --seed S         seed of the suites (1)
  --models DIR     folder of classifiers (models, which holds the shipped ones)
  --detail         also print which signs are missed, and what is captioned in silent motions
  --write          write the tables into docs/gate.md`;

const root = join(import.meta.dirname, '../../..');
const document = join(root, 'docs/gate.md');
const weights = join(root, 'src/recognizer/signs/intent-weights.ts');
/** Size of the suite that the model of intent is learned from. */
const learn = { hours: 1.6, held: 1500 };

const poses = readPoses();
const material = { poses, bank: readBank(join(root, 'models/bank')) };

interface Options {
  vocabularies: readonly VocabularyId[];
  hours: number;
  held: number | null;
  minutes: number;
  fps: number;
  busy: number;
  seed: number;
  detail: boolean;
  write: boolean;
}

const progress = (text: string): void => void process.stderr.write(`\r${text.padEnd(70)}`);

let models = join(root, 'models');

/** @throws Error with a sentence if the file is missing or damaged. */
async function classifierOf(vocabulary: VocabularyId): Promise<Classifier> {
  const file = join(models, vocabulary, 'classifier.json');
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`There is no ${file}; npm run train makes it.`);
  });
  return loadClassifier(JSON.parse(text));
}

/**
 * Runs the suite `learn` through both classifiers, which share the model of intent. Hands that rest are
 * looked at as often as others, as when the shipped model was learned.
 */
async function judgedStreams(seed: number): Promise<JudgedClip[]> {
  const judged: JudgedClip[] = [];
  for (const vocabulary of vocabularyIds) {
    const classifier = await classifierOf(vocabulary);
    let n = 0;
    for (const play of streamsOf('learn', vocabulary, material, { ...learn, seed })) {
      if (++n % 50 === 0) progress(`${vocabulary}: learning from clip ${n}`);
      judged.push(
        judgedOn(
          classified(framesOf(play, poses, { steadily: true }), classifier),
          play.motion.signs,
        ),
      );
    }
  }
  progress('');
  return judged;
}

async function countStreamsOf(
  vocabulary: VocabularyId,
  kinds: readonly GateKind[],
  { hours, held, seed, busy: frameMs }: Options,
): Promise<Count> {
  const onClip = (clip: number) => {
    if (clip % 50 === 0) progress(`${vocabulary}: clip ${clip}`);
  };
  const classifier = await classifierOf(vocabulary);
  const options = { hours, held: held ?? streamOptions.held, seed, frameMs, onClip };
  const count = countStreams(vocabulary, classifier, kinds, material, options);
  progress('');
  return count;
}

async function countRendered(
  vocabulary: VocabularyId,
  kinds: readonly GateKind[],
  options: Options,
): Promise<Count> {
  const count = new Count(await classifierOf(vocabulary), kinds);
  // Silent clips are used for both vocabularies; signs are rendered for the call gestures only.
  const held = vocabulary === 'call-gestures' ? (options.held ?? 52) : 0;
  const signs = signsOf(vocabulary, poses);
  const folder = join(root, 'build/events/rendered');
  const onProgress = (done: number, of: number) => progress(`${vocabulary}: clip ${done} of ${of}`);
  const clips = renderedClips({ ...options, held, poses, signs, folder, onProgress });
  for await (const { play, frames } of clips) {
    if (count.knows(play)) count.add(play, frames, sizesOf(play, poses));
  }
  progress('');
  return count;
}

/** Prints the table of spelled words and, with --write, updates docs/gate.md. */
async function countSpelled({ hours, held, seed, write }: Options): Promise<void> {
  const onClip = (clip: number) => {
    if (clip % 50 === 0) progress(`fingerspelling: clip ${clip}`);
  };
  const classifier = await classifierOf('fingerspelling');
  const words = held ?? 100;
  const text = spelledTable(classifier, material, { hours, words, seed, onClip });
  progress('');
  console.log(text);
  if (write)
    await writeFile(document, withBlock(await readFile(document, 'utf8'), 'spelled', text));
}

/** Gates with models learned without each part, and with only one part. */
function ablatedKinds(judged: readonly JudgedClip[]): GateKind[] {
  const parts = Object.keys(intentParts) as IntentPart[];
  return [
    withIntent('all parts', 'normal', learnIntent(judged)),
    ...parts.map((part) => withIntent(`without ${part}`, 'normal', learnIntent(judged, [part]))),
    ...parts.map((part) => {
      const rest = parts.filter((other) => other !== part);
      return withIntent(`${part} alone`, 'normal', learnIntent(judged, rest));
    }),
  ];
}

/** A table of docs/gate.md and the gates in it. */
interface Table {
  name: 'streams' | 'ablation' | 'rendered';
  kinds: readonly GateKind[];
}

/** Counts all gates of some tables at once, prints the tables and, with --write, updates the document. */
async function report(
  tables: readonly Table[],
  options: Options,
  countOn: (vocabulary: VocabularyId, kinds: readonly GateKind[]) => Promise<Count>,
): Promise<void> {
  const texts = tables.map((): string[] => []);
  for (const vocabulary of options.vocabularies) {
    const { tallies, motions } = await countOn(
      vocabulary,
      tables.flatMap(({ kinds }) => kinds),
    );
    const { silentHours } = tallies[0]!.silent();
    const { held } = tallies[0]!.held();
    let from = 0;
    tables.forEach(({ kinds }, i) => {
      const own = tallies.slice(from, from + kinds.length);
      from += kinds.length;
      const shown = kinds.findIndex((kind) => /normal|all parts/.test(kind.name));
      texts[i]!.push(
        `**${vocabulary}**: ${silentHours.toFixed(2)} hours of ${motions.size} different silent motions, ${held} held signs.`,
        eventsTable(kinds, own),
        `False captions left with "${kinds[shown]!.name}":`,
        worstTable(own[shown]!),
      );
      if (options.detail) {
        console.log(`**${vocabulary}, ${kinds[shown]!.name}**\n`);
        console.log(`${signsTable(own[shown]!)}\n\n${captionsTable(own[shown]!)}\n`);
      }
    });
  }
  for (const [i, { name }] of tables.entries()) {
    const text = texts[i]!.join('\n\n');
    console.log(`${text}\n`);
    if (options.write) {
      await writeFile(document, withBlock(await readFile(document, 'utf8'), name, text));
    }
  }
}

function number(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!(value >= least))
    throw new Error(`--${name} takes a number of at least ${least}, not ${text}.`);
  return value;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      learn: { type: 'boolean', default: false },
      ablate: { type: 'boolean', default: false },
      rendered: { type: 'boolean', default: false },
      spelled: { type: 'boolean', default: false },
      detail: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      vocabulary: { type: 'string' },
      hours: { type: 'string', default: '3' },
      held: { type: 'string' },
      minutes: { type: 'string', default: '60' },
      fps: { type: 'string', default: '5' },
      busy: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      models: { type: 'string' },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const { vocabulary } = values;
  if (values.models) models = values.models;
  const vocabularies = vocabularyIds.filter((id) => vocabulary === undefined || id === vocabulary);
  if (vocabularies.length === 0) throw new Error(usage);
  const options: Options = {
    vocabularies,
    hours: number('hours', values.hours, 0.01),
    held: values.held === undefined ? null : number('held', values.held, 0),
    minutes: number('minutes', values.minutes, 0),
    fps: number('fps', values.fps, 1),
    busy: number('busy', values.busy, 0),
    seed: number('seed', values.seed, 0),
    detail: values.detail,
    write: values.write,
  };
  if (values.spelled) {
    await countSpelled(options);
    return;
  }
  if (values.rendered) {
    const table: Table = { name: 'rendered', kinds: shippedKinds() };
    await report([table], options, (id, kinds) => countRendered(id, kinds, options));
    return;
  }
  const judged = values.learn || values.ablate ? await judgedStreams(options.seed) : [];
  const model = values.learn ? learnIntent(judged) : undefined;
  if (model) {
    await writeFile(weights, weightsFile(model));
    console.log(`${weights} is written.\n`);
  }
  const tables: Table[] = [{ name: 'streams', kinds: shippedKinds(model) }];
  if (values.ablate) tables.push({ name: 'ablation', kinds: ablatedKinds(judged) });
  await report(tables, options, (id, kinds) => countStreamsOf(id, kinds, options));
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
