/** First and family names that are in no list of the decoder: it must leave them as they are spelled. */
import { allLocales, type LocaleDefinition } from '@faker-js/faker';
import { spellingOf } from '../../../src/captions/spelling/word-tree.ts';
import { listedWords } from './words.ts';

/** Whose names: of the caption languages that write Latin letters, and of a few neighbours. */
const locales = ['en', 'de', 'fr', 'es', 'pl', 'pt_BR', 'it', 'nl', 'tr'] as const;

/** The names of @faker-js/faker, a package that is installed to measure; its names do not ship. */
export function unlistedNames(): string[] {
  const listed = new Set(listedWords());
  const names = locales.flatMap((locale) => namesOf(allLocales[locale]));
  const spelled = new Set(names.flatMap((name) => spellingOf(name) ?? []));
  return [...spelled].filter((name) => !listed.has(name)).sort();
}

function namesOf({ person }: LocaleDefinition): string[] {
  const kinds = [person?.first_name, person?.last_name];
  return kinds.flatMap((kind) =>
    [kind?.generic, kind?.female, kind?.male].flatMap((names) => names ?? []),
  );
}
