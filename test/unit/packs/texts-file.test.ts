import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CaptionLanguage, captionLanguages } from '../../../src/messaging/recognition.ts';
import { parseTexts, textsPath, withCaptions, withNames } from '../../../src/packs/texts-file.ts';
import type { Vocabulary } from '../../../src/packs/types.ts';
import { parseVocabulary } from '../../../src/packs/vocabulary.ts';
import { combine } from '../../../src/recognizer/signs/combine.ts';
import { captionLanguageOf, languageNames } from '../../../src/settings/caption-language.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const vocabularyOf = (id: string): Vocabulary =>
  parseVocabulary(read(`models/${id}/vocabulary.json`));
const others = captionLanguages.filter((language) => language !== 'en');
const shipped = ['call-gestures', 'fingerspelling'].flatMap((id) =>
  others.map((language) => [id, language] as const),
);
const textsOf = (id: string, language: CaptionLanguage) =>
  parseTexts(read(textsPath(id, language) ?? ''));

describe.each(shipped)('the texts of %s in %s', (id, language) => {
  const vocabulary = vocabularyOf(id);
  const texts = textsOf(id, language);

  it('state their vocabulary and language', () => {
    expect(texts).toMatchObject({ vocabulary: id, language });
  });

  it('name the vocabulary as the rest of the extension does', () => {
    const message =
      id === 'call-gestures' ? 'vocabulary_callGestures' : 'vocabulary_fingerspelling';
    const messages = read(`_locales/${language.replace('-', '_')}/messages.json`) as Record<
      string,
      { message: string }
    >;
    expect(texts.name).toBe(messages[message]?.message);
  });

  it('name every shipped gesture, and no other', () => {
    expect(Object.keys(texts.gestures)).toEqual(vocabulary.gestures.map((gesture) => gesture.id));
  });

  it('have a caption for every phrase and for no letter, and a note if English has one', () => {
    for (const gesture of vocabulary.gestures) {
      const { caption, note } = texts.gestures[gesture.id] ?? {};
      expect(caption !== undefined, gesture.id).toBe(gesture.kind === 'phrase');
      expect(note !== undefined, gesture.id).toBe(gesture.note !== undefined);
    }
  });

  it('have no two equal captions', () => {
    const captions = Object.values(texts.gestures).flatMap(({ caption }) => caption ?? []);
    expect(new Set(captions).size).toBe(captions.length);
  });
});

describe('the languages of captions', () => {
  it('are the same for settings, messages and files, and each has its own name', () => {
    expect(CaptionLanguage.options).toEqual([...captionLanguages]);
    expect(Object.keys(languageNames)).toEqual([...captionLanguages]);
    for (const id of ['call-gestures', 'fingerspelling'])
      expect(readdirSync(`models/${id}/texts`).sort()).toEqual(
        others.map((language) => `${language}.json`).sort(),
      );
  });

  it.each([
    ['interface', 'pt_BR', 'pt-BR'],
    ['interface', 'de_AT', 'de'],
    ['interface', 'ar', 'ar'],
    // As with the catalogues: the only Portuguese is Brazilian, and there is no Italian.
    ['interface', 'pt_PT', 'en'],
    ['interface', 'it', 'en'],
    ['interface', '', 'en'],
    ['ja', 'de', 'ja'],
  ] as const)('follow the setting: %s in a browser in "%s" is %s', (setting, locale, language) => {
    expect(captionLanguageOf(setting, locale)).toBe(language);
  });
});

describe('a vocabulary in another language', () => {
  const gestures = vocabularyOf('call-gestures');
  const said = (vocabulary: Vocabulary, id: string) =>
    vocabulary.gestures.find((gesture) => gesture.id === id);

  it('has captions in that language, marked with it', () => {
    const german = withCaptions(gestures, textsOf('call-gestures', 'de'));
    expect(said(german, 'thumbs-up')).toMatchObject({
      caption: 'Ja',
      captionLanguage: 'de',
      name: 'Thumbs up',
    });
    expect(said(withCaptions(gestures, null), 'thumbs-up')).toMatchObject({
      caption: 'Yes',
      captionLanguage: 'en',
    });
  });

  it('has gesture names in that language, whatever its captions are in', () => {
    const both = withNames(
      withCaptions(gestures, textsOf('call-gestures', 'ar')),
      textsOf('call-gestures', 'fr'),
    );
    expect(both.name).toBe(textsOf('call-gestures', 'fr').name);
    expect(said(both, 'thumbs-up')).toMatchObject({ caption: 'نعم', name: 'Pouce levé' });
    expect(said(both, 'thumbs-up')?.note).toContain('Afrique');
  });

  it('keeps fingerspelled letters unchanged, without a language', () => {
    const letters = withCaptions(vocabularyOf('fingerspelling'), textsOf('fingerspelling', 'ar'));
    expect(said(letters, 'B')).toEqual({ id: 'B', kind: 'letter', caption: 'B', name: 'Letter B' });
  });

  it('keeps the English caption, marked as such, of a gesture without another', () => {
    const texts = textsOf('call-gestures', 'de');
    const { fist: _, ...rest } = texts.gestures;
    expect(said(withCaptions(gestures, { ...texts, gestures: rest }), 'fist')).toMatchObject({
      caption: 'Stop',
      captionLanguage: 'en',
    });
  });

  it("gives way to the user's own captions, whose language is not known", () => {
    const classifier = {
      gestures: ['fist', 'peace'],
      thresholds: { fist: 0.5, peace: 0.5 },
      classify: () => ({ scores: {}, gesture: null }),
    };
    const vocabulary = withCaptions(gestures, textsOf('call-gestures', 'de'));
    const { vocabulary: own } = combine(
      { vocabulary, classifier, movements: null },
      {
        taught: null,
        beside: [],
        packs: [],
        preferences: new Map([['call-gestures:fist', { caption: 'Halt!' }]]),
      },
    );
    expect(said(own, 'fist')).toMatchObject({ caption: 'Halt!', captionLanguage: undefined });
    expect(said(own, 'peace')).toMatchObject({ caption: 'Frieden', captionLanguage: 'de' });
  });
});

describe('a file of texts', () => {
  it('is refused with the place of the error', () => {
    const texts = textsOf('call-gestures', 'de');
    expect(() => parseTexts({ ...texts, language: 'xx' })).toThrow('language');
    expect(() => parseTexts({ ...texts, reviewed: undefined })).toThrow('reviewed');
    const bad = { ...texts.gestures, fist: { name: ' ' } };
    expect(() => parseTexts({ ...texts, gestures: bad })).toThrow('gestures.fist.name');
    expect(() => parseTexts('x')).toThrow('damaged');
  });
});
