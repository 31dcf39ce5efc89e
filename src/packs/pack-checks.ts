/** What is wrong with a pack's file, in a form that lets a person correct it. */
import type * as v from 'valibot';
import type { JsonPath } from './json-reader.ts';
import {
  fewestMovementHands,
  type MovementFault,
  movementFault,
  unknownFault,
} from './movements.ts';
import type { FileSample, PackFile, PackLimits } from './pack-format.ts';
import type { Refusal, RefusalReason } from './refusals.ts';

/** A refusal whose line is not known yet. */
export interface Found {
  reason: RefusalReason;
  path: JsonPath;
  values: Refusal['values'];
  /** Where the same id occurs first. */
  firstPath?: JsonPath;
}

/** Texts of the file are cut to this many characters in sentences. */
const longestShown = 60;

/** A value of the file, as a sentence shows it. */
function shown(value: unknown): string | number {
  if (typeof value === 'number') return value;
  if (Array.isArray(value)) return `[${value.length}]`;
  return typeof value === 'object' && value !== null ? '{}' : String(value).slice(0, longestShown);
}

/** From valibot's issue; each check's message is the reason (`pack-format.ts`). */
export function fromIssue(issue: v.BaseIssue<unknown>): Found {
  const path = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
  const found = shown(issue.input);
  if (issue.type === 'strict_object') {
    const key = String(path.at(-1) ?? '');
    if (issue.expected === 'never') return { reason: 'unknown-key', path, values: { key } };
    // A missing key has no line; the line of its object is used.
    if (issue.received === 'undefined') return { reason: 'missing', path, values: { key } };
    return { reason: 'wrong-kind', path, values: { expected: 'object', found } };
  }
  const reason = issue.message as RefusalReason;
  switch (reason) {
    case 'wrong-kind':
      return { reason, path, values: { expected: expected(issue), found } };
    case 'out-of-range': {
      const bound = Number(issue.requirement);
      const edge = issue.type === 'min_value' ? 'least' : 'most';
      return { reason, path, values: { found, [edge]: bound } };
    }
    case 'wrong-count':
      return {
        reason,
        path,
        values: {
          found: Array.isArray(issue.input) ? issue.input.length : 0,
          limit: Number(issue.requirement),
        },
      };
    case 'text-too-long':
      return {
        reason,
        path,
        values: { length: String(issue.input).length, limit: Number(issue.requirement) },
      };
    case 'bad-landmark':
    case 'not-whole':
    case 'bad-id':
    case 'bad-date':
      return { reason, path, values: { found } };
    default:
      return { reason, path, values: {} };
  }
}

function expected(issue: v.BaseIssue<unknown>): string {
  return (issue.expected ?? issue.type).replaceAll('"', '').toLowerCase();
}

/** What the schema cannot check: ids, the reader's limits, and what a movement needs. */
export function findRefusals(file: PackFile, limits: PackLimits): Found[] {
  const found: Found[] = [];
  if (limits.reservedIds.includes(file.id)) {
    found.push({ reason: 'reserved-id', path: ['id'], values: { id: file.id } });
  }
  const tooMany = (
    reason: RefusalReason,
    path: JsonPath,
    items: readonly unknown[],
    limit: number,
  ): void => {
    if (items.length > limit) found.push({ reason, path, values: { count: items.length, limit } });
  };
  tooMany('too-many-gestures', ['gestures'], file.gestures, limits.gestures);
  tooMany('too-many-unknowns', ['unknowns'], file.unknowns ?? [], limits.unknowns);

  const once = (kind: Map<string, JsonPath>, id: string, path: JsonPath): void => {
    const firstPath = kind.get(id);
    if (firstPath) found.push({ reason: 'duplicate-id', path, values: { id }, firstPath });
    else kind.set(id, path);
  };
  const gestures = new Map<string, JsonPath>();
  const samples = new Map<string, JsonPath>();
  const vocabularies = new Map<string, JsonPath>();
  file.vocabularies.forEach((id, i) => {
    once(vocabularies, id, ['vocabularies', i]);
  });
  file.gestures.forEach((gesture, g) => {
    once(gestures, gesture.id, ['gestures', g, 'id']);
    const path = ['gestures', g, 'samples'];
    tooMany('too-many-samples', path, gesture.samples, limits.samples);
    gesture.samples.forEach((sample, s) => {
      once(samples, sample.id, [...path, s, 'id']);
      if (gesture.moves) found.push(...faultIn(sample, movementFault(sided(sample)), [...path, s]));
    });
  });
  file.unknowns?.forEach((sample, s) => {
    once(samples, sample.id, ['unknowns', s, 'id']);
    found.push(...faultIn(sample, unknownFault({ hands: sided(sample) }), ['unknowns', s]));
  });
  return found;
}

const sided = ({ hands }: FileSample) => hands.map((one) => ({ ...one, handedness: one.hand }));

function faultIn(
  { hands }: FileSample,
  fault: { reason: MovementFault; at: number } | null,
  path: JsonPath,
): Found[] {
  if (!fault) return [];
  const { reason, at } = fault;
  if (reason === 'too-few-hands') {
    const values = { found: hands.length, limit: fewestMovementHands };
    return [{ reason, path: [...path, 'hands'], values }];
  }
  const values: Found['values'] = reason === 'same-time' ? { time: hands[at]?.time ?? 0 } : {};
  return [{ reason, path: [...path, 'hands', at], values }];
}
