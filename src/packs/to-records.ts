/** From what callers hand in to records, checked: what does not fit never enters the store. */
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
    `Not for the store, at ${v.getDotPath(issue) ?? 'its start'}: ${issue.message}`,
  );
}

export const toGesture = (gesture: PackGesture): PackGesture => checked(GestureSchema, gesture);

export const toPack = (pack: PackHeader): PackHeader => checked(PackSchema, pack);

export const toSampleRecord = (sample: Sample, pack: string, gesture: string): SampleRecord =>
  checked(SampleSchema, { ...sample, pack, gesture });

/** @param pack the one that it came with; without it the user's own, which no pack takes along. */
export const toUnknownRecord = (sample: UnknownSample, pack?: string): UnknownRecord =>
  checked(UnknownSchema, pack === undefined ? sample : { ...sample, pack, origin: 'pack' });

/** Without the fields that are undefined: they are not there. */
export function withoutUndefined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([, field]) => field !== undefined),
  ) as Partial<T>;
}
