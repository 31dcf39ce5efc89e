import type en from '../../_locales/en/messages.json';
import { isolate } from './isolate.ts';

/** The keys of all messages; a misspelt key does not compile. */
export type MessageKey = keyof typeof en;

/** `reload-tab` as part of a message key: `reload_tab`. */
export type Underscored<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}_${Underscored<Tail>}`
  : S;

/** The part of `browser.i18n` that is needed. */
export interface I18nApi {
  getMessage(key: string, substitutions?: string[]): string;
}

/** The language of the texts. */
export interface Language {
  /** BCP 47 tag, as for `lang`. */
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
}

const english: Language = { lang: 'en', dir: 'ltr' };

/** The interface's texts in the user's language. */
export interface Words extends Language {
  (key: MessageKey, ...substitutions: string[]): string;
}

/**
 * Texts from the browser's catalogue. For a missing message the key is shown. Substitutions keep
 * their own direction.
 *
 * @param language the language of the catalogue that the browser chose; English if left out
 */
export function createWords(api: I18nApi, { lang, dir }: Language = english): Words {
  const words = (key: MessageKey, ...substitutions: string[]): string =>
    api.getMessage(
      key,
      substitutions.map((text) => isolate(text, dir)),
    ) || key;
  return Object.assign(words, { lang, dir });
}

/** The key of the message that says what a problem is and what to do about it. */
export function problemKey<Code extends string>(code: Code): `problem_${Underscored<Code>}` {
  return `problem_${code.replaceAll('-', '_')}` as `problem_${Underscored<Code>}`;
}
