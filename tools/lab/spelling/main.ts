/** The program of `npm run spelling`; its options are in `tools/spelling.ts`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createWordDecoder, readSpellingLanguage } from '../../../src/captions/spelling/decoder.ts';
import { encodeWordTree } from '../../../src/captions/spelling/word-tree.ts';
import { createRandom } from '../../../src/learning/random.ts';
import { loadClassifier } from '../../../src/recognizer/signs/classifier.ts';
import type { Classifier } from '../../../src/recognizer/signs/types.ts';
import { englishWords } from '../../lib/build/word-trees/english.ts';
import { progressBar } from '../../lib/printing/progress.ts';
import { readSpellers, type Speller } from './hands.ts';
import { leftOutSpellers } from './left-out.ts';
import { letterEvents, tooShort } from './letter-events.ts';
import { unlistedNames } from './names.ts';
import { createPlayer } from './play.ts';
import { handsOfWord, streamOf } from './stream.ts';
import { inShort, summarise, type WordLine } from './summary.ts';
import { drawWords, listedWords, wordsOfFile } from './words.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    words: { type: 'string' },
    names: { type: 'boolean', default: false },
    pace: { type: 'string', default: '800' },
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '500' },
    person: { type: 'string' },
    flowing: { type: 'boolean', default: false },
    'left-out': { type: 'boolean', default: false },
    bank: { type: 'string', default: 'models/bank' },
    models: { type: 'string', default: 'models' },
  },
});

function number(name: 'pace' | 'seed' | 'count', least: number): number {
  const value = Number(values[name]);
  if (Number.isFinite(value) && value >= least) return value;
  throw new Error(`--${name} takes a number of at least ${least}.`);
}

const readJson = (...path: string[]): unknown =>
  JSON.parse(readFileSync(join(values.models, 'fingerspelling', ...path), 'utf8'));

const report = (line: string): void => console.error(line);

async function spellers(): Promise<(Speller & { classifier: Classifier })[]> {
  if (values['left-out']) {
    const people = await leftOutSpellers(values.models, values.bank, report);
    return people.filter(({ name }) => values.person === undefined || name === values.person);
  }
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0)
    throw new Error('npm run spelling takes one folder: PERSON/LETTER/*.jpg.');
  const classifier = loadClassifier(readJson('classifier.json'));
  const people = await readSpellers(folder, values.person, report);
  return people.map((person) => ({ ...person, classifier }));
}

function chosenWords(): readonly string[] {
  if (values.words !== undefined) return wordsOfFile(values.words);
  return values.names ? unlistedNames() : listedWords();
}

async function main(): Promise<void> {
  const [pace, seed, count] = [number('pace', 100), number('seed', 0), number('count', 1)];
  const flowing = values.flowing || tooShort(pace);
  const list = chosenWords();
  const language = readSpellingLanguage(encodeWordTree(englishWords()));
  const confusions = readJson('confusions.json');
  const people = await spellers();
  const lines: WordLine[] = [];
  for (const person of people) {
    const own = new Set(person.hands.keys());
    const unheld = values.words === undefined ? [] : ['J', 'Z'];
    if (values.words === undefined) for (const letter of ['J', 'Z']) own.delete(letter);
    const words = drawWords(list, new Set([...own, ...unheld]), count, seed);
    const bar = progressBar(`${person.name}, ${pace} ms`, process.stderr, () => performance.now());
    const random = createRandom(seed);
    // Each person's own: it learns how they show their letters.
    const play = createPlayer(createWordDecoder({ language, confusions }), () => performance.now());
    for (const [i, word] of words.entries()) {
      bar((i + 1) / words.length);
      const hands = handsOfWord(person, word, random);
      if (!hands) continue;
      const frames = streamOf(word, hands, pace, random);
      const events = letterEvents(frames, person.classifier, flowing);
      const played = play(events);
      const { margins: _, msPerLetter, ...read } = played;
      const line = {
        person: person.name,
        word,
        ...read,
        msPerLetter: Number(msPerLetter.toFixed(3)),
      };
      lines.push(line);
      console.log(JSON.stringify(line));
    }
  }
  const summary = summarise(lines);
  console.log(JSON.stringify({ summary }));
  report(
    `${pace} ms${flowing ? ', flowing' : ''}, ${list.length} words to draw from: ${inShort(summary)}`,
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
