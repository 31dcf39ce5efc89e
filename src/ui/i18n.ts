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

/** The interface's words in the user's language. */
export interface Words {
  (key: MessageKey, ...substitutions: string[]): string;
  /** BCP 47 tag of the interface language, as for `lang`. */
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
}

/**
 * Words from the browser's catalogue. A message that is missing shows its key, never nothing. What
 * stands in a sentence keeps its own direction.
 */
export function createWords(api: I18nApi): Words {
  const dir = api.getMessage('@@bidi_dir') === 'rtl' ? 'rtl' : 'ltr';
  const words = (key: MessageKey, ...substitutions: string[]): string =>
    api.getMessage(
      key,
      substitutions.map((text) => isolate(text, dir)),
    ) || key;
  return Object.assign(words, {
    lang: (api.getMessage('@@ui_locale') || 'en').replaceAll('_', '-'),
    dir: dir as 'ltr' | 'rtl',
  });
}

/** The message that says what a problem is and what to do about it. */
export function problemKey<Code extends string>(code: Code): `problem_${Underscored<Code>}` {
  return `problem_${code.replaceAll('-', '_')}` as `problem_${Underscored<Code>}`;
}
