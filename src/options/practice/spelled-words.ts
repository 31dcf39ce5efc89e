/** Words to spell. Pure. */

/** The longest word that can be practised. */
export const longestWord = 24;

/** Plain words to begin with, from short to long; together they have every letter of the alphabet. */
export const shippedWords = [
  'HI',
  'YES',
  'CAT',
  'NAME',
  'BLUE',
  'JUMP',
  'WORK',
  'MUSIC',
  'VOICE',
  'PIZZA',
  'FRIEND',
  'THANKS',
  'EXAMPLE',
  'GOODBYE',
  'QUESTION',
] as const;

/** Letters that do not fall apart into a plain letter and a mark. */
const plain: Readonly<Record<string, string>> = {
  ß: 'SS',
  æ: 'AE',
  œ: 'OE',
  ø: 'O',
  ł: 'L',
  đ: 'D',
  ð: 'D',
  þ: 'TH',
  ı: 'I',
};

/**
 * A word as it is spelled with the 26 letters: without accents, points and hyphens, in capitals.
 *
 * @returns null if there is no letter, or anything else that cannot be spelled
 */
export function spellable(text: string): string | null {
  const letters = [...text.trim().toLowerCase()].map((letter) => plain[letter] ?? letter).join('');
  const word = letters
    .normalize('NFD')
    .replace(/[\p{Mark}'’.\s-]/gu, '')
    .toUpperCase();
  return /^[A-Z]+$/.test(word) && word.length <= longestWord ? word : null;
}

/** The shipped words and the user's own, own ones first, each once. */
export function wordsToSpell(own: readonly string[]): string[] {
  const spelled = own.map(spellable).filter((word) => word !== null);
  return [...new Set([...spelled, ...shippedWords])];
}
