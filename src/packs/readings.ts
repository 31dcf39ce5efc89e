/** From records to what the store answers. */
import type { Sample } from './samples.ts';

/** What a record is called by, for counting damaged ones once. */
export function nameOf(record: unknown): string | null {
  if (typeof record !== 'object' || record === null) return null;
  const { id, key } = record as { id?: unknown; key?: unknown };
  return typeof id === 'string' ? id : typeof key === 'string' ? key : null;
}

/** As recorded; what was recorded at once stands in the order of its names, always the same. */
export function inOrder<T extends Sample>(samples: readonly T[]): T[] {
  return [...samples].sort((a, b) => a.recordedAt - b.recordedAt || (a.id < b.id ? -1 : 1));
}

export function withoutPlace<T extends Sample & { pack: string; gesture: string }>({
  pack: _pack,
  gesture: _gesture,
  ...sample
}: T): Omit<T, 'pack' | 'gesture'> {
  return sample;
}
