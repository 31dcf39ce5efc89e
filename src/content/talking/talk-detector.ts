/** How much sound one level measures, about, ms. */
export const blockMs = 50;

export interface TalkOptions {
  /** How much loud sound counts as speech, ms; silence in between subtracts half its own length. */
  attackMs: number;
  /** How long nothing must be loud for speech to end, ms. */
  hangoverMs: number;
  /** How far above the background noise a level must be to count as loud, dB ... */
  aboveNoiseDb: number;
  /** ... and the least level that counts as loud, dBFS. */
  leastDbfs: number;
  /** The background noise is the lowest level of this last time, ms. */
  noiseMs: number;
}

/**
 * Speech comes in syllables, two to eight per second, and the gaps between them are as quiet as the
 * room. So the lowest level of three seconds is the room's noise, and a steady hum becomes noise by
 * itself. A click is loud for one block, which is too short.
 */
export const talkDefaults: TalkOptions = {
  attackMs: 300,
  hangoverMs: 600,
  aboveNoiseDb: 10,
  leastDbfs: -50,
  noiseMs: 3000,
};

export interface TalkDetector {
  /**
   * @param level root mean square of the block that has just ended, dBFS (0: full scale); null for
   *   known silence, as of a muted track, which says nothing about the room
   * @param at time of the block, ms, never decreasing
   * @returns whether the user talks
   */
  step(level: number | null, at: number): boolean;
  readonly talking: boolean;
}

/** Detects from loudness alone whether somebody talks. Pure: each block brings its own time. */
export function createTalkDetector(options: Partial<TalkOptions> = {}): TalkDetector {
  const { attackMs, hangoverMs, aboveNoiseDb, leastDbfs, noiseMs } = {
    ...talkDefaults,
    ...options,
  };
  /** The blocks of the last `noiseMs`, oldest first. */
  let blocks: { level: number; at: number }[] = [];
  let loudMs = 0;
  let loudAt = Number.NEGATIVE_INFINITY;
  let lastAt: number | null = null;
  let talking = false;

  const isLoud = (level: number): boolean => {
    let noise = Number.POSITIVE_INFINITY;
    for (const block of blocks) noise = Math.min(noise, block.level);
    return level >= leastDbfs && level >= noise + aboveNoiseDb;
  };

  return {
    get talking() {
      return talking;
    },
    step(level, at) {
      // Missing blocks prove nothing: while the page was busy, nothing was measured.
      const ms = Math.min(2 * blockMs, at - (lastAt ?? at - blockMs));
      lastAt = at;
      if (level !== null) {
        blocks = blocks.filter((block) => at - block.at < noiseMs);
        blocks.push({ level, at });
      }
      if (level !== null && isLoud(level)) {
        loudMs = Math.min(attackMs, loudMs + ms);
        loudAt = at;
      } else loudMs = Math.max(0, loudMs - ms / 2);
      if (loudMs >= attackMs) talking = true;
      else if (at - loudAt >= hangoverMs) talking = false;
      return talking;
    },
  };
}

/** Root mean square of samples between -1 and 1, dBFS; -Infinity for silence. */
export function levelOf(sumOfSquares: number, samples: number): number {
  return 10 * Math.log10(sumOfSquares / Math.max(1, samples));
}
