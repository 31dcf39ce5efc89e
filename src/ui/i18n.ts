import type en from '../../_locales/en/messages.json';
import { isolate } from './isolate.ts';

/** Every message there is; a misspelt key does not compile. */
export type MessageKey = keyof typeof en;

/** `reload-tab` as it stands in a message's name: `reload_tab`. */
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

/** The interface's words in the user's language. */
export interface Words extends Language {
  (key: MessageKey, ...substitutions: string[]): string;
}

/**
 * Words from the browser's catalogue. A message that is missing shows its key, never nothing. What
 * stands in a sentence keeps its own direction.
 *
 * @param language that of the catalogue which the browser chose; English unless given
 */
export function createWords(api: I18nApi, { lang, dir }: Language = english): Words {
  const words = (key: MessageKey, ...substitutions: string[]): string =>
    api.getMessage(
      key,
      substitutions.map((text) => isolate(text, dir)),
    ) || key;
  return Object.assign(words, { lang, dir });
}

/** The message that says what a problem is and what to do about it. */
export function problemKey<Code extends string>(code: Code): `problem_${Underscored<Code>}` {
  return `problem_${code.replaceAll('-', '_')}` as `problem_${Underscored<Code>}`;
}
