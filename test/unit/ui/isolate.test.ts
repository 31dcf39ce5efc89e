import { describe, expect, it } from 'vitest';
import { createWords } from '../../../src/ui/i18n.ts';
import { isolate } from '../../../src/ui/isolate.ts';

const [open, close, override] = ['\u2068', '\u2069', '\u202e'];

describe('a name in a sentence', () => {
  it.each([
    ['Thumbs up (left)', 'rtl', `${open}Thumbs up (left)${close}`],
    ['قبضة', 'rtl', `${open}قبضة${close}`],
    ['70 %', 'rtl', `${open}70 %${close}`],
    ['قبضة (2)', 'ltr', `${open}قبضة (2)${close}`],
    ['אגרוף', 'ltr', `${open}אגרוף${close}`],
    ['Thumbs up', 'ltr', 'Thumbs up'],
    ['はい', 'ltr', 'はい'],
    ['', 'rtl', ''],
  ] as const)('keeps its direction: "%s" in one that is %s', (text, dir, expected) => {
    expect(isolate(text, dir)).toBe(expected);
  });

  it('can neither reverse the sentence nor end its own isolation', () => {
    expect(isolate(`a${override}gpj.exe`, 'ltr')).toBe('agpj.exe');
    expect(isolate(`a${close}b`, 'rtl')).toBe(`${open}ab${close}`);
    expect(isolate(`a${open}b`, 'rtl')).toBe(`${open}ab${close}`);
    expect(isolate(`${close}${open}`, 'ltr')).toBe('');
  });

  it('stays unchanged if it was put together from isolated names', () => {
    const names = `${open}Fist${close}، ${open}OK${close}`;
    expect(isolate(names, 'rtl')).toBe(names);
  });
});

describe('words', () => {
  const wordsIn = (dir: 'ltr' | 'rtl') =>
    createWords({ getMessage: (_, given = []) => given.join('|') }, { lang: 'ar', dir });

  it('isolate substitutions', () => {
    expect(wordsIn('rtl')('options_packDeleted', 'My pack (2)')).toBe(`${open}My pack (2)${close}`);
    expect(wordsIn('ltr')('options_packDeleted', 'My pack (2)')).toBe('My pack (2)');
  });
});
