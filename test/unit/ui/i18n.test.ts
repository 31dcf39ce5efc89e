import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import en from '../../../_locales/en/messages.json';
import { type ProblemCode, problemCodes } from '../../../src/messaging/problems.ts';
import { createWords, type MessageKey, problemKey } from '../../../src/ui/i18n.ts';

const root = path.join(import.meta.dirname, '../../..');
const catalogue = new Map<string, { message: string; description: string }>(Object.entries(en));
const words = createWords({ getMessage: (key) => catalogue.get(key)?.message ?? '' });

describe('the English messages', () => {
  it.each(problemCodes)('say what happened and what to do for the problem %s', (code) => {
    // The type alone would be enough; this checks the messages themselves too.
    const key: MessageKey = problemKey<ProblemCode>(code);
    const sentences = words(key).match(/[^.]+\./g) ?? [];
    expect(sentences.length, words(key)).toBeGreaterThanOrEqual(2);
    expect(words(key)).toMatch(/\.$/);
  });

  it('describe each message to translators', () => {
    for (const [key, { message, description }] of catalogue) {
      expect(message.trim(), key).not.toBe('');
      expect(description.trim(), key).not.toBe('');
    }
  });

  it("keep the description within the stores' limits", () => {
    expect(en.extensionDescription.message.length).toBeLessThanOrEqual(132);
  });

  it('never promise what the product does not do', () => {
    const never = /translat|interpret|deaf-mute|hearing.impaired|barrier/i;
    for (const [key, { message }] of catalogue) expect(message, key).not.toMatch(never);
  });

  it('include every message that the manifest names', () => {
    const manifest = readFileSync(path.join(root, 'manifest.json'), 'utf8');
    const named = [...manifest.matchAll(/__MSG_(\w+)__/g)].map((match) => match[1] ?? '');
    expect(named.length).toBeGreaterThan(0);
    for (const key of named) expect(catalogue.has(key), key).toBe(true);
  });

  it('include every message that the code names, and no other', () => {
    const source = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => readFileSync(path.join(root, 'src', file), 'utf8'))
      .join('\n');
    const named = new Set(
      [
        ...source.matchAll(
          /['"`](translationReview|(?:badge|camera|import|options|overlay|panel|popup|practice|readers|report|signs|state|teach|transcript|try|ui|vocabulary|way|welcome|why)_\w+)['"`]/g,
        ),
      ].map((match) => match[1] ?? ''),
    );
    for (const key of named) expect(catalogue.has(key), key).toBe(true);
    const problems = new Set<string>(problemCodes.map(problemKey));
    // `outgoing_${state}`: all keys with this beginning are used.
    const begun = [...source.matchAll(/`(\w+_)\$\{/g)].map((match) => match[1] ?? '');
    const unused = [...catalogue.keys()].filter(
      (key) =>
        !named.has(key) &&
        !begun.some((start) => key.startsWith(start)) &&
        !problems.has(key) &&
        !/^(extension|command)[A-Z]/.test(key),
    );
    expect(unused).toEqual([]);
  });
});

describe('words', () => {
  it('show the key if a message is missing, never nothing', () => {
    expect(createWords({ getMessage: () => '' })('popup_reload')).toBe('popup_reload');
  });

  it('pass substitutions on', () => {
    const said = createWords({ getMessage: (_, given = []) => given.join('|') });
    expect(said('popup_shortcut', 'a', 'b')).toBe('a|b');
  });

  it('have a language and direction, English by default', () => {
    const said = createWords({ getMessage: () => '' }, { lang: 'ar', dir: 'rtl' });
    expect([said.lang, said.dir]).toEqual(['ar', 'rtl']);
    expect([words.lang, words.dir]).toEqual(['en', 'ltr']);
  });
});
