/**
 * Movements of other people and movements that mean nothing, that a user's moving signs are trained
 * against: `models/movements/bank.json`, which `npm run train` writes. They are kept as numbers of the
 * embedding, in signed bytes.
 */
import * as v from 'valibot';
import { base64ToBytes, bytesToBase64 } from '../../recognizer/signs/classifier-file.ts';

export const movementBankFormat = 'sign-captions-movement-bank-1';

export const movementBankSchema = v.object({
  format: v.literal(movementBankFormat),
  /** Layout of the embedding's numbers. */
  layout: v.string(),
  count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1024)),
  /** What one step of a byte means. */
  step: v.pipe(v.number(), v.finite(), v.minValue(1e-12)),
  groups: v.array(
    v.object({
      /** What the movements show, for the record. */
      name: v.string(),
      /** They mean nothing: resting, scratching, drinking. */
      idle: v.boolean(),
      /** Base64 of rows of `count` bytes. */
      rows: v.string(),
    }),
  ),
});
export type MovementBankFile = v.InferOutput<typeof movementBankSchema>;

export interface BankMovement {
  group: string;
  isIdle: boolean;
  /** The embedding's numbers. */
  numbers: Float32Array;
}

/**
 * @param layout of the embedding that the numbers must come from
 * @throws Error with a sentence if the file is not a complete bank for this embedding
 */
export function readMovementBank(json: unknown, layout: string): BankMovement[] {
  const parsed = v.safeParse(movementBankSchema, json);
  try {
    if (!parsed.success || parsed.output.layout !== layout) throw new RangeError('another bank');
    const { count, step, groups } = parsed.output;
    return groups.flatMap(({ name, idle, rows }): BankMovement[] => {
      const length = atob(rows).length;
      const bytes = base64ToBytes(rows, length);
      return Array.from({ length: length / count }, (_, i) => ({
        group: name,
        isIdle: idle,
        numbers: Float32Array.from(bytes.subarray(i * count, (i + 1) * count), (b) => b * step),
      }));
    });
  } catch {
    throw new Error('The bank of movements is missing or damaged. Install the extension again.');
  }
}

export function packMovementBank(
  movements: readonly BankMovement[],
  layout: string,
): MovementBankFile {
  let greatest = 1e-6;
  for (const { numbers } of movements)
    for (const value of numbers) greatest = Math.max(greatest, value);
  const step = Number((greatest / 127).toPrecision(6));
  const names = [...new Set(movements.map(({ group }) => group))];
  return {
    format: movementBankFormat,
    layout,
    count: movements[0]!.numbers.length,
    step,
    groups: names.map((name) => {
      const members = movements.filter(({ group }) => group === name);
      const bytes = members.flatMap(({ numbers }) =>
        Array.from(numbers, (value) => Math.min(127, Math.round(value / step))),
      );
      return {
        name,
        idle: members[0]!.isIdle,
        rows: bytesToBase64(Int8Array.from(bytes)),
      };
    }),
  };
}
