import type { Problem } from '../../messaging/problems.ts';
import type { TaughtRecord } from '../../packs/store-types.ts';
import { loadClassifier } from '../signs/classifier.ts';
import { loadMovementClassifier } from '../signs/movement/classifier.ts';
import type { Embedding } from '../signs/movement/embedding.ts';
import type { Classifier, MovementClassifier } from '../signs/types.ts';

/** What the user taught, as far as it can be used, and why not all of it can. */
export interface ReadTaught {
  taught: Classifier | null;
  taughtMovements: MovementClassifier | null;
  problem: Problem | null;
}

export const nothingRead: ReadTaught = { taught: null, taughtMovements: null, problem: null };

/**
 * Loads the classifiers of a stored training. Of a damaged one nothing is used, of two each that is whole.
 *
 * @param record null: it exists, but cannot be read
 */
export async function readTaught(
  record: Pick<TaughtRecord, 'classifier' | 'movements'> | null,
  embedding: () => Promise<Embedding>,
): Promise<ReadTaught> {
  const problems: Problem[] = [];
  const attempt = async <T>(load: () => T | Promise<T>): Promise<T | null> => {
    try {
      return await load();
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      problems.push({ code: 'taught-damaged', detail });
      return null;
    }
  };
  const { classifier, movements = null } = record ?? { classifier: undefined };
  return {
    // null: no gesture of this kind was taught.
    taught: classifier === null ? null : await attempt(() => loadClassifier(classifier)),
    taughtMovements:
      movements === null
        ? null
        : await attempt(async () => loadMovementClassifier(movements, await embedding())),
    problem: problems[0] ?? null,
  };
}
