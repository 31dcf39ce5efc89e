/**
 * What the user can accept: a word for the letters spelled so far, or what is offered in place of the
 * word that has just ended (docs/captions.md). Pure.
 */
import {
  addPieces,
  commit,
  type Ending,
  endWord,
  lastWord,
  openLine,
  replaceLast,
  withdraw,
  withWord,
} from './lines.ts';
import { choose, wordText } from './reading.ts';
import type { Composed, ComposedLine, ComposerOptions, ComposerState, Word } from './types.ts';
import { suggestWords } from './words.ts';

/**
 * What can be accepted now, the most likely first: words for the letters spelled so far, or what is
 * offered in place of the word that has just ended.
 */
export function suggestions(state: ComposerState, options: ComposerOptions): readonly string[] {
  const open = openLine(state);
  const spelled = open ? wordText(lastWord(open)) : '';
  if (spelled !== '') return suggestWords(spelled, options.words);
  return endedWord(state)?.word.offered ?? [];
}

/** Whether what can be accepted now are the letters of a word that was read. */
export function restores(state: ComposerState): boolean {
  const open = openLine(state);
  const isSpelled = open !== null && lastWord(open).pieces.length > 0;
  return !isSpelled && endedWord(state)?.word.read != null;
}

/** The last word of the last line, if it was spelled and has ended, and its place in the line. */
export function endedWord(
  state: ComposerState,
): { word: Word; line: ComposedLine; index: number } | null {
  const line = state.lines.at(-1);
  if (line?.kind !== 'spelled') return null;
  const index = line.words.findLastIndex(({ pieces }) => pieces.length > 0);
  const word = line.words[index];
  return word && word.caption !== null ? { word, line, index } : null;
}

type Accepted = Pick<Composed, 'state' | 'chosen'>;

export function accept(
  state: ComposerState,
  { index, at }: { index: number; at: number },
  options: ComposerOptions,
  ending: Ending,
): Accepted {
  const text = suggestions(state, options)[index];
  if (text === undefined) return { state, chosen: null };
  const open = openLine(state);
  if (!open || lastWord(open).pieces.length === 0) return replaceEnded(state, text, at, ending);
  // Also when a sign accepted it: the word is credited to the gesture that spelled it.
  const { gesture } = open;
  const rest = [...text.slice(wordText(lastWord(open)).length)];
  const pieces = rest.map((text) => ({ text, gesture, at }));
  const spelled = replaceLast(state, addPieces(open, pieces));
  return { state: endWord(spelled, { at, gesture }, ending), chosen: null };
}

/** Puts what the user chose in place of the word that has ended; it is committed anew. */
function replaceEnded(
  before: ComposerState,
  text: string,
  at: number,
  { changes }: Ending,
): Accepted {
  const ended = endedWord(before);
  if (!ended) return { state: before, chosen: null };
  const { line, index } = ended;
  const withdrawn = choose(withdraw(ended.word, changes), text);
  const { state, word } = commit(before, withdrawn, 'word', changes);
  const chosen = { text, isPutBack: ended.word.read !== null };
  return { state: replaceLast(state, { ...withWord(line, index, word), at }), chosen };
}
