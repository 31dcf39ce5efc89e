import { ProblemError } from '../../messaging/problems.ts';
import type { CaptionLanguage } from '../../messaging/recognition.ts';
import { parseTexts, textsPath, withCaptions } from '../../packs/texts-file.ts';
import { parseVocabulary } from '../../packs/vocabulary.ts';
import type { LoadedVocabulary } from '../recognizer.ts';
import { loadClassifier } from '../signs/classifier.ts';
import { loadMovementClassifier } from '../signs/movement/classifier.ts';
import { isOfStrokes, loadDrawnClassifier } from '../signs/movement/drawn-classifier.ts';
import { createEmbeddingLoader } from './embedding.ts';

/**
 * Reads a vocabulary's files once per language of captions and keeps the result for all streams.
 * Default language: English.
 */
export function createVocabularies(
  json: (path: string) => Promise<unknown>,
  embedding = createEmbeddingLoader(json),
): (id: string, language?: CaptionLanguage) => Promise<LoadedVocabulary> {
  const loaded = new Map<string, Promise<LoadedVocabulary>>();
  const load = async (id: string, language: CaptionLanguage): Promise<LoadedVocabulary> => {
    const path = textsPath(id, language);
    const [words, numbers, texts] = await Promise.all([
      json(`models/${id}/vocabulary.json`),
      json(`models/${id}/classifier.json`),
      path === null ? null : json(path),
    ]);
    const loadMovements = async () => {
      const file = await json(`models/${id}/movements.json`);
      return isOfStrokes(file)
        ? loadDrawnClassifier(file)
        : loadMovementClassifier(file, await embedding());
    };
    try {
      const vocabulary = parseVocabulary(words);
      const hasMoving = vocabulary.gestures.some(({ moves }) => moves);
      return {
        vocabulary: withCaptions(vocabulary, texts === null ? null : parseTexts(texts)),
        classifier: loadClassifier(numbers),
        movements: hasMoving ? await loadMovements() : null,
      };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new ProblemError('model-damaged', why, { cause: error });
    }
  };
  return (id, language = 'en') => {
    const name = `${language} ${id}`;
    let promise = loaded.get(name);
    if (!promise) {
      promise = load(id, language);
      loaded.set(name, promise);
      // A failure is not kept, so that the next stream tries again.
      promise.catch(() => loaded.delete(name));
    }
    return promise;
  };
}
