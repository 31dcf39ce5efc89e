/** Key ranges of the database's indexes for records that belong together. */

/**
 * All samples of a pack, in the index `gesture`. In IndexedDB, an array sorts after every string.
 */
export const packRange = (pack: string): IDBKeyRange => IDBKeyRange.bound([pack], [pack, []]);

export const samplesRange = (pack: string, gesture: string): IDBKeyRange =>
  IDBKeyRange.only([pack, gesture]);

/** Unknown samples that came with a pack, in the index `pack`. */
export const onePack = (pack: string): IDBKeyRange => IDBKeyRange.only(pack);

/** Preferences of all gestures of a pack: keys that begin with its id and a colon. */
export const preferenceRange = (pack: string): IDBKeyRange =>
  IDBKeyRange.bound(`${pack}:`, `${pack};`, false, true);

export async function removeAll(
  store: { delete(key: string): Promise<void> },
  keys: readonly string[],
): Promise<void> {
  for (const key of keys) await store.delete(key);
}
