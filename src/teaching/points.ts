/** From a user's samples to hands to train on. */
import { unknownLabel } from '../learning/losses.ts';
import type { Sample, UnknownOrigin, UnknownSample } from '../packs/samples.ts';
import { rightHandPoints } from '../recognizer/signs/features.ts';
import type { TaughtGesture } from './types.ts';

/** A hand of the user. */
export interface OwnHand {
  /** Id of its sample. */
  id: string;
  /** Index of its gesture in the task, or unknownLabel. */
  label: number;
  take: string;
  /** Unix time in milliseconds. */
  recordedAt: number;
  /** 21 x (x, y, z) of a right hand, wrist-relative, in units of hand size. */
  points: Float32Array;
  /** Where an unknown hand came from; null for a gesture's hand. */
  origin: UnknownOrigin | null;
  presence: number;
}

/**
 * One hand per sample: the middle one of a sequence, because so far only held hands are recognised.
 * Left hands are mirrored into right ones, as in recognition.
 */
export function ownHands(
  gestures: readonly TaughtGesture[],
  unknowns: readonly UnknownSample[],
): OwnHand[] {
  return [
    ...gestures.flatMap(({ samples }, label) =>
      samples.flatMap((sample) => handOf(sample, label, null)),
    ),
    ...unknowns.flatMap((sample) => handOf(sample, unknownLabel, sample.origin)),
  ];
}

function handOf(sample: Sample, label: number, origin: UnknownOrigin | null): OwnHand[] {
  const hand = sample.hands[Math.floor(sample.hands.length / 2)];
  if (!hand) return [];
  const { id, take, recordedAt } = sample;
  const { points, handedness, presence } = hand;
  return [
    {
      id,
      label,
      take,
      recordedAt,
      points: rightHandPoints({ landmarks: points, handedness }),
      origin,
      presence,
    },
  ];
}
