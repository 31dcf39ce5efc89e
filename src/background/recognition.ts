import { type RecognitionOptions, sameOptions } from '../messaging/recognition.ts';
import { captionLanguageOf } from '../settings/caption-language.ts';
import type { Settings } from '../settings/schema.ts';

/**
 * What the settings ask of the recognizer in a call.
 *
 * @param uiLocale the browser's `@@ui_locale`
 */
export function recognitionOf(settings: Settings, uiLocale: string): RecognitionOptions {
  const { vocabulary, dwellMs, strictness, spelling, mostRate, captionLanguage } = settings;
  const language = captionLanguageOf(captionLanguage, uiLocale);
  return { vocabulary, dwellMs, strictness, spelling, language, mostRate };
}

/** Whether two settings ask the same of the recognizer on every site. */
export function asksTheSame(before: Settings, now: Settings, uiLocale: string): boolean {
  const isSame = sameOptions(recognitionOf(before, uiLocale), recognitionOf(now, uiLocale));
  return isSame && JSON.stringify(before.siteChoices) === JSON.stringify(now.siteChoices);
}
