/** The people of the landmark bank, each with the classifier that was trained without them. */
import { join } from 'node:path';
import { loadClassifier } from '../../../src/recognizer/signs/classifier.ts';
import type { Classifier } from '../../../src/recognizer/signs/types.ts';
import { startNodeBackend } from '../../lib/recognizer/node-engine.ts';
import { leftOutFolds } from '../adapt/folds.ts';
import { readBank } from '../bank/bank.ts';
import { readClassifierFile } from '../train/kept.ts';
import { handOfPoints } from '../train/run.ts';
import type { Speller } from './hands.ts';

/** A person of the bank spells if it holds this many of their letters. */
const fewestLetters = 20;

export async function leftOutSpellers(
  models: string,
  bank: string,
  report: (line: string) => void,
): Promise<(Speller & { classifier: Classifier })[]> {
  const file = join(models, 'fingerspelling/classifier.json');
  const shipped = readClassifierFile(file);
  if (!shipped) throw new Error(`${file} is damaged. Write it again with npm run train.`);
  await startNodeBackend();
  const folds = await leftOutFolds('fingerspelling', readBank(bank), bank, shipped, report);
  return folds.flatMap(({ sources, classifier, test }) => {
    const loaded = loadClassifier(classifier);
    const people = new Map<string, Map<string, ReturnType<typeof handOfPoints>[]>>();
    for (const { role, label, group, points } of test) {
      const source = group.split('/')[0]!;
      if (role !== 'known' || !sources.some((name) => source.startsWith(name))) continue;
      const letter = classifier.gestures[label]!;
      if (!/^[A-Z]$/.test(letter)) continue;
      const hands = people.get(source) ?? new Map<string, ReturnType<typeof handOfPoints>[]>();
      people.set(source, hands);
      hands.set(letter, [...(hands.get(letter) ?? []), handOfPoints(points)]);
    }
    return [...people]
      .filter(([, hands]) => hands.size >= fewestLetters)
      .map(([name, hands]) => ({ name, hands, classifier: loaded }));
  });
}
