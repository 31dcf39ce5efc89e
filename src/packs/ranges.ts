/** Which records belong together, as key ranges of the database's indexes. */

/** All samples of a pack, in the index `gesture`: an empty list comes after every string. */
export const packRange = (pack: string): IDBKeyRange => IDBKeyRange.bound([pack], [pack, []]);

export const samplesRange = (pack: string, gesture: string): IDBKeyRange =>
  IDBKeyRange.only([pack, gesture]);

/** Unknown samples that came with a pack, in the index `pack`. */
export const onePack = (pack: string): IDBKeyRange => IDBKeyRange.only(pack);

/** Preferences of all gestures of a pack: their keys begin with its id and a colon. */
export const preferenceRange = (pack: string): IDBKeyRange =>
  IDBKeyRange.bound(`${pack}:`, `${pack};`, false, true);

/** Deletes these keys, one after the other. */
export async function removeAll(
  store: { delete(key: string): Promise<void> },
  keys: readonly string[],
): Promise<void> {
  for (const key of keys) await store.delete(key);
}
