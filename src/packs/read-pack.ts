/** Reads a pack from a file, or gives the reasons why it is refused. Never throws. */
import * as v from 'valibot';
import { readJson } from './json-reader.ts';
import { type Found, findRefusals, fromIssue } from './pack-checks.ts';
import {
  type FileHand,
  type FileSample,
  type PackFile,
  type PackLimits,
  packFileOf,
  packFormat,
  packLimits,
  unitsPerOne,
} from './pack-format.ts';
import type { Refusal } from './refusals.ts';
import type { Point, Sample, SampleHand, WholePack } from './samples.ts';

/** A pack as read from a file, in the form that {@link PackStore.putPack} takes. */
export type ReadPack = WholePack;

export type PackReading =
  | { ok: true; pack: ReadPack }
  /** In the order of lines; if there are many, only the first few. */
  | { ok: false; refusals: readonly Refusal[] };

/** At most this many refusals are given: enough to correct a file, few enough to read. */
const mostRefusals = 20;

/**
 * Reads a pack's file. A page should check the file's size before it reads its text into memory.
 *
 * @param text the whole file. @param limits what is accepted at most.
 */
export function readPack(text: string, limits: PackLimits = packLimits): PackReading {
  const bytes = byteLength(text);
  if (bytes > limits.bytes) {
    return { ok: false, refusals: [tooBig(bytes, limits)] };
  }
  const json = readJson(text);
  if (!json.ok) {
    const { fault: reason, line, values } = json;
    return { ok: false, refusals: [{ reason, line, path: '', values }] };
  }
  const refuse = (found: readonly Found[]): PackReading => {
    const refusals = found
      .slice(0, mostRefusals)
      .map(({ path, firstPath, values, reason }) => ({
        reason,
        line: json.lineOf(path),
        path: path.join('.'),
        values: firstPath ? { ...values, first: json.lineOf(firstPath) } : values,
      }))
      .sort((a, b) => a.line - b.line);
    return { ok: false, refusals };
  };
  const read = packOf(json.value, limits);
  return read.ok ? read : refuse(read.found);
}

/** Reads a pack that is part of a file, or gives what is wrong with it, with paths in the pack. */
export function packOf(
  value: unknown,
  limits: PackLimits,
): { ok: true; pack: ReadPack } | { ok: false; found: readonly Found[] } {
  const head = readHead(value, limits);
  if (!head.ok) return { ok: false, found: [head.found] };
  const parsed = v.safeParse(packFileOf(head.version), value, { abortPipeEarly: true });
  if (!parsed.success)
    return { ok: false, found: parsed.issues.slice(0, mostRefusals).map(fromIssue) };
  const found = findRefusals(parsed.output, limits);
  return found.length > 0 ? { ok: false, found } : { ok: true, pack: toPack(parsed.output) };
}

/** The refusal of a file that is too big, for a page that has not read it yet. */
export function tooBig(bytes: number, limits: PackLimits = packLimits): Refusal {
  return { reason: 'too-big', line: 1, path: '', values: { bytes, limit: limits.bytes } };
}

/** Checked first: in a file of another kind, all other faults are meaningless. */
function readHead(
  value: unknown,
  limits: PackLimits,
): { ok: true; version: unknown } | { ok: false; found: Found } {
  const head = v.safeParse(v.looseObject({ format: v.literal(packFormat) }), value);
  if (!head.success) {
    return { ok: false, found: { reason: 'not-a-pack', path: ['format'], values: {} } };
  }
  const { version } = head.output;
  if (typeof version === 'number' && version > limits.version) {
    const values = { version, known: limits.version };
    return { ok: false, found: { reason: 'newer-version', path: ['version'], values } };
  }
  return { ok: true, version };
}

function toPack({
  format: _,
  version: __,
  $schema: ___,
  gestures,
  unknowns,
  ...head
}: PackFile): ReadPack {
  return {
    header: {
      ...head,
      gestures: gestures.map(({ samples: _, ...gesture }) => gesture),
      enabled: true,
    },
    samples: new Map(gestures.map(({ id, samples }) => [id, samples.map(toSample)])),
    unknowns: (unknowns ?? []).map((one) => ({ ...toSample(one), origin: 'pack' })),
  };
}

/** A sample as the store holds it. */
export function toSample({ id, recorded, take, hands }: FileSample): Sample {
  return {
    id,
    recordedAt: Date.parse(`${recorded}T00:00:00Z`),
    take,
    hands: hands.map(toHand),
  };
}

function toHand({ time, hand, presence, size, place, points }: FileHand): SampleHand {
  const [x = 0, y = 0] = place ?? [];
  return {
    time,
    points: Array.from({ length: points.length / 3 }, (_, i): Point => {
      const [x = 0, y = 0, z = 0] = points.slice(3 * i, 3 * i + 3);
      return [x / unitsPerOne, y / unitsPerOne, z / unitsPerOne];
    }),
    handedness: hand,
    presence: presence / unitsPerOne,
    size: size / unitsPerOne,
    ...(place ? { place: [x / unitsPerOne, y / unitsPerOne] } : {}),
  };
}

/** Length in UTF-8, without encoding the text. */
export function byteLength(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // Half of a surrogate pair: two of its four bytes.
    if (code > 0x7f) bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return bytes;
}
