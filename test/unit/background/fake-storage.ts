import type { SessionArea } from '../../../src/background/tab-store.ts';

/** A storage area in memory, whose calls are asynchronous as those of the real one. */
export function memoryArea(initial: Record<string, unknown> = {}): SessionArea & {
  items: Record<string, unknown>;
} {
  const items: Record<string, unknown> = structuredClone(initial);
  return {
    items,
    async get(key) {
      await Promise.resolve();
      if (key === null) return structuredClone(items);
      return key in items ? { [key]: structuredClone(items[key]) } : {};
    },
    async set(change) {
      await Promise.resolve();
      Object.assign(items, structuredClone(change));
    },
    async remove(key) {
      await Promise.resolve();
      delete items[key];
    },
  };
}
