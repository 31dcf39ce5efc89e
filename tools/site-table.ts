/**
 * `npm run site-table`: writes the table of call sites into README.md, the table of host matches into
 * docs/store/permissions.md, and the sites' names into the texts of docs/store/listing, from the list
 * in src/sites. Run it when the list changes.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withHostTable, withSiteNames, withSiteTable } from './lib/build/site-table.ts';

const root = join(import.meta.dirname, '..');

function rewrite(path: string, change: (text: string) => string): void {
  const file = join(root, path);
  const text = readFileSync(file, 'utf8');
  const changed = change(text);
  if (changed !== text) writeFileSync(file, changed);
  console.log(`${path}: ${changed === text ? 'unchanged' : 'rewritten'}`);
}

rewrite('README.md', withSiteTable);
rewrite('docs/store/permissions.md', withHostTable);
for (const name of readdirSync(join(root, 'docs/store/listing')))
  rewrite(`docs/store/listing/${name}`, withSiteNames);
