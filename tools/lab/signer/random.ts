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

/** A seed for one part of a larger whole, so that parts do not shift when others change. */
export function seedOf(seed: number, part: string): number {
  let hash = (2166136261 ^ seed) >>> 0;
  for (const char of part) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619) >>> 0;
  return hash;
}

export function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random();
}

/** A bell-shaped number round 0 that never leaves (-spread, spread). */
export function jitter(random: Random, spread: number): number {
  return ((random() + random() + random()) / 1.5 - 1) * spread;
}

/** One item of a non-empty list; throws on an empty one. */
export function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('Nothing to pick from.');
  return item;
}
