/**
 * `npm run lint:extension`: Mozilla's linter on both builds. Its errors fail, and so do its warnings,
 * unless they are named below. For Firefox that is one line of a library; the Chromium build, which
 * Mozilla never gets, is read with Firefox's rules all the same, for what it finds besides.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';

const root = join(import.meta.dirname, '..');

const findingSchema = v.object({
  code: v.string(),
  message: v.string(),
  file: v.optional(v.string()),
  line: v.optional(v.number()),
});
const reportSchema = v.object({
  errors: v.array(findingSchema),
  warnings: v.array(findingSchema),
});
export type Finding = v.InferOutput<typeof findingSchema>;
export type Report = v.InferOutput<typeof reportSchema>;

export interface Allowed {
  code: string;
  /** Further narrows what is allowed: tried on the file's name and the message. */
  about?: RegExp;
  why: string;
}

const preact: Allowed = {
  code: 'UNSAFE_VAR_ASSIGNMENT',
  about: /^(content|chunks\/chunk-[A-Z0-9]+)\.js .*innerHTML/,
  why: "Preact's own dangerouslySetInnerHTML, in content.js and in the pages' shared chunk; a test sees to it that no file of ours parses HTML.",
};

const inChromium: readonly Allowed[] = [
  preact,
  {
    code: 'BACKGROUND_SERVICE_WORKER_NOFALLBACK',
    why: 'Chromium has no background scripts; the Firefox build has its own manifest.',
  },
  { code: 'ADDON_ID_REQUIRED', why: 'Chromium knows no gecko id.' },
  { code: 'MISSING_DATA_COLLECTION_PERMISSIONS', why: 'A key of Firefox alone.' },
  {
    code: 'MANIFEST_PERMISSIONS',
    about: /"offscreen"/,
    why: 'Chromium hosts the recognizer in an offscreen document.',
  },
  {
    code: 'UNSUPPORTED_API',
    about: /^background\.js offscreen\./,
    why: 'Chromium hosts the recognizer in an offscreen document.',
  },
];

/** What is let through, by build. */
const builds: Readonly<Record<string, readonly Allowed[]>> = {
  chrome: inChromium,
  firefox: [preact],
};

/** The findings that must be dealt with. */
export function unexpected(report: Report, rules: readonly Allowed[]): Finding[] {
  return [...report.errors, ...report.warnings].filter(
    ({ code, message, file = '' }) =>
      !rules.some((rule) => rule.code === code && (rule.about?.test(`${file} ${message}`) ?? true)),
  );
}

/** @throws Error when the linter itself does not work. */
function lint(folder: string): Promise<Report> {
  const program = join(root, 'node_modules/web-ext/bin/web-ext.js');
  const args = ['lint', '--source-dir', folder, '--output', 'json', '--no-input'];
  return new Promise((done, fail) => {
    execFile(
      process.execPath,
      [program, ...args, '--no-config-discovery'],
      // It would ask the registry for a newer version of itself.
      { env: { ...process.env, NO_UPDATE_NOTIFIER: '1' }, maxBuffer: 2 ** 26 },
      (_error, stdout, stderr) => {
        // The exit code only repeats that there are errors; without a report it is the linter's own.
        try {
          done(v.parse(reportSchema, JSON.parse(stdout)));
        } catch {
          fail(new Error(`web-ext lint gave no report: ${stderr || stdout}`));
        }
      },
    );
  });
}

/** @returns how many findings are left. @throws Error when there is no build. */
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
  for (const [build, rules] of Object.entries(builds)) left += await check(build, rules);
  if (left > 0) throw new Error(`web-ext lint: ${left} findings`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
