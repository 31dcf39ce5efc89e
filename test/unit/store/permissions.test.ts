import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hostTable, withHostTable } from '../../../tools/lib/build/site-table.ts';

const root = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const manifest = JSON.parse(read('manifest.json')) as {
  permissions: string[];
  optional_host_permissions: string[];
  optional_permissions?: string[];
  host_permissions?: string[];
};
const document = read('docs/store/permissions.md');

describe("the stores' text about permissions", () => {
  it("gives a reason for each of the manifest's permissions, and for no others", () => {
    const told = [...document.matchAll(/^\| `([a-zA-Z]+)`/gm)].map(([, name]) => name);
    expect(told.sort()).toEqual([...manifest.permissions].sort());
  });

  it('describes access to sites as optional, as in the manifest', () => {
    expect(manifest.host_permissions).toBeUndefined();
    expect(manifest.optional_permissions).toBeUndefined();
    expect(manifest.optional_host_permissions).toContain('https://*/*');
    expect(document).toContain('optional access to sites (`https://*/*`');
  });

  it('names every page on which the content scripts run', () => {
    expect(document).toContain(`<!-- matches -->\n${hostTable()}\n<!-- /matches -->`);
    expect(withHostTable(document.replace(hostTable(), 'an older list'))).toBe(document);
  });

  it('is matched by PRIVACY.md, which says what each permission is for', () => {
    const privacy = read('PRIVACY.md');
    for (const name of manifest.permissions) expect(privacy).toContain(`*${name}*`);
  });
});
