/** The program of `npm run spelling`; its options are in `tools/spelling.ts`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createWordDecoder, readSpellingLanguage } from '../../../src/captions/spelling/decoder.ts';
import { encodeWordTree } from '../../../src/captions/spelling/word-tree.ts';
import { loadClassifier } from '../../../src/recognizer/signs/classifier.ts';
import { loadDrawnClassifier } from '../../../src/recognizer/signs/movement/drawn-classifier.ts';
import type { Classifier } from '../../../src/recognizer/signs/types.ts';
import { englishWords } from '../../lib/build/word-trees/english.ts';
import { progressBar } from '../../lib/printing/progress.ts';
import { readSpellers, type Speller } from './hands.ts';
import { leftOutSpellers } from './left-out.ts';
import { tooShort } from './letter-events.ts';
import { unlistedNames } from './names.ts';
import { spellWords } from './spell.ts';
import { inShort, missesInShort, summarise, type WordLine } from './summary.ts';
import { drawByFrequency, drawWords, listedWords, wordsOfFile } from './words.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    words: { type: 'string' },
    names: { type: 'boolean', default: false },
    'by-frequency': { type: 'boolean', default: false },
    pace: { type: 'string', default: '800' },
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '500' },
    person: { type: 'string' },
    flowing: { type: 'boolean', default: false },
    'held-only': { type: 'boolean', default: false },
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
  const byFrequency = values['by-frequency'];
  if (byFrequency && (values.names || values.words !== undefined))
    throw new Error('--by-frequency draws from the shipped list: leave out --words and --names.');
  const listed = englishWords();
  const language = readSpellingLanguage(encodeWordTree(listed));
  const confusions = readJson('confusions.json');
  const movements = values['held-only'] ? null : loadDrawnClassifier(readJson('movements.json'));
  const people = await spellers();
  const lines: WordLine[] = [];
  for (const person of people) {
    const own = new Set(person.hands.keys());
    const unheld = values.words === undefined ? [] : ['J', 'Z'];
    if (values.words === undefined) for (const letter of ['J', 'Z']) own.delete(letter);
    const letters = new Set([...own, ...unheld]);
    const words = byFrequency
      ? drawByFrequency(listed, letters, count, seed)
      : drawWords(list, letters, count, seed);
    const bar = progressBar(`${person.name}, ${pace} ms`, process.stderr, () => performance.now());
    const decoder = createWordDecoder({ language, confusions });
    const options = { pace, flowing, movements, seed, decoder, clock: () => performance.now() };
    let spelled = 0;
    for (const line of spellWords(person, words, options)) {
      bar(++spelled / words.length);
      lines.push(line);
      console.log(JSON.stringify(line));
    }
  }
  const summary = summarise(lines);
  console.log(JSON.stringify({ summary }));
  report(missesInShort(lines));
  report(
    `${pace} ms${flowing ? ', flowing' : ''}, ${list.length} words to draw from${
      byFrequency ? ' by frequency' : ''
    }: ${inShort(summary)}`,
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
