/** Recorded sequences as the gate would see them, and what they show. */
import type { Hand, Handedness, Landmark } from '../../../src/recognizer/hand.ts';
import { motionAspect, readSequences } from '../motion/sequences.ts';

export interface PlayedSequence {
  source: string;
  label: string;
  person: string;
  frames: readonly { timestamp: number; hands: readonly Hand[] }[];
}

const height = 480;
/** The pictures' sizes are not recorded. */
export const motionPicture = { width: height * motionAspect, height } as const;
const sides: readonly Handedness[] = ['Left', 'Right'];

// Presence was not recorded: a hand that was found counts as sure.
const handOf = (points: readonly Landmark[], handedness: Handedness): Hand => ({
  landmarks: points.map(([x, y, z]) => [x * height, y * height, z * height] as const),
  handedness,
  leftness: handedness === 'Left' ? 1 : 0,
  presence: 1,
});

/** @param frameMs time between two frames, which the recordings do not state */
export function playedSequences(data: string, source: string, frameMs: number): PlayedSequence[] {
  return readSequences(data, source).map(({ label, person, frames }) => ({
    source,
    label,
    person: person ?? source,
    frames: frames.map((hands, frame) => ({
      timestamp: frame * frameMs,
      hands: hands.flatMap((points, side) => (points ? [handOf(points, sides[side]!)] : [])),
    })),
  }));
}

/** Letters that are held still in ASL, by source; a word "I" and the moving H of Libras are not among them. */
const lettersOf: Readonly<Record<string, RegExp>> = {
  traduttore: /^letter_([a-ik-y])$/,
  kelhuynh: /^([abcdi])$/,
  dayanecordeiro: /^([ab])$/,
};

/** The letter that a sequence shows; null for a word, idle hands and letters that move or differ. */
export function letterOf({
  source,
  label,
}: Pick<PlayedSequence, 'source' | 'label'>): string | null {
  return lettersOf[source]?.exec(label)?.[1]?.toUpperCase() ?? null;
}

/** Whether nothing in a sequence is a letter or an open hand, on purpose. */
export function isOther(sequence: Pick<PlayedSequence, 'source' | 'label'>): boolean {
  return letterOf(sequence) === null && !/^(letter_)?([a-z]|space)$/.test(sequence.label);
}
