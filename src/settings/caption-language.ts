/** The language of the shipped gestures' captions. Pure. */
import { type CaptionLanguage, captionLanguages } from '../messaging/recognition.ts';
import type { Settings } from './schema.ts';

/** The name of each language in that language. */
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
 * The language in which the browser shows the extension. Like the browser, it looks for a catalogue
 * by the whole tag, then without the country, then takes English.
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

/** Language and direction of the texts of pages and overlay, as values for `lang` and `dir`. */
export interface Interface {
  lang: string;
  dir: 'ltr' | 'rtl';
}

/**
 * The language and direction of the texts. If we have no catalogue for the browser's language, the
 * texts are English, and so are language and direction.
 *
 * @param api `browser.i18n`, for `@@ui_locale` and `@@bidi_dir`
 */
export function interfaceOf(api: { getMessage(key: string): string }): Interface {
  const tag = api.getMessage('@@ui_locale').replaceAll('_', '-');
  const language = interfaceLanguage(tag);
  const isTranslated = tag === language || tag.startsWith(`${language}-`);
  return {
    // With the country, if there is one: it decides how numbers and times are written.
    lang: isTranslated ? tag : language,
    dir: isTranslated && api.getMessage('@@bidi_dir') === 'rtl' ? 'rtl' : 'ltr',
  };
}

/** The language of captions. @param uiLocale as for {@link interfaceLanguage} */
export function captionLanguageOf(
  setting: Settings['captionLanguage'],
  uiLocale: string,
): CaptionLanguage {
  return setting === 'interface' ? interfaceLanguage(uiLocale) : setting;
}
