import { describe, expect, it } from 'vitest';
import { interfaceOf } from '../../../src/settings/caption-language.ts';

describe('the language and direction of pages and overlay', () => {
  it.each([
    ['pt_BR', 'ltr', 'pt-BR', 'ltr'],
    ['ar', 'rtl', 'ar', 'rtl'],
    ['de', 'ltr', 'de', 'ltr'],
    // The country decides how numbers and times are written.
    ['en_GB', 'ltr', 'en-GB', 'ltr'],
    ['es_419', 'ltr', 'es-419', 'ltr'],
    // A browser that is set to right-to-left layout.
    ['en_US', 'rtl', 'en-US', 'rtl'],
    // There is no catalogue, so the texts are English: neither Italian nor right to left.
    ['it', 'ltr', 'en', 'ltr'],
    ['he', 'rtl', 'en', 'ltr'],
    ['fa', 'rtl', 'en', 'ltr'],
    ['pt_PT', 'ltr', 'en', 'ltr'],
    ['', '', 'en', 'ltr'],
  ])('are in a browser in "%s", %s: %s, %s', (locale, bidi, lang, dir) => {
    const answers = new Map([
      ['@@ui_locale', locale],
      ['@@bidi_dir', bidi],
    ]);
    expect(interfaceOf({ getMessage: (key) => answers.get(key) ?? '' })).toEqual({ lang, dir });
  });
});
