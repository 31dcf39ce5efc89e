/** Zips that are the same, byte for byte, whenever and wherever they are made of the same files. */
import { type Zippable, zipSync } from 'fflate';

export interface PackedFile {
  /** Path within the zip, `/` between its parts. */
  path: string;
  bytes: Uint8Array;
}

/**
 * The first day that a zip can tell, as every file's date: the real dates would differ from machine
 * to machine. Local time, as zips hold it: fflate writes back what it is given here.
 */
const noDate = (): Date => new Date(1980, 0, 1, 12);

/** Plain files that everyone may read, made "on Unix", whatever system this runs on. */
const unix = 3;
const readable = 0o100644 * 0x10000;

/** @throws Error when a path leads out of the zip or is there twice. */
export function zip(files: readonly PackedFile[]): Uint8Array {
  const entries: Zippable = {};
  // Not by the language's rules of sorting: those differ between machines.
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const mtime = noDate();
  for (const { path, bytes } of sorted) {
    if (path === '' || path.startsWith('/') || path.split('/').includes('..'))
      throw new Error(`${path} cannot stand in a zip.`);
    if (Object.hasOwn(entries, path)) throw new Error(`${path} is there twice.`);
    entries[path] = [bytes, { level: 9, mtime, os: unix, attrs: readable }];
  }
  return zipSync(entries);
}
