/** How much the store holds. */
import type { ReadTransaction } from './connection.ts';
import type { PackHeader } from './samples.ts';
import type { StoreUsage } from './store-types.ts';

/** @param packs those that can be read: gestures are counted in them, all else by its records */
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
