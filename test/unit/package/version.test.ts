import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (path: string): string =>
  readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const versionIn = (path: string): string => (JSON.parse(read(path)) as { version: string }).version;

describe('the version', () => {
  it('is the same in the manifest, in package.json and in its lock', () => {
    const version = versionIn('manifest.json');
    expect(versionIn('package.json')).toBe(version);
    expect(versionIn('package-lock.json')).toBe(version);
  });

  it('is the newest in the changelog', () => {
    const [, newest] = /^## (\S+)/m.exec(read('CHANGELOG.md')) ?? [];
    expect(newest).toBe(versionIn('manifest.json'));
  });
});
