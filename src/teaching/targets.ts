/** How many samples a user is asked for: in recordings, in advice, and before training. Pure. */

export interface SampleTarget {
  /** The least number of samples with which a gesture can be tried. */
  enough: number;
  /** More samples than this add little. */
  good: number;
}

/** Held gestures, and hands that mean nothing. */
const held: SampleTarget = { enough: 12, good: 20 };
/** A movement shows more than a held hand, and takes longer to make. */
const moving: SampleTarget = { enough: 5, good: 10 };

/** @param gesture `moves` left out: it is held still, or means nothing */
export const targetOf = ({ moves }: { moves?: boolean | undefined }): SampleTarget =>
  moves ? moving : held;

/** How many samples a recording takes: until there are as many as are good, or else enough more. */
export const samplesToTake = (have: number, { enough, good }: SampleTarget): number =>
  have < good ? good - have : enough;
