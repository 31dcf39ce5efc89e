/** From a user's samples to movements to train on. */
import { unknownLabel } from '../../learning/losses.ts';
import type { Random } from '../../learning/random.ts';
import type { Sample, UnknownOrigin, UnknownSample } from '../../packs/samples.ts';
import type { Embedding } from '../../recognizer/signs/movement/embedding.ts';
import { movementOfSample } from '../../recognizer/signs/movement/sample.ts';
import type { TaughtGesture } from '../types.ts';
import { augmentMovement, type MovementAugmentation } from './augment.ts';

/** A movement of the user, as numbers of the embedding. */
export interface OwnMovement {
  /** Id of its sample. */
  id: string;
  /** Index of its gesture, or unknownLabel. */
  label: number;
  take: string;
  /** Unix time in milliseconds. */
  recordedAt: number;
  /** Where an unknown movement came from; null for a gesture's movement. */
  origin: UnknownOrigin | null;
  presence: number;
  numbers: Float32Array;
  /** Augmented copies of it. */
  copies: readonly Float32Array[];
}

export interface OwnOptions {
  embedding: Embedding;
  augmentation: MovementAugmentation;
  /** How many copies of each. */
  copies: number;
  random: Random;
  /** Awaited after each movement. */
  breathe: () => Promise<void>;
}

/** @param gestures moving ones. @param unknowns movements only */
export async function ownMovements(
  gestures: readonly TaughtGesture[],
  unknowns: readonly UnknownSample[],
  options: OwnOptions,
): Promise<OwnMovement[]> {
  const own: OwnMovement[] = [];
  const add = async (sample: Sample, label: number, origin: UnknownOrigin | null) => {
    own.push(ownMovement(sample, label, origin, options));
    await options.breathe();
  };
  for (const [label, { samples }] of gestures.entries()) {
    for (const sample of samples) await add(sample, label, null);
  }
  for (const sample of unknowns) await add(sample, unknownLabel, sample.origin);
  return own;
}

function ownMovement(
  sample: Sample,
  label: number,
  origin: UnknownOrigin | null,
  { embedding, augmentation, copies, random }: OwnOptions,
): OwnMovement {
  const movement = movementOfSample(sample);
  const { id, take, recordedAt, hands } = sample;
  return {
    id,
    label,
    take,
    recordedAt,
    origin,
    presence: hands.reduce((sum, { presence }) => sum + presence, 0) / hands.length,
    numbers: embedding.embed(movement),
    copies: Array.from({ length: copies }, () =>
      embedding.embed(augmentMovement(movement, augmentation, random)),
    ),
  };
}
