import { readEnded, wordText } from './reading.ts';
import type {
  CaptionChange,
  ComposedLine,
  ComposerState,
  Piece,
  ReadWord,
  TakenBack,
  UnnamedLetter,
  Word,
} from './types.ts';

/** The list to which a step adds what it commits and removes. */
export type Changes = CaptionChange[];

const lineText = (words: readonly Word[]): string => words.map(wordText).join(' ');

const emptyWord: Word = {
  pieces: [],
  unnamed: [],
  caption: null,
  read: null,
  offered: [],
  chosen: false,
};

/** How many unnamed letters of a word are kept at most, the newest ones. */
const maxUnnamed = 32;

export const addUnnamed = (
  unnamed: readonly UnnamedLetter[],
  letter: UnnamedLetter,
): readonly UnnamedLetter[] => [...unnamed, letter].slice(-maxUnnamed);

/** The last word; a line has at least one. */
export const lastWord = (line: ComposedLine): Word => line.words.at(-1) ?? emptyWord;

const withWords = (line: ComposedLine, words: readonly Word[]): ComposedLine => ({
  ...line,
  words,
  text: lineText(words),
  growing: line.open && isSpelled(words),
});

const isSpelled = (words: readonly Word[]): boolean => (words.at(-1)?.pieces.length ?? 0) > 0;

export const withWord = (line: ComposedLine, index: number, word: Word): ComposedLine =>
  withWords(
    line,
    line.words.map((one, i) => (i === index ? word : one)),
  );

export const withLastWord = (line: ComposedLine, word: Word): ComposedLine =>
  withWords(line, [...line.words.slice(0, -1), word]);

/** The line that letters join, or null. */
export function openLine(state: ComposerState): ComposedLine | null {
  const last = state.lines.at(-1);
  return last?.open ? last : null;
}

export const replaceLast = (state: ComposerState, line: ComposedLine): ComposerState => ({
  ...state,
  lines: [...state.lines.slice(0, -1), line],
});

/** Commits a word, unless it is empty or already committed. */
export function commit(
  state: ComposerState,
  word: Word,
  kind: 'phrase' | 'word',
  changes: Changes,
): { state: ComposerState; word: Word } {
  const [first] = word.pieces;
  const last = word.pieces.at(-1);
  if (!first || !last || word.caption !== null) return { state, word };
  const id = state.nextCaption;
  const language = kind === 'phrase' && first.language ? { language: first.language } : {};
  const caption = { id, text: wordText(word), kind, from: first.at, to: last.at, ...language };
  changes.push({ type: 'committed', caption });
  return { state: { ...state, nextCaption: id + 1 }, word: { ...word, caption: id } };
}

/** Takes back a committed word, because it is spelled on or taken away. */
export function withdraw(word: Word, changes: Changes): Word {
  if (word.caption === null) return word;
  changes.push({ type: 'removed', id: word.caption, text: wordText(word) });
  return { ...word, caption: null };
}

/** What ends a word, and with it reads it. */
export interface Ending {
  readWord: ReadWord | null;
  changes: Changes;
}

/** Removes the word being spelled, as if it had never begun, and closes its line. */
export function dropWord(state: ComposerState, open: ComposedLine): ComposerState {
  const words = open.words.slice(0, -1);
  if (words.length === 0) return { ...state, lines: state.lines.slice(0, -1) };
  return replaceLast(state, withWords({ ...open, open: false }, words));
}

/** Ends the word being spelled and closes its line. */
export function closeLast(before: ComposerState, { readWord, changes }: Ending): ComposerState {
  const open = openLine(before);
  if (!open) return before;
  const { state, word } = commit(before, readEnded(lastWord(open), readWord), 'word', changes);
  const words = [...open.words.slice(0, -1), ...(word.pieces.length > 0 ? [word] : [])];
  return replaceLast(state, withWords({ ...open, open: false }, words));
}

/** Ends the word being spelled; the next letter begins another one on the same line. */
export function endWord(
  before: ComposerState,
  piece: Omit<Piece, 'text'>,
  { readWord, changes }: Ending,
): ComposerState {
  const open = openLine(before);
  if (!open || lastWord(open).pieces.length === 0) return before;
  const { state, word } = commit(before, readEnded(lastWord(open), readWord), 'word', changes);
  const words = [...open.words.slice(0, -1), word, emptyWord];
  return replaceLast(state, { ...withWords(open, words), ...piece });
}

export function addPieces(open: ComposedLine, pieces: readonly Piece[]): ComposedLine {
  const newest = pieces.at(-1);
  if (!newest) return open;
  const { unnamed, pieces: before } = lastWord(open);
  const word: Word = { ...emptyWord, unnamed, pieces: [...before, ...pieces] };
  return { ...withLastWord(open, word), at: newest.at, gesture: newest.gesture };
}

export function addLine(
  state: ComposerState,
  piece: Piece,
  kind: 'phrase' | 'spelled',
  maxLines: number,
  changes: Changes,
): ComposerState {
  const { text, at, gesture } = piece;
  const open = kind === 'spelled';
  const unnamed = (open && state.pending?.unnamed) || [];
  const whole: Word = { ...emptyWord, pieces: [piece], unnamed };
  const { state: next, word } = open
    ? { state, word: whole }
    : commit(state, whole, 'phrase', changes);
  const words = [word];
  const made: ComposedLine = {
    id: state.nextId,
    text,
    at,
    gesture,
    open,
    growing: open,
    kind,
    words,
  };
  const line = open || !piece.language ? made : { ...made, language: piece.language };
  const all = [...state.lines, line];
  const lines = all.slice(-maxLines);
  const gone = all[all.length - lines.length - 1] ?? state.gone;
  return { ...next, lines, gone, pending: null, nextId: state.nextId + 1 };
}

interface Taking {
  state: ComposerState;
  taken: TakenBack;
}

/** A word that has ended is spelled on: its letters stand again, until others join them. */
const reopened = (word: Word, changes: Changes): Word => ({
  ...withdraw(word, changes),
  read: null,
  offered: [],
  chosen: true,
});

/**
 * Takes away the last letter or space of the last line, which letters can then join again; of a word
 * that was read as another, what it was read as.
 */
export function takeLetter(
  state: ComposerState,
  line: ComposedLine,
  at: number,
  changes: Changes,
): Taking {
  const { id, gesture } = line;
  const countBefore = changes.length;
  const word = lastWord(line);
  const piece = word.pieces.at(-1);
  let words: readonly Word[];
  let what: TakenBack['what'];
  let text: string;
  if (!piece) {
    what = 'space';
    text = ' ';
    const before = line.words.slice(0, -1);
    words = before.map((word, i) => (i === before.length - 1 ? reopened(word, changes) : word));
  } else if (word.read !== null) {
    what = 'reading';
    text = word.read;
    words = [...line.words.slice(0, -1), reopened(word, changes)];
  } else {
    what = 'letter';
    text = piece.text;
    const left = {
      ...withdraw(word, changes),
      pieces: word.pieces.slice(0, -1),
      unnamed: word.unnamed.filter((letter) => letter.at < piece.at),
      offered: [],
      chosen: false,
    };
    words = [...line.words.slice(0, -1), left];
  }
  const empty = words.every(({ pieces }) => pieces.length === 0);
  return {
    state: empty
      ? { ...state, lines: state.lines.slice(0, -1) }
      : replaceLast(state, withWords({ ...line, at, open: true }, words)),
    taken: {
      what,
      text,
      gesture: piece ? piece.gesture : gesture,
      line: id,
      captions: removedSince(changes, countBefore),
    },
  };
}

/** Takes away a whole line with its captions. */
export function takeLine(line: ComposedLine, changes: Changes): TakenBack {
  const countBefore = changes.length;
  for (const word of [...line.words].reverse()) withdraw(word, changes);
  const { text, gesture } = line;
  const captions = removedSince(changes, countBefore);
  return { what: 'line', text, gesture, line: line.id, captions };
}

const removedSince = (changes: Changes, countBefore: number): number[] =>
  changes.slice(countBefore).flatMap((change) => (change.type === 'removed' ? [change.id] : []));
