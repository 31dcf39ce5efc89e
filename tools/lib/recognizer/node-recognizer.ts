/** The whole recognizer in Node, as the worker puts it together in the browser. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTracker, type TrackerOptions } from '../../../src/recognizer/hands/tracker.ts';
import { createRecognizer, type Recognizer } from '../../../src/recognizer/recognizer.ts';
import { createGate } from '../../../src/recognizer/signs/gate.ts';
import { createVocabularies } from '../../../src/recognizer/worker/vocabularies.ts';
import { loadNodeHandModels } from './node-engine.ts';

const root = join(import.meta.dirname, '../../..');

export type NodeRecognizerOptions = Omit<TrackerOptions, 'clock'> & {
  /** Milliseconds, for stage times; left out they are 0 and no run differs from the next. */
  clock?: () => number;
};

/** Loads the hand models (converting them where they are not there yet) and, later, vocabularies. */
export async function loadNodeRecognizer({
  clock = () => 0,
  ...options
}: NodeRecognizerOptions = {}): Promise<Recognizer> {
  const models = await loadNodeHandModels(join(root, 'build/hand-models'));
  const vocabularies = createVocabularies(async (path) =>
    JSON.parse(await readFile(join(root, path), 'utf8')),
  );
  return createRecognizer({
    createTracker: () => createTracker(models, { ...options, clock }),
    createGate,
    loadVocabulary: (id, _draft, language) => vocabularies(id, language),
    clock,
  });
}
