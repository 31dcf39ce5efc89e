import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unexpected } from '../../../tools/lint-extension/findings.ts';

const rules = [
  { code: 'KEY', why: 'ours' },
  { code: 'API', about: /^background\.js offscreen\./, why: 'ours' },
];

describe('findings of the extension linter', () => {
  it('are allowed only if they are named', () => {
    const report = {
      errors: [{ code: 'KEY', message: 'a key of Chromium' }],
      warnings: [
        { code: 'API', message: 'offscreen.Reason is not supported', file: 'background.js' },
        { code: 'API', message: 'offscreen.Reason is not supported', file: 'content.js' },
        { code: 'API', message: 'tabs.x is not supported', file: 'background.js' },
      ],
    };
    expect(unexpected(report, rules)).toEqual([report.warnings[1], report.warnings[2]]);
  });

  it('fail whether they are errors or warnings', () => {
    const finding = { code: 'OTHER', message: 'bad' };
    expect(unexpected({ errors: [finding], warnings: [] }, rules)).toEqual([finding]);
    expect(unexpected({ errors: [], warnings: [finding] }, rules)).toEqual([finding]);
  });
});

/** Code that parses text as HTML. The linter names only the bundle that contains it, not who wrote it. */
const parsesHtml =
  /\b(inner|outer)HTML\b|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write\(|parseFromString/;

describe('our own files', () => {
  const root = join(import.meta.dirname, '../../../src');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  );

  it("parse no text as HTML, so that the linter's finding is in a library", () => {
    expect(files.length).toBeGreaterThan(200);
    const parsing = files.filter((name) => parsesHtml.test(readFileSync(join(root, name), 'utf8')));
    expect(parsing).toEqual([]);
  });
});
