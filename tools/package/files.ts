/** The files of the zips: a build's folder, or the sources as committed. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { PackedFile } from './zip.ts';

/** Every file below a folder. @throws Error if there is no such folder. */
export function folderFiles(folder: string): PackedFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return { path: relative(folder, file).split(sep).join('/'), bytes: readFileSync(file) };
    });
}

/**
 * The committed sources: Mozilla's reviewers build the extension from them and compare
 * (https://extensionworkshop.com/documentation/publish/source-code-submission/).
 * @throws Error if a file differs from what is committed, because the build would differ too.
 */
export function sourceFiles(root: string): PackedFile[] {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });
  const changed = git('status', '--porcelain').trim();
  if (changed !== '') throw new Error(`Commit or stash these changes first:\n${changed}`);
  return git('ls-files', '-z')
    .split('\0')
    .filter((path) => path !== '')
    .map((path) => ({ path, bytes: readFileSync(join(root, path)) }));
}
