/** Levels are of about this much sound, ms. */
export const blockMs = 50;

export interface TalkOptions {
  /** So much loud sound makes speech, ms; what is quiet in between takes half its time off again. */
  attackMs: number;
  /** Speech is over when nothing was loud for this long, ms. */
  hangoverMs: number;
  /** Loud is so much above the noise that is always there, dB. */
  aboveNoiseDb: number;
  /** ... and at least this, dBFS. */
  leastDbfs: number;
  /** The noise is the quietest of this time, ms. */
  noiseMs: number;
}

/**
 * Speech comes in syllables, two to eight a second, with gaps between them that are as quiet as the
 * room: so the quietest of three seconds is the room's noise, and a hum that goes on becomes noise by
 * itself. A click is loud for one block, which is not long enough.
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
   * @param level root mean square of the block that has just ended, dBFS (0: full scale); null:
   *   known silence, as of a track that the page has muted, which tells nothing of the room
   * @param at ms, not running backwards
   * @returns whether the user speaks
   */
  step(level: number | null, at: number): boolean;
  readonly talking: boolean;
}

/** Tells from loudness alone whether somebody speaks. Pure: the time comes in with each block. */
export function createTalkDetector(options: Partial<TalkOptions> = {}): TalkDetector {
  const { attackMs, hangoverMs, aboveNoiseDb, leastDbfs, noiseMs } = {
    ...talkDefaults,
    ...options,
  };
  /** Oldest first, of the last `noiseMs`. */
  let heard: { level: number; at: number }[] = [];
  let loudMs = 0;
  let loudAt = Number.NEGATIVE_INFINITY;
  let lastAt: number | null = null;
  let speaking = false;

  const isLoud = (level: number): boolean => {
    let noise = Number.POSITIVE_INFINITY;
    for (const block of heard) noise = Math.min(noise, block.level);
    return level >= leastDbfs && level >= noise + aboveNoiseDb;
  };

  return {
    get talking() {
      return speaking;
    },
    step(level, at) {
      // Blocks that did not come prove nothing: a page that was busy is neither loud nor quiet.
      const ms = Math.min(2 * blockMs, at - (lastAt ?? at - blockMs));
      lastAt = at;
      if (level !== null) {
        heard = heard.filter((block) => at - block.at < noiseMs);
        heard.push({ level, at });
      }
      if (level !== null && isLoud(level)) {
        loudMs = Math.min(attackMs, loudMs + ms);
        loudAt = at;
      } else loudMs = Math.max(0, loudMs - ms / 2);
      if (loudMs >= attackMs) speaking = true;
      else if (at - loudAt >= hangoverMs) speaking = false;
      return speaking;
    },
  };
}

/** Root mean square of samples between -1 and 1 as dBFS; of silence -Infinity. */
export function levelOf(sumOfSquares: number, samples: number): number {
  return 10 * Math.log10(sumOfSquares / Math.max(1, samples));
}
