/**
 * Prints the words that the word list leaves out because they may offend, one line for each class of
 * frequency, so that a person can read them: `npx tsx tools/lab/spelling/offensive.ts`.
 */
import { offensiveWords } from '../../lib/build/word-trees/english.ts';

for (const [frequency, words] of offensiveWords().entries())
  console.log(`class ${frequency}, ${words.length} words: ${words.join(' ')}`);
