/**
 * `npm run site-table`: writes the table of call sites into README.md and the table of host matches
 * into docs/store/permissions.md, from the list in src/sites. Run it when the list changes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withHostTable, withSiteTable } from './lib/build/site-table.ts';

function rewrite(path: string, change: (text: string) => string): void {
  const file = join(import.meta.dirname, '..', path);
  const text = readFileSync(file, 'utf8');
  const changed = change(text);
  if (changed !== text) writeFileSync(file, changed);
  console.log(`${path}: ${changed === text ? 'unchanged' : 'rewritten'}`);
}

rewrite('README.md', withSiteTable);
rewrite('docs/store/permissions.md', withHostTable);
