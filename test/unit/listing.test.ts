import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { callSites } from '../../src/sites/sites.ts';
import { withSiteNames } from '../../tools/lib/build/site-table.ts';

const root = path.join(import.meta.dirname, '../..');
const locales = readdirSync(path.join(root, '_locales')).sort();
const listing = path.join(root, 'docs/store/listing');

/** A message of the extension in a language. */
function message(locale: string, key: string): string {
  const file = readFileSync(path.join(root, '_locales', locale, 'messages.json'), 'utf8');
  const messages = JSON.parse(file) as Record<string, { message: string }>;
  return messages[key]?.message ?? '';
}

describe("the stores' texts", () => {
  it('exist in the languages of the interface, and in no others', () => {
    expect(readdirSync(listing).sort()).toEqual(locales.map((locale) => `${locale}.md`));
  });

  it.each(locales)(
    "in %s agree with the extension's own texts and with what was tested",
    (locale) => {
      const [top = '', ...rest] = readFileSync(path.join(listing, `${locale}.md`), 'utf8').split(
        '\n',
      );
      expect(top).toBe(`<!-- translationReview: ${message(locale, 'translationReview')} -->`);
      expect(rest).toContain(`# ${message(locale, 'extensionName')}`);
      expect(rest).toContain(message(locale, 'extensionDescription'));
      const marked = rest.some((line) => line.startsWith('> '));
      expect(marked, 'says that nobody has read it').toBe(top.includes('unreviewed'));
      // The last paragraph: what is expected to work but was not tested.
      const expected = rest.filter((line) => line !== '').at(-1) ?? '';
      for (const { name } of callSites) expect(expected).toContain(name.replace(/, free$/, ''));
    },
  );

  it.each(locales)(
    'in %s name no other site, and an older list is replaced by `npm run site-table`',
    (locale) => {
      const text = readFileSync(path.join(listing, `${locale}.md`), 'utf8');
      const older = text.replace(/Google Meet(?:, |، |、)/, '');
      expect(older).not.toBe(text);
      expect(withSiteNames(older)).toBe(text);
    },
  );
});
