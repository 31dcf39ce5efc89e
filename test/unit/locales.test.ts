import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { captionLanguages } from '../../src/messaging/recognition.ts';

const folder = path.join(import.meta.dirname, '../../_locales');
const Catalogue = v.record(
  v.string(),
  v.strictObject({ message: v.string(), description: v.optional(v.string()) }),
);
type Messages = Readonly<Record<string, string>>;

const linesOf = (locale: string): string[] =>
  readFileSync(path.join(folder, locale, 'messages.json'), 'utf8').split('\n');

/** The messages of one language by key. */
function read(locale: string): Messages {
  const entries = Object.entries(v.parse(Catalogue, JSON.parse(linesOf(locale).join('\n'))));
  return Object.fromEntries(entries.map(([key, { message }]) => [key, message]));
}

const locales = readdirSync(folder).sort();
const en = read('en');
const keys = Object.keys(en);
const translations = locales.filter((locale) => locale !== 'en');

/** Texts that may be the same as in English: names, units, and words that the languages share. */
const alike: Readonly<Record<string, readonly string[]>> = {
  extensionName: translations,
  options_seconds: ['de', 'es', 'fr', 'pl', 'pt_BR'],
  teach_understood: ['de', 'fr', 'ja', 'pl', 'pt_BR'],
  options_normal: ['de', 'es', 'pt_BR'],
  options_weight_400: ['de', 'es', 'pt_BR'],
  options_at: ['de', 'fr'],
  options_navigation: ['fr'],
  options_sites: ['fr', 'pt_BR'],
  options_exportLicence: ['fr'],
  teach_name: ['de'],
  try_firedAs: ['pt_BR'],
};

/** Words for what the product does not do, and words that offend, in each language. */
const never: Readonly<Record<string, RegExp>> = {
  ar: /ترجم|صمّ? ?وبكم|أبكم/,
  de: /übersetz|gebärdensprachdolmetsch|taubstumm/i,
  es: /traduc|interpret|intérprete|sordomud/i,
  fr: /tradui|traduc|interpr[eè]t|sourd.muet/i,
  ja: /翻訳|通訳|聾唖/,
  pl: /tłumacz|głuchoniem/i,
  pt_BR: /tradu[zç]|interpret|intérprete|surdo.mud/i,
};

/** The placeholders, sorted by name, because a translation may use them in another order. */
const placeholders = (message: string): string[] =>
  [...message.matchAll(/\$(?:\d|\w+\$)/g)].map(([name]) => name).sort();

/** Sentence endings of the eight languages. */
const ended = /[.!?。！？؟…:：)）”»」]$/;

describe('the interface languages', () => {
  it('are the languages of captions', () => {
    expect(locales).toEqual(captionLanguages.map((tag) => tag.replace('-', '_')).sort());
  });
});

describe.each(translations)('the messages in %s', (locale) => {
  const messages = read(locale);
  const all = Object.entries(messages);

  it('have the keys of the English ones, each once', () => {
    expect(Object.keys(messages).sort()).toEqual(keys.toSorted());
    expect(linesOf(locale).filter((line) => /^ {2}"\w+": \{$/.test(line))).toHaveLength(
      keys.length,
    );
  });

  it('have the placeholders of the English ones', () => {
    for (const [key, message] of all)
      expect(placeholders(message), key).toEqual(placeholders(en[key] ?? ''));
  });

  it('are not empty, and have no space at their ends and no double spaces', () => {
    for (const [key, message] of all) {
      expect(message, key).not.toBe('');
      expect(message, key).toBe(message.trim());
      expect(message, key).not.toMatch(/\s\s/);
    }
  });

  it('have a row in docs/languages.md that says how the user is addressed', () => {
    const document = readFileSync(path.join(folder, '../docs/languages.md'), 'utf8');
    expect(document).toContain(`(\`${locale}\`) |`);
  });

  it('are translated', () => {
    const untranslated = all
      .filter(([key, message]) => message === en[key])
      .map(([key]) => key)
      .filter((key) => !alike[key]?.includes(locale));
    expect(untranslated).toEqual([]);
  });

  it('never promise what the product does not do', () => {
    const forbidden = never[locale];
    expect(forbidden, 'has a list of its own').toBeDefined();
    const promised = all.filter(
      ([key, message]) => key !== 'options_unreviewed' && forbidden?.test(message),
    );
    expect(promised).toEqual([]);
  });

  it('end their sentences where English does', () => {
    const open = all.filter(
      ([key, message]) => /\w\.$/.test(en[key] ?? '') && !ended.test(message) && locale !== 'ja',
    );
    expect(open).toEqual([]);
  });

  it('are within the limits of stores and browsers', () => {
    expect(messages.extensionName?.length).toBeLessThanOrEqual(45);
    expect(messages.extensionDescription?.length).toBeLessThanOrEqual(132);
  });

  it('name every command', () => {
    const commands = keys.filter((key) => key.startsWith('command'));
    expect(commands.length).toBeGreaterThan(0);
    for (const key of commands) expect(messages[key]?.length, key).toBeGreaterThan(3);
  });

  it('contain no bidirectional override and no control character', () => {
    for (const [key, message] of all)
      expect(message, key).not.toMatch(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u);
  });

  it('say whether a native speaker has read them', () => {
    expect(['reviewed', 'unreviewed']).toContain(messages.translationReview);
  });

  it('quote buttons and sections by their names', () => {
    for (const [quoting, quoted] of [
      ['options_noneOwn', 'options_teach'],
      ['options_captionLanguageAbout', 'options_gestures'],
      ['options_sitesElsewhere', 'popup_enable'],
      ['options_siteRefused', 'options_add'],
      ['welcome_goOn', 'options_try'],
      ['try_kept', 'options_teach'],
      ['readers_chat', 'commandInsert'],
      ['options_promiseSent', 'options_outgoing'],
      ['readers_hintWritten', 'commandInsert'],
    ] as const)
      expect(messages[quoting], quoting).toContain(messages[quoted]);
  });
});
