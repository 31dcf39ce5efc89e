/** Words that the validation people spell with their pictures of letters (docs/spelling.md). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createWordDecoder, readSpellingLanguage } from '../../../src/captions/spelling/decoder.ts';
import { encodeWordTree } from '../../../src/captions/spelling/word-tree.ts';
import { loadClassifier } from '../../../src/recognizer/signs/classifier.ts';
import type { ClassifierFile } from '../../../src/recognizer/signs/classifier-file.ts';
import { loadDrawnClassifier } from '../../../src/recognizer/signs/movement/drawn-classifier.ts';
import { englishWords } from '../../lib/build/word-trees/english.ts';
import { readSpellers } from '../spelling/hands.ts';
import { spellWords } from '../spelling/spell.ts';
import { type PersonSummary, summarise } from '../spelling/summary.ts';
import { drawWords } from '../spelling/words.ts';
import type { Cell, Table } from './table.ts';

/** As many as take a minute or two; `npm run spelling` spells more. */
const wordsEach = 50;
const paceMs = 800;
const seed = 1;

/** One row for each person, and the mean of people. */
export function spelledTable(
  title: string,
  summary: Readonly<Record<string, PersonSummary>>,
): Table {
  const rows = Object.entries(summary).map(
    ([person, { words, lettersRight, decodedRight, inThree }]): Cell[] => [
      person,
      `${words}`,
      lettersRight,
      decodedRight,
      inThree,
    ],
  );
  const words = Object.values(summary).reduce((sum, person) => sum + person.words, 0);
  const mean = (column: number): number =>
    rows.reduce((sum, row) => sum + Number(row[column]), 0) / rows.length;
  return {
    title,
    columns: ['person', 'words', 'right by letters', 'right by the decoder', 'in three'],
    rows: [...rows, ['mean of people', `${words}`, mean(2), mean(3), mean(4)]],
    note:
      `Words of the shipped list, drawn with equal probability and spelled with the person’s own pictures, each letter ` +
      `held for ${paceMs} ms, through gate, composer and word decoder (\`docs/spelling.md\`, which has other paces and ` +
      'more words). "In three": what is shown or offered.',
  };
}

/**
 * Spells with the pictures `letters` of the validation data; finding their hands takes minutes the
 * first time.
 *
 * @param models folder of the classifiers
 */
export async function spelledByPeople(
  title: string,
  data: string,
  models: string,
  file: ClassifierFile,
  report: (line: string) => void,
): Promise<Table> {
  const listed = englishWords();
  const language = readSpellingLanguage(encodeWordTree(listed));
  const table = join(models, 'fingerspelling/confusions.json');
  const confusions: unknown = JSON.parse(readFileSync(table, 'utf8'));
  const classifier = loadClassifier(file);
  const drawn = join(models, 'fingerspelling/movements.json');
  const movements = loadDrawnClassifier(JSON.parse(readFileSync(drawn, 'utf8')));
  const people = await readSpellers(join(data, 'validation/letters'), undefined, report);
  const lines = people.flatMap((person) => {
    report(`${person.name}: spelling ${wordsEach} words`);
    const letters = new Set([...person.hands.keys()].filter((letter) => !'JZ'.includes(letter)));
    const spelled = listed.map((word) => word.spelled);
    const words = drawWords(spelled, letters, wordsEach, seed);
    const decoder = createWordDecoder({ language, confusions });
    const options = {
      pace: paceMs,
      flowing: false,
      movements,
      seed,
      decoder,
      clock: () => performance.now(),
    };
    return [...spellWords({ ...person, classifier }, words, options)];
  });
  return spelledTable(title, summarise(lines));
}
