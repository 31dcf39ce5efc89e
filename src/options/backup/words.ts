/** What the page says about backups. Pure. */
import type { MessageKey, Words } from '../../ui/i18n.ts';
import type { BackupRefusal } from './read.ts';

export const backupName = (made: string): string => `sign-captions-backup-${made}.json`;

/** A day of a file, such as 2026-01-31, as the user reads it. */
export function readableDay(day: string, lang: string): string {
  const noon = new Date(`${day}T12:00:00Z`);
  return new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' }).format(noon);
}

const sentences: Readonly<Record<BackupRefusal['reason'], MessageKey>> = {
  'too-big': 'options_restoreTooBig',
  'not-a-backup': 'options_restoreNotABackup',
  'newer-version': 'options_restoreNewer',
  damaged: 'options_restoreDamaged',
};

/** @param most how many megabytes a backup may have */
export function refusalSentence(
  words: Words,
  { reason, line, path }: BackupRefusal,
  most: string,
): string {
  const sentence = sentences[reason];
  if (reason === 'too-big') return words(sentence, most);
  // The path is for whoever is asked for help.
  return words(sentence, line.toLocaleString(words.lang), path || '-');
}
