/** The recorded sequences as movements, with the word that each shows. */
import { basename, join } from 'node:path';
import type { Movement, MovingHand } from '../../../src/recognizer/signs/movement/movement.ts';
import { cut, frameMs, framesOf } from './play.ts';
import { motionAspect, motionFolder, readSequenceFile, type Sequence } from './sequences.ts';

/** All files below `train/motion`. */
export const motionFiles = [
  'dayanecordeiro',
  'dmohazab',
  'electronicaddict',
  'jtgpz',
  'kelhuynh',
  'mario13546',
  's4m0707',
  'tamtridung',
  'traduttore',
  'yunlisa96',
] as const;

export interface Take {
  file: string;
  /** The repository's own word. */
  label: string;
  person: string | null;
  movement: Movement;
}

/** A take needs a hand in at least this many frames. */
const leastMoments = 5;

/**
 * The longest movement of a sequence that is played with no hand in view before and after. Sequences in
 * which the hand is up from beginning to end and holds still have none, though somebody who shows them in
 * a call raises the hand: of these all frames with a hand are taken.
 *
 * @returns null if hardly any frame shows a hand
 */
export function movementOf({ frames }: Pick<Sequence, 'frames'>): Movement | null {
  if (frames.filter(([left, right]) => left ?? right).length < leastMoments) return null;
  const [longest] = cut(framesOf(frames)).sort((a, b) => b.ms - a.ms);
  return longest ?? wholeOf(frames);
}

function wholeOf(frames: Sequence['frames']): Movement {
  const handsOf = (side: 0 | 1) =>
    frames.flatMap((frame, i): MovingHand[] => {
      const landmarks = frame[side];
      return landmarks ? [{ at: i * frameMs, landmarks, presence: 1 }] : [];
    });
  const [left, right] = [handsOf(0), handsOf(1)];
  const times = [...left, ...right].map(({ at }) => at);
  const startedAt = Math.min(...times);
  const fromStart = (hand: MovingHand[]) => hand.map((one) => ({ ...one, at: one.at - startedAt }));
  return {
    startedAt,
    ms: Math.max(...times) - startedAt,
    left: fromStart(left),
    right: fromStart(right),
    centre: [motionAspect / 2, 0.5],
    shortSide: 1,
  };
}

/** @param path of a file's two parts, without their ends */
export function takesOf(path: string): Take[] {
  const file = basename(path);
  return readSequenceFile(path).flatMap((sequence): Take[] => {
    const movement = movementOf(sequence);
    return movement ? [{ file, label: sequence.label, person: sequence.person, movement }] : [];
  });
}

/** The takes of all licensed repositories. @param data the folder that holds `train/motion` */
export const licensedTakes = (data: string): Take[] =>
  motionFiles.flatMap((file) => takesOf(join(motionFolder(data), file)));
