import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { overBudget } from './budget.ts';
import { folderFiles, sourceFiles } from './files.ts';
import { type PackedFile, zip } from './zip.ts';

const root = join(import.meta.dirname, '../..');
const out = join(root, 'out/package');
const browsers = ['chrome', 'firefox'] as const;

const { values } = parseArgs({
  options: { 'as-built': { type: 'boolean' }, twice: { type: 'boolean' } },
});

const manifestSchema = v.object({ version: v.pipe(v.string(), v.regex(/^\d+(\.\d+){0,3}$/)) });

interface Package {
  name: string;
  bytes: Uint8Array;
}

const sizes = (files: readonly PackedFile[]) => (path: string) =>
  files.find((file) => file.path === path)?.bytes.length;

/** @throws Error if there is no build, or if it is over the budget. */
function extensionPackages(): Package[] {
  return browsers.map((browser) => {
    const folder = join(root, 'dist', browser);
    if (!existsSync(join(folder, 'manifest.json')))
      throw new Error(`There is no build in dist/${browser}. Run: npm run build`);
    const files = folderFiles(folder);
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as unknown;
    const { version } = v.parse(manifestSchema, manifest);
    const name = `sign-captions-${version}-${browser}.zip`;
    const bytes = zip(files);
    const over = overBudget(name, bytes.length, sizes(files));
    if (over.length > 0) throw new Error(over.join('\n'));
    return { name, bytes };
  });
}

function build(): void {
  execFileSync(process.execPath, ['esbuild.config.mjs'], { cwd: root, stdio: ['ignore', 2, 2] });
}

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function main(): void {
  if (!values['as-built']) build();
  const packages = extensionPackages();
  if (!values['as-built'])
    packages.push({ name: 'sign-captions-source.zip', bytes: zip(sourceFiles(root)) });
  mkdirSync(out, { recursive: true });
  for (const { name, bytes } of packages) {
    writeFileSync(join(out, name), bytes);
    console.log(`${hash(bytes)}  ${(bytes.length / 1e6).toFixed(2).padStart(6)} MB  ${name}`);
  }
  if (!values.twice) return;
  build();
  for (const { name, bytes } of extensionPackages()) {
    const first = packages.find((one) => one.name === name);
    if (!first || hash(first.bytes) !== hash(bytes))
      throw new Error(`${name} has different bytes when it is built again.`);
  }
  console.log('Built a second time: the same bytes.');
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
