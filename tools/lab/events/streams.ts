/** Counts events on landmark streams made from the bank's hands and the suite's motions. */
import { strictnesses } from '../../../src/messaging/recognition.ts';
import type { IntentModel } from '../../../src/recognizer/signs/intent-model.ts';
import type { Classifier } from '../../../src/recognizer/signs/types.ts';
import type { BankRow } from '../bank/bank.ts';
import type { VocabularyId } from '../shapes.ts';
import type { Pose } from '../signer/pose.ts';
import { Count, dwellOnly, type GateKind, withIntent, withoutIntent } from './count.ts';
import {
  bankHandsOf,
  framesOf,
  heldPlays,
  type Play,
  type SuiteName,
  signSizes,
  signsOf,
  silentPlays,
} from './suite.ts';

/** What streams are made from. */
export interface StreamMaterial {
  poses: ReadonlyMap<string, Pose>;
  bank: readonly BankRow[];
}

export interface StreamOptions {
  /** How many hours of silent streams, and how many clips of held signs. */
  hours: number;
  held: number;
  seed: number;
  /** The mean time that a busy machine takes for a frame, ms; default: none. */
  frameMs?: number;
  onClip?(clip: number): void;
}

export const streamOptions = { hours: 3, held: 800, seed: 1 } as const;

/** The clips of a suite, silent ones first. */
export function* streamsOf(
  suite: SuiteName,
  vocabulary: VocabularyId,
  { poses, bank }: StreamMaterial,
  { hours, held, seed }: StreamOptions,
): Generator<Play> {
  const hands = bankHandsOf(suite, vocabulary, bank);
  yield* silentPlays(suite, hands, hours, seed);
  yield* heldPlays(suite, hands, signsOf(vocabulary, poses), poses, held, seed);
}

/** Counts what each gate does on the suite `report`. */
export function countStreams(
  vocabulary: VocabularyId,
  classifier: Classifier,
  kinds: readonly GateKind[],
  material: StreamMaterial,
  options: StreamOptions,
): Count {
  const count = new Count(classifier, kinds);
  let clip = 0;
  for (const play of streamsOf('report', vocabulary, material, options)) {
    options.onClip?.(++clip);
    if (count.knows(play))
      count.add(
        play,
        framesOf(play, material.poses, { frameMs: options.frameMs ?? 0 }),
        sizesOf(play, material.poses),
      );
  }
  return count;
}

/** Sizes of a clip's signs, px; empty if it has none. */
export function sizesOf(play: Play, poses: ReadonlyMap<string, Pose>): number[] {
  return play.motion.signs.length > 0 ? signSizes(play, poses) : [];
}

/** The gate at each strictness, without the model of intent, and with the dwell only. */
export function shippedKinds(model?: IntentModel): GateKind[] {
  return [
    dwellOnly,
    withoutIntent,
    ...strictnesses.map((step) => withIntent(`with intent, ${step}`, step, model)),
  ];
}
