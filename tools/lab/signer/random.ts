/** A source of numbers in [0, 1). */
export type Random = () => number;

/** Mulberry32 by Tommy Ettinger (public domain): small, seeded by 32 bits, good enough here. */
export function mulberry32(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A seed for one part, so that it does not change when other parts do. */
export function seedOf(seed: number, part: string): number {
  let hash = (2166136261 ^ seed) >>> 0;
  for (const char of part) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619) >>> 0;
  return hash;
}

export function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random();
}

/** A number with a bell-shaped distribution around 0, within (-spread, spread). */
export function jitter(random: Random, spread: number): number {
  return ((random() + random() + random()) / 1.5 - 1) * spread;
}

/** A random item of a list. @throws Error if the list is empty */
export function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('The list is empty.');
  return item;
}
