import { ProblemError } from '../../messaging/problems.ts';
import { type Embedding, embeddingPath, loadEmbedding } from '../signs/movement/embedding.ts';

/** @returns loads the shipped embedding of movements when it is needed first, and keeps it */
export function createEmbeddingLoader(
  json: (path: string) => Promise<unknown>,
): () => Promise<Embedding> {
  let loading: Promise<Embedding> | null = null;
  const load = async (): Promise<Embedding> => {
    const file = await json(embeddingPath);
    try {
      return loadEmbedding(file);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new ProblemError('model-damaged', why, { cause: error });
    }
  };
  return () => {
    if (!loading) {
      loading = load();
      // A failure is not kept, so that the next caller tries again.
      loading.catch(() => {
        loading = null;
      });
    }
    return loading;
  };
}
