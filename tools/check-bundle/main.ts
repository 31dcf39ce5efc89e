import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { literalOf } from '../lib/build/drawing-worker.mjs';
import { threadScript } from '../lib/build/wasm-threads.mjs';
import { checkEmbedded, checkManifest, checkOrigins, checkText } from './check.ts';
import { type Allowed, addresses, dangers } from './rules.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const json = (path: string): unknown => JSON.parse(read(path));

/** Files that the browser reads as code or data; licences and notices are for people. */
const checkedFiles = /\.(js|html|css|json)$/;

const MadeOf = v.record(v.string(), v.array(v.string()));
const Package = v.object({ license: v.optional(v.string()) });
const licenceOf = (name: string): string | undefined =>
  v.parse(Package, json(`node_modules/${name}/package.json`)).license;

/** Checks one build. @returns its faults and one line that sums up what was checked */
function check(folder: string, used: Set<Allowed>): { faults: string[]; summary: string } {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => checkedFiles.test(file));
  const faults = files.flatMap((file) => checkText(file, read(`${folder}/${file}`), used));
  // Not a file of the extension: its text is in the content script.
  const worker = read('build/drawing-worker.js');
  faults.push(...checkText('drawing-worker.js', worker, used));
  faults.push(...checkEmbedded('content.js', read(`${folder}/content.js`), literalOf(worker)));
  const scripts = [...files.filter((file) => file.endsWith('.js')), 'drawing-worker.js'];
  const origins = checkOrigins({
    madeOf: v.parse(MadeOf, json('build/made-of.json')),
    scripts,
    made: { [`wasm/${threadScript}`]: '@tensorflow/tfjs-backend-wasm' },
    notice: read('NOTICE'),
    licenceOf,
  });
  const manifest = v.parse(v.record(v.string(), v.unknown()), json(`${folder}/manifest.json`));
  faults.push(...origins.faults, ...checkManifest(manifest));
  const summary = `${folder}: ${files.length} files, ${scripts.length} scripts of ours and of ${origins.packages.length} packages`;
  return { faults, summary };
}

const builds = ['dist/chrome', 'dist/firefox'].filter((folder) => existsSync(join(root, folder)));
if (builds.length === 0) {
  console.error('There is no build in dist. Run: npm run build');
  process.exitCode = 1;
}
const used = new Set<Allowed>();
for (const folder of builds) {
  const { faults, summary } = check(folder, used);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
  else console.log(`${summary}; nothing that reaches out`);
}
if (builds.length > 0)
  for (const rule of [...addresses, ...dangers.flatMap(({ allowed }) => allowed)])
    if (!used.has(rule)) {
      console.error(`A rule that nothing needs: ${rule.what} (${rule.why})`);
      process.exitCode = 1;
    }
