/** Reads a backup from a file, or says why it is refused. Never throws. */
import * as v from 'valibot';
import { type JsonPath, readJson } from '../../packs/json-reader.ts';
import { unknownFault } from '../../packs/movements.ts';
import { byteLength, packOf, toSample } from '../../packs/read-pack.ts';
import type { UnknownSample, WholePack } from '../../packs/samples.ts';
import { readKeptSettings } from '../../settings/storage.ts';
import {
  type Backup,
  BackupFile,
  type BackupLimits,
  backupFormat,
  backupLimits,
  type FileUnknown,
  isWhole,
  packsInBackup,
} from './format.ts';

export interface BackupRefusal {
  reason:
    | 'too-big'
    /** Another file, or not even JSON. */
    | 'not-a-backup'
    /** It, or a part of it, was made by a newer version of the extension. */
    | 'newer-version'
    | 'damaged';
  /** From 1; also 1 if the whole file is concerned. */
  line: number;
  /** Where in the file, such as `packs.0.pack.gestures`; empty for the whole file. */
  path: string;
}

export type BackupReading = { ok: true; backup: Backup } | { ok: false; refusal: BackupRefusal };

/** What is wrong, and where. */
class Fault extends Error {
  constructor(
    readonly path: JsonPath,
    readonly reason: BackupRefusal['reason'] = 'damaged',
  ) {
    super(reason);
  }
}

/** The refusal of a file that is too big, for a page that has not read it yet. */
export const tooBigToRestore: BackupRefusal = { reason: 'too-big', line: 1, path: '' };

/**
 * Reads a backup's file. A page should check the file's size before it reads its text into memory.
 *
 * @param text the whole file. @param limits what is accepted at most.
 */
export function readBackup(text: string, limits: BackupLimits = backupLimits): BackupReading {
  if (byteLength(text) > limits.bytes) return { ok: false, refusal: tooBigToRestore };
  const json = readJson(text);
  if (!json.ok) {
    // A backup that was cut off still begins as one.
    const reason = text.slice(0, 200).includes(`"${backupFormat}"`) ? 'damaged' : 'not-a-backup';
    return { ok: false, refusal: { reason, line: json.line, path: '' } };
  }
  try {
    return { ok: true, backup: toBackup(json.value, limits) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { reason, path } = error;
    return { ok: false, refusal: { reason, line: json.lineOf(path), path: path.join('.') } };
  }
}

/** @throws Fault */
function toBackup(value: unknown, limits: BackupLimits): Backup {
  const head = v.safeParse(v.looseObject({ format: v.literal(backupFormat) }), value);
  if (!head.success) throw new Fault(['format'], 'not-a-backup');
  const { version } = head.output;
  if (typeof version === 'number' && version > limits.version)
    throw new Fault(['version'], 'newer-version');
  const parsed = v.safeParse(BackupFile, value, { abortEarly: true });
  if (!parsed.success) throw new Fault(keysOf(parsed.issues[0].path));
  const practised = 'practised' in parsed.output ? parsed.output.practised : [];
  const { made, places, putBack, sites, preferences, taught, ...rest } = parsed.output;

  const settings = readKeptSettings(rest.settings);
  if (!settings.ok) throw new Fault(['settings'], settings.newer ? 'newer-version' : 'damaged');
  once(preferences, 'preferences', ({ key }) => key);
  once(taught, 'taught', ({ live }) => String(live));
  taught.forEach((record, i) => {
    if (!isWhole(record)) throw new Fault(['taught', i]);
  });
  const unknowns = rest.unknowns.map(toUnknown);
  const packs = rest.packs.map(toPack);
  once(packs, 'packs', ({ header }) => header.id);
  const samples = packs.flatMap((pack) => [...pack.samples.values()].flat());
  once(samples, 'packs', ({ id }) => id, false);
  once([...unknowns, ...packs.flatMap((pack) => pack.unknowns)], 'unknowns', ({ id }) => id, false);
  return {
    made,
    sites,
    local: { settings: settings.settings, places, putBack, practised },
    store: {
      packs,
      unknowns,
      preferences: new Map(preferences.map(({ key, ...one }) => [key, one])),
      taught,
    },
  };
}

function toPack({ enabled, pack }: { enabled: boolean; pack: unknown }, i: number): WholePack {
  const read = packOf(pack, packsInBackup);
  if (read.ok) return { ...read.pack, header: { ...read.pack.header, enabled } };
  const [found] = read.found;
  const reason = found?.reason === 'newer-version' ? 'newer-version' : 'damaged';
  throw new Fault(['packs', i, 'pack', ...(found?.path ?? [])], reason);
}

function toUnknown({ origin, captionedAs, ...sample }: FileUnknown, i: number): UnknownSample {
  const one: UnknownSample = { ...toSample(sample), origin };
  if (unknownFault(one)) throw new Fault(['unknowns', i, 'hands']);
  return captionedAs === undefined ? one : { ...one, captionedAs };
}

/** @param each whether the items are those of the list of this name, so that the second is named */
function once<T>(items: readonly T[], name: string, idOf: (item: T) => string, each = true): void {
  const seen = new Set<string>();
  items.forEach((item, i) => {
    if (seen.has(idOf(item))) throw new Fault(each ? [name, i] : [name]);
    seen.add(idOf(item));
  });
}

const keysOf = (path: readonly { key: unknown }[] = []): JsonPath =>
  path.map(({ key }) => (typeof key === 'number' ? key : String(key)));
