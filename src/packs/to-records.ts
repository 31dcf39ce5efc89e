/** From arguments of the store to checked records, so that nothing invalid is stored. */
import * as v from 'valibot';
import { ProblemError } from '../messaging/problems.ts';
import type { SampleRecord, UnknownRecord } from './database.ts';
import { movementFault, unknownFault } from './movements.ts';
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

/** @throws ProblemError 'internal' if the gesture moves and the sample is not a movement. */
export function toSampleRecord(
  sample: Sample,
  pack: string,
  { id, moves }: Pick<PackGesture, 'id' | 'moves'>,
): SampleRecord {
  const record = checked(SampleSchema, { ...sample, pack, gesture: id });
  if (moves) refuse(record.id, movementFault(record.hands));
  return record;
}

function refuse(id: string, fault: ReturnType<typeof movementFault>): void {
  if (!fault) return;
  throw new ProblemError(
    'internal',
    `This is no movement: ${id}: hand ${fault.at}: ${fault.reason}`,
  );
}

/** @param pack the pack that the sample came with and is deleted with; left out: the user's own. */
export function toUnknownRecord(sample: UnknownSample, pack?: string): UnknownRecord {
  const given = pack === undefined ? sample : { ...sample, pack, origin: 'pack' };
  const record = checked(UnknownSchema, given);
  refuse(record.id, unknownFault(record));
  return record;
}

/** A copy without the fields that are undefined. */
export function withoutUndefined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([, field]) => field !== undefined),
  ) as Partial<T>;
}
