/** Stores a trained classifier: as the one in use, or as one that waits for the user. */
import type { Change } from './connection.ts';
import { taughtKeys } from './database.ts';
import type { TaughtRecord } from './store-types.ts';

/** As `PackStore.setTaught` says, within one transaction. */
export async function putTaught(tx: Change, next: TaughtRecord | null): Promise<void> {
  const store = tx.objectStore('taught');
  if (!next?.live) {
    const live = await store.get(taughtKeys.live);
    if (!next || live?.trainedAt === next.trainedAt) await store.delete(taughtKeys.live);
  }
  if (next?.live) await store.put(next, taughtKeys.live);
  if (next && !next.live) await store.put(next, taughtKeys.waiting);
  else await store.delete(taughtKeys.waiting);
}
