/** From arguments of the store to checked records, so that nothing invalid is stored. */
import * as v from 'valibot';
import { ProblemError } from '../messaging/problems.ts';
import type { SampleRecord, UnknownRecord } from './database.ts';
import { PackSchema, SampleSchema, UnknownSchema } from './records.ts';
import type { PackGesture, PackHeader, Sample, UnknownSample } from './samples.ts';
import { GestureSchema } from './vocabulary.ts';

/** @throws ProblemError 'internal': a caller broke the contract. */
export function checked<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  throw new ProblemError(
    'internal',
    `This cannot be stored: ${v.getDotPath(issue) ?? 'the value'}: ${issue.message}`,
  );
}

export const toGesture = (gesture: PackGesture): PackGesture => checked(GestureSchema, gesture);

export const toPack = (pack: PackHeader): PackHeader => checked(PackSchema, pack);

export const toSampleRecord = (sample: Sample, pack: string, gesture: string): SampleRecord =>
  checked(SampleSchema, { ...sample, pack, gesture });

/** @param pack the pack that the sample came with and is deleted with; left out: the user's own. */
export const toUnknownRecord = (sample: UnknownSample, pack?: string): UnknownRecord =>
  checked(UnknownSchema, pack === undefined ? sample : { ...sample, pack, origin: 'pack' });

/** A copy without the fields that are undefined. */
export function withoutUndefined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([, field]) => field !== undefined),
  ) as Partial<T>;
}
