/** How many words are suggested at most. */
export const maxSuggestions = 3;
/** How many letters must be spelled before words are suggested. */
export const minPrefix = 2;

/**
 * Words that begin with these letters, the most frequent first, at most {@link maxSuggestions};
 * none for fewer than {@link minPrefix} letters. The letters stay as they were spelled; if they are
 * all upper case, the rest of the word is upper case too.
 *
 * @param words the most frequent first, in lower case.
 */
export function suggestWords(spelled: string, words: readonly string[]): string[] {
  if ([...spelled].length < minPrefix) return [];
  const prefix = spelled.toLowerCase();
  const capitals = spelled === spelled.toUpperCase();
  const found: string[] = [];
  for (const word of words) {
    if (word.length <= prefix.length || !word.startsWith(prefix)) continue;
    const rest = word.slice(prefix.length);
    found.push(spelled + (capitals ? rest.toUpperCase() : rest));
    if (found.length === maxSuggestions) break;
  }
  return found;
}

/** The words of a list file: one per line; lines that begin with `#` are comments. */
export function readWordList(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
