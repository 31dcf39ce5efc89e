/** In which language the shipped gestures' captions are. Pure. */
import { type CaptionLanguage, captionLanguages } from '../messaging/recognition.ts';
import type { Settings } from './schema.ts';

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

/** How pages and the overlay are marked: the language of their texts as for `lang`, and as for `dir`. */
export interface Interface {
  lang: string;
  dir: 'ltr' | 'rtl';
}

/**
 * The language and direction of the texts, which are English where the browser speaks a language
 * that we do not: then neither its name nor its direction is that of the page.
 *
 * @param api `browser.i18n`, for `@@ui_locale` and `@@bidi_dir`
 */
export function interfaceOf(api: { getMessage(key: string): string }): Interface {
  const tag = api.getMessage('@@ui_locale').replaceAll('_', '-');
  const language = interfaceLanguage(tag);
  // With its country, if it has one: it decides how numbers and times are written.
  const spoken = tag === language || tag.startsWith(`${language}-`);
  return {
    lang: spoken ? tag : language,
    dir: spoken && api.getMessage('@@bidi_dir') === 'rtl' ? 'rtl' : 'ltr',
  };
}

/** The language of captions. @param uiLocale as for {@link interfaceLanguage} */
export function captionLanguageOf(
  setting: Settings['captionLanguage'],
  uiLocale: string,
): CaptionLanguage {
  return setting === 'interface' ? interfaceLanguage(uiLocale) : setting;
}
