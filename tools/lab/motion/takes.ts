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
  /** The whole take. */
  movement: Movement;
  /** What of it is cut out of a call; null: nothing. */
  longest: Movement | null;
}

/** A hand takes part in a take if at least this many frames show it. */
const leastMoments = 5;

/**
 * All frames from the first to the last that shows a hand: what was recorded as one sign.
 *
 * @returns null if hardly any frame shows a hand
 */
export function wholeOf(frames: Sequence['frames']): Movement | null {
  const handsOf = (side: 0 | 1) =>
    frames.flatMap((frame, i): MovingHand[] => {
      const landmarks = frame[side];
      return landmarks ? [{ at: i * frameMs, landmarks, presence: 1 }] : [];
    });
  const [left, right] = [handsOf(0), handsOf(1)];
  if (Math.max(left.length, right.length) < leastMoments) return null;
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

/**
 * The longest movement of a sequence that is played in a call, with no hand in view before and after;
 * null if there is none. Many recordings begin and end with the hand up: then it begins and ends where the
 * hand happens to rest.
 */
export function longestOf(frames: Sequence['frames']): Movement | null {
  const [longest] = cut(framesOf(frames)).sort((a, b) => b.ms - a.ms);
  return longest && Math.max(longest.left.length, longest.right.length) >= leastMoments
    ? longest
    : null;
}

/** @param path of a file's two parts, without their ends */
export function takesOf(path: string): Take[] {
  const file = basename(path);
  return readSequenceFile(path).flatMap(({ label, person, frames }): Take[] => {
    const movement = wholeOf(frames);
    return movement ? [{ file, label, person, movement, longest: longestOf(frames) }] : [];
  });
}

/** The takes of all licensed repositories. @param data the folder that holds `train/motion` */
export const licensedTakes = (data: string): Take[] =>
  motionFiles.flatMap((file) => takesOf(join(motionFolder(data), file)));
