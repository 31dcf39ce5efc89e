/** From stored records to what the store returns. */
import type { StoreName } from './database.ts';
import type { Reading } from './records.ts';
import type { Sample } from './samples.ts';

export interface Reader {
  /** The readable records; the others are left out and counted. */
  readable<T>(
    store: StoreName,
    records: readonly unknown[],
    read: (stored: unknown) => Reading<T>,
  ): T[];
  /** How many records could not be read completely. */
  readonly damaged: number;
  /** To be called after all records, the damaged ones included, were deleted. */
  forget(): void;
}

/** Reads records, and remembers the damaged ones so that each counts once. */
export function createReader(): Reader {
  /** By `${store}:${name}`. */
  const damaged = new Set<string>();
  return {
    readable: (store, records, read) =>
      records.flatMap((record, i) => {
        const { value, damaged: isDamaged } = read(record);
        if (isDamaged) damaged.add(`${store}:${nameOf(record) ?? i}`);
        return value === null ? [] : [value];
      }),
    get damaged() {
      return damaged.size;
    },
    forget: () => damaged.clear(),
  };
}

/** The name of a record, so that a damaged one is counted once. */
function nameOf(record: unknown): string | null {
  if (typeof record !== 'object' || record === null) return null;
  const { id, key } = record as { id?: unknown; key?: unknown };
  return typeof id === 'string' ? id : typeof key === 'string' ? key : null;
}

/**
 * By time of recording; by id if recorded at the same time, so that the order is always the same.
 */
export function inOrder<T extends Sample>(samples: readonly T[]): T[] {
  return [...samples].sort((a, b) => a.recordedAt - b.recordedAt || (a.id < b.id ? -1 : 1));
}

export function withoutOwner<T extends Sample & { pack: string; gesture: string }>({
  pack: _pack,
  gesture: _gesture,
  ...sample
}: T): Omit<T, 'pack' | 'gesture'> {
  return sample;
}
