import { type SpellingLanguageId, spellingLanguages } from '../messaging/protocol.ts';
import { captionLanguageOf } from './caption-language.ts';
import type { Settings } from './schema.ts';

/** The vocabulary in which words are spelled. */
export const spellingVocabulary = 'fingerspelling';

/**
 * The language in which spelled words are read; null: they are not.
 * @param uiLocale as for `captionLanguageOf`
 */
export function spellingLanguageOf(
  { spellingLanguage, captionLanguage }: Pick<Settings, 'spellingLanguage' | 'captionLanguage'>,
  uiLocale: string,
): SpellingLanguageId | null {
  const wanted =
    spellingLanguage === 'captions'
      ? captionLanguageOf(captionLanguage, uiLocale)
      : spellingLanguage;
  return spellingLanguages.find((known) => known === wanted) ?? null;
}
