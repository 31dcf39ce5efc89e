/** Builds the whole recognizer in Node, as the worker does in the browser. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTracker, type TrackerOptions } from '../../../src/recognizer/hands/tracker.ts';
import { createRecognizer, type Recognizer } from '../../../src/recognizer/recognizer.ts';
import { createGate } from '../../../src/recognizer/signs/gate.ts';
import { createVocabularies } from '../../../src/recognizer/worker/vocabularies.ts';
import { loadNodeHandModels } from './node-engine.ts';

const root = join(import.meta.dirname, '../../..');

export type NodeRecognizerOptions = Omit<TrackerOptions, 'clock'> & {
  /** Clock in ms for stage times. If left out, they are 0, so that every run gives the same result. */
  clock?: () => number;
};

/** Loads the hand models (converts them first if necessary), and vocabularies when they are opened. */
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
