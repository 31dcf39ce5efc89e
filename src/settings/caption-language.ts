/** In which language the shipped gestures' captions are. Pure. */
import { captionLanguages, type Settings } from './schema.ts';

export type CaptionLanguage = (typeof captionLanguages)[number];

/** What each language calls itself. */
export const languageNames: Readonly<Record<CaptionLanguage, string>> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  pl: 'Polski',
  'pt-BR': 'Português (Brasil)',
  ar: 'العربية',
  ja: '日本語',
};

/**
 * The language in which the browser shows the extension: as it looks for a catalogue, by the whole
 * name, then without the country, then English.
 *
 * @param uiLocale `@@ui_locale`, as `pt_BR` or `de`
 */
export function interfaceLanguage(uiLocale: string): CaptionLanguage {
  const tag = uiLocale.replaceAll('_', '-');
  const [language] = tag.split('-');
  return (
    captionLanguages.find((known) => known === tag) ??
    captionLanguages.find((known) => known === language) ??
    'en'
  );
}

/** The language of captions. @param uiLocale as for {@link interfaceLanguage} */
export function captionLanguageOf(
  setting: Settings['captionLanguage'],
  uiLocale: string,
): CaptionLanguage {
  return setting === 'interface' ? interfaceLanguage(uiLocale) : setting;
}
