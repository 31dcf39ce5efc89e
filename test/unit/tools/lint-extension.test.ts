import { describe, expect, it } from 'vitest';
import { unexpected } from '../../../tools/lint-extension.ts';

const rules = [
  { code: 'KEY', why: 'ours' },
  { code: 'API', about: /^background\.js offscreen\./, why: 'ours' },
];

describe('findings of the extension linter', () => {
  it('are let through only by name', () => {
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
