/** Makes zips that depend on the files only: the same bytes at any time and on any machine. */
import { type Zippable, zipSync } from 'fflate';

export interface PackedFile {
  /** Path within the zip, `/` between its parts. */
  path: string;
  bytes: Uint8Array;
}

/**
 * The first day that a zip can store, as every file's date, because the real dates differ between
 * machines. In local time, which is what zips store: fflate writes these fields unchanged.
 */
const noDate = (): Date => new Date(1980, 0, 1, 12);

/** Plain files that everyone may read, marked as made on Unix whatever system this runs on. */
const unix = 3;
const readable = 0o100644 * 0x10000;

/** @throws Error if a path leads out of the zip or occurs twice. */
export function zip(files: readonly PackedFile[]): Uint8Array {
  const entries: Zippable = {};
  // Sorted by code units, because locale-aware sorting differs between machines.
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const mtime = noDate();
  for (const { path, bytes } of sorted) {
    if (path === '' || path.startsWith('/') || path.split('/').includes('..'))
      throw new Error(`${path} is not a valid path in a zip.`);
    if (Object.hasOwn(entries, path)) throw new Error(`${path} occurs twice.`);
    entries[path] = [bytes, { level: 9, mtime, os: unix, attrs: readable }];
  }
  return zipSync(entries);
}
