/** Randomness as an argument, so that the same seed gives the same result. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** Normal with mean 0 and standard deviation 1. */
  normal(): number;
  /** An integer in [0, count). */
  below(count: number): number;
}

/**
 * A seeded generator (mulberry32, Tommy Ettinger, public domain: 32 bits of state, passes gjrand;
 * good enough for shuffles and noise, not for secrets). The same seed gives the same sequence on
 * every machine.
 *
 * @param seed any integer; only its low 32 bits count.
 */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  let spare: number | null = null;

  function uniform(): number {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  return {
    uniform,
    between: (low, high) => low + (high - low) * uniform(),
    below: (count) => Math.floor(uniform() * count),
    normal() {
      // The Box-Muller transform gives two numbers at a time; the second is kept for the next call.
      if (spare !== null) {
        const value = spare;
        spare = null;
        return value;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
  };
}

/** Shuffles in place (Fisher and Yates). */
export function shuffle<T>(items: T[], random: Random): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const kept = items[i] as T;
    items[i] = items[j] as T;
    items[j] = kept;
  }
  return items;
}
