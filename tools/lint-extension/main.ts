import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { type Allowed, allowedIn, type Report, reportSchema, unexpected } from './findings.ts';

const root = join(import.meta.dirname, '../..');

/** @throws Error if the linter itself fails. */
function lint(folder: string): Promise<Report> {
  const program = join(root, 'node_modules/web-ext/bin/web-ext.js');
  const args = ['lint', '--source-dir', folder, '--output', 'json', '--no-input'];
  return new Promise((done, fail) => {
    execFile(
      process.execPath,
      [program, ...args, '--no-config-discovery'],
      // Otherwise it asks the registry for a newer version of itself.
      { env: { ...process.env, NO_UPDATE_NOTIFIER: '1' }, maxBuffer: 2 ** 26 },
      (_error, stdout, stderr) => {
        // The exit code only says whether there are errors; no report means that the linter failed.
        try {
          done(v.parse(reportSchema, JSON.parse(stdout)));
        } catch {
          fail(new Error(`web-ext lint gave no report: ${stderr || stdout}`));
        }
      },
    );
  });
}

/** @returns how many findings are not allowed. @throws Error if there is no build. */
async function check(build: string, rules: readonly Allowed[]): Promise<number> {
  const folder = join(root, 'dist', build);
  if (!existsSync(join(folder, 'manifest.json')))
    throw new Error(`There is no build in dist/${build}. Run: npm run build`);
  const report = await lint(folder);
  const left = unexpected(report, rules);
  for (const { code, message, file, line } of left)
    console.error(`${build}: ${code}  ${file ?? ''}${line ? `:${line}` : ''}  ${message}`);
  const { errors, warnings } = report;
  console.log(
    `web-ext lint, ${build}: ${errors.length} errors, ${warnings.length} warnings, ` +
      `${errors.length + warnings.length - left.length} of them known and named`,
  );
  return left.length;
}

async function main(): Promise<void> {
  let left = 0;
  for (const [build, rules] of Object.entries(allowedIn)) left += await check(build, rules);
  if (left > 0) throw new Error(`web-ext lint: ${left} findings`);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
