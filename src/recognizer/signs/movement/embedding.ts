/**
 * The embedding: a network that was trained to tell the recorded words apart, without its last layer.
 * Movements of one sign, whoever makes them, lie near each other in it, also of signs that it was never
 * trained on: so a few takes suffice to teach one (docs/moving-signs.md).
 */
import * as v from 'valibot';
import { logits } from '../../../learning/infer.ts';
import type { Head } from '../../../learning/train.ts';
import { layerSchema, unpackHead } from '../classifier-file.ts';
import { momentCount, movementFeatureCount, movementFeatures, movementLayout } from './features.ts';
import type { Movement } from './movement.ts';

/** Where the build puts the shipped one, below the extension's root. */
export const embeddingPath = 'models/movements/embedding.json';

export const embeddingFormat = 'sign-captions-embedding-1';

export const embeddingSchema = v.object({
  format: v.literal(embeddingFormat),
  /** Layout of the features (`movementLayout`). */
  features: v.literal(movementLayout),
  /** Names these weights; a classifier that was trained on others must not be used with them. */
  layout: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  layers: v.pipe(v.array(layerSchema), v.minLength(1)),
});

export type EmbeddingFile = v.InferOutput<typeof embeddingSchema>;

export interface Embedding {
  layout: string;
  /** How many numbers it gives. */
  count: number;
  embed(movement: Movement): Float32Array;
}

/** @throws Error with a sentence for the user when the file is not a complete embedding. */
export function loadEmbedding(json: unknown): Embedding {
  const parsed = v.safeParse(embeddingSchema, json);
  try {
    if (!parsed.success) throw new RangeError('another format');
    const { layout, layers } = parsed.output;
    const head = unpackHead(layers);
    const count = checkRows(head);
    return { layout, count, embed: (movement) => innerNumbers(head, movementFeatures(movement)) };
  } catch {
    throw new Error(
      'The file of the embedding is damaged or belongs to another version. Install the extension again.',
    );
  }
}

/** The outputs of the last layer, rectified. */
export function innerNumbers(head: Head, features: Float32Array): Float32Array {
  return logits(head, features).map((value) => Math.max(0, value));
}

/** @returns how many numbers the last layer gives. @throws RangeError if the layers do not fit together */
function checkRows(head: Head): number {
  let width = movementFeatureCount;
  let rows = momentCount;
  for (const { inputs, outputs } of head) {
    if (width % inputs !== 0) throw new RangeError('layers do not fit');
    rows = width / inputs;
    width = rows * outputs;
  }
  if (rows !== 1) throw new RangeError('moments are left apart');
  return width;
}
