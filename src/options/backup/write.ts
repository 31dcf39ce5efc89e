/** Writes a backup as a file. */
import * as v from 'valibot';
import { field, list, toFileSample, writePack } from '../../packs/export-pack.ts';
import { unknownFault } from '../../packs/movements.ts';
import {
  type BackupContent,
  type BackupLimits,
  backupFormat,
  backupLimits,
  backupVersion,
  FileUnknown,
  GrantedPattern,
  isWhole,
} from './format.ts';
import { type BackupReading, readBackup } from './read.ts';

/**
 * The file's text, and what a reader reads in it; or why a reader would refuse it, which is that it
 * would be too big. Samples are rounded as in packs. Left out are packs without gestures and, as
 * everywhere, what is damaged.
 *
 * @param made the day, as 2026-01-31
 */
export function writeBackup(
  content: BackupContent,
  made: string,
  limits: BackupLimits = backupLimits,
): { text: string; reading: BackupReading } {
  const { store, local, sites } = content;
  const unknowns = store.unknowns.flatMap((one) => {
    const { origin, captionedAs } = one;
    const written = v.safeParse(FileUnknown, { ...toFileSample(one), origin, captionedAs });
    return written.success && unknownFault(one) === null ? [written.output] : [];
  });
  const packs = store.packs
    .filter(({ header }) => header.gestures.length > 0)
    .map((pack) => `{"enabled":${pack.header.enabled},"pack":${writePack(pack).trimEnd()}}`);
  const text = [
    '{',
    field('format', backupFormat),
    field('version', backupVersion),
    field('made', made),
    field('settings', local.settings),
    list('places', local.places.map(json), ','),
    list('putBack', local.putBack.map(json), ','),
    list('practised', local.practised.map(json), ','),
    list('sites', sites.filter((site) => v.is(GrantedPattern, site)).map(json), ','),
    list(
      'preferences',
      [...store.preferences].map(([key, one]) => json({ key, ...one })),
      ',',
    ),
    list('taught', store.taught.filter(isWhole).map(json), ','),
    list('unknowns', unknowns.map(json), ','),
    list('packs', packs, ''),
    '}',
    '',
  ].join('\n');
  return { text, reading: readBackup(text, limits) };
}

const json = (value: unknown): string => JSON.stringify(value);
