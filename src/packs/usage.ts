/** How much the store holds. */
import type { ReadTransaction } from './connection.ts';
import type { PackHeader } from './samples.ts';
import type { StoreUsage } from './store-types.ts';

/** @param packs the readable packs, whose gestures are counted; all else is counted by records */
export async function countUsage(
  tx: ReadTransaction,
  packs: readonly PackHeader[],
): Promise<StoreUsage> {
  const origins = tx.objectStore('unknowns').index('origin');
  return {
    packs: await tx.objectStore('packs').count(),
    gestures: packs.reduce((sum, { gestures }) => sum + gestures.length, 0),
    samples: await tx.objectStore('samples').count(),
    unknowns: {
      nothing: await origins.count('nothing'),
      wrong: await origins.count('wrong'),
      pack: await origins.count('pack'),
    },
    preferences: await tx.objectStore('preferences').count(),
    taught: (await tx.objectStore('taught').count()) > 0,
  };
}
