/**
 * The shipped hands that a user's gestures are trained against: `models/teaching-bank.json`, which
 * `tools/lab/bank/teaching-bank.ts` writes from the landmark bank. Signed bytes, so that it stays
 * small.
 */
import * as v from 'valibot';
import { gestureKey } from '../packs/samples.ts';
import { base64ToBytes } from '../recognizer/signs/classifier-file.ts';
import { pointCount } from '../recognizer/signs/features.ts';

export const bankFormat = 'sign-captions-teaching-bank-1';

/** Steps per hand size. Hand size is the longer side of the box, so x and y fit a signed byte. */
export const steps = 120;
/** Bytes before a row's coordinates: shape and split key. */
export const rowHead = 2;
/** Split keys are below this number; it is divisible by many numbers of folds. */
export const splits = 60;

const roleSchema = v.variant('role', [
  v.object({ role: v.literal('known'), gesture: v.string() }),
  v.object({ role: v.literal('unknown') }),
  v.object({ role: v.literal('unseen') }),
]);
export type BankRole = v.InferOutput<typeof roleSchema>;

export const bankFileSchema = v.object({
  format: v.literal(bankFormat),
  /** The role of each shape in each vocabulary; vocabularies that do not use it are absent. */
  shapes: v.pipe(
    v.array(v.object({ shape: v.string(), roles: v.record(v.string(), roleSchema) })),
    v.maxLength(256),
  ),
  sources: v.array(
    v.object({
      source: v.string(),
      licence: v.string(),
      attribution: v.string(),
      /** Whether z was measured: rows then have three numbers per point, else two. */
      depth: v.boolean(),
      /** Whether x and y share one unit. */
      aspect: v.boolean(),
      count: v.pipe(v.number(), v.integer(), v.minValue(0)),
      /** Base64 of `count` rows of bytes: shape, split key, then 20 points from the wrist. */
      rows: v.string(),
    }),
  ),
});
export type BankFile = v.InferOutput<typeof bankFileSchema>;

/** The shape of resting hands in the bank. */
export const idleShape = 'idle';

export interface BankHand {
  /** 21 x (x, y, z) of a right hand, wrist-relative, in units of hand size. */
  points: Float32Array;
  depth: boolean;
  aspect: boolean;
  shape: string;
  source: string;
  /** Near-copies (one image, one person) share it; below {@link splits}. */
  split: number;
  roles: Readonly<Record<string, BankRole>>;
}

/** @throws Error with a sentence if the file is not a complete bank. */
export function readTeachingBank(json: unknown): BankHand[] {
  const parsed = v.safeParse(bankFileSchema, json);
  if (!parsed.success) throw new Error(damaged);
  const { shapes, sources } = parsed.output;
  try {
    return sources.flatMap((source) => {
      const axes = source.depth ? 3 : 2;
      const stride = rowHead + (pointCount - 1) * axes;
      const bytes = base64ToBytes(source.rows, source.count * stride);
      return Array.from({ length: source.count }, (_, i): BankHand => {
        const row = bytes.subarray(i * stride, (i + 1) * stride);
        const shape = shapes[row[0]! & 0xff];
        if (!shape) throw new RangeError('no such shape');
        return {
          points: pointsOf(row.subarray(rowHead), axes),
          depth: source.depth,
          aspect: source.aspect,
          source: source.source,
          split: row[1]! & 0xff,
          ...shape,
        };
      });
    });
  } catch {
    throw new Error(damaged);
  }
}

const damaged = 'The hands that training compares with are damaged. Install the extension again.';

function pointsOf(bytes: Int8Array, axes: number): Float32Array {
  const points = new Float32Array(pointCount * 3);
  for (let i = 1; i < pointCount; i++) {
    for (let axis = 0; axis < axes; axis++) {
      points[i * 3 + axis] = bytes[(i - 1) * axes + axis]! / steps;
    }
  }
  return points;
}

/** A hand of the bank, as training uses it. */
export interface ShippedHand extends BankHand {
  /** Key of the shipped gesture that it shows; null: none. */
  key: string | null;
}

/**
 * The bank's hands for training beside these vocabularies. A hand that one of them knows gets its
 * gesture's key, every other hand is unknown. A hand that is kept unseen for one of them is left
 * out, so that silence can still be measured on it.
 */
export function besideVocabularies(
  hands: readonly BankHand[],
  vocabularies: readonly string[],
): ShippedHand[] {
  return hands.flatMap((hand): ShippedHand[] => {
    for (const vocabulary of vocabularies) {
      const role = hand.roles[vocabulary];
      if (role?.role === 'known') return [{ ...hand, key: gestureKey(vocabulary, role.gesture) }];
    }
    const unseen = vocabularies.some((name) => hand.roles[name]?.role === 'unseen');
    return unseen ? [] : [{ ...hand, key: null }];
  });
}
