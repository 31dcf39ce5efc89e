/** "That was wrong", and its undo (docs/captions.md). Pure. */
import { type Changes, commit, takeLetter, takeLine, withdraw } from './lines.ts';
import type { Composed, ComposedLine, ComposerOptions, ComposerState, Piece } from './types.ts';

type Taking = Pick<Composed, 'state' | 'taken'>;

const piecesOf = ({ words }: ComposedLine): readonly Piece[] =>
  words.flatMap(({ pieces }) => pieces);

/** The line with this id, also if it has just disappeared. */
const lineOf = ({ lines, gone }: ComposerState, id: number): ComposedLine | null =>
  lines.find((line) => line.id === id) ?? (gone?.id === id ? gone : null);

/** The last line, also for a while after it has disappeared. */
const lastLine = ({ gone, lines }: ComposerState, at: number, takeBackMs: number) =>
  lines.at(-1) ?? (gone && at - gone.at < takeBackMs ? gone : null);

type Signed = Pick<Piece, 'gesture' | 'at'>;

/** The state after a caption: from now on, the gesture for "that was wrong" can take it back. */
export function captioned(
  state: ComposerState,
  { gesture, at }: Signed,
  { wrongGesture }: ComposerOptions,
): ComposerState {
  // Its own captions are not: shown twice, it is said twice.
  if (wrongGesture === null || gesture === wrongGesture) return state;
  return { ...state, captionedAt: at };
}

/**
 * Whether a sign is that gesture, for a while after a caption. Then it is none itself, also if there
 * is nothing left to take back: held unsteadily, it comes twice.
 */
export function isCorrection(
  { captionedAt }: ComposerState,
  { gesture, at }: Signed,
  { wrongGesture, wrongMs }: ComposerOptions,
): boolean {
  return gesture === wrongGesture && captionedAt !== null && at - captionedAt < wrongMs;
}

/** Whether that gesture takes the last caption back: it is not its own, and new enough. */
export function canCorrect(
  state: ComposerState,
  at: number,
  { wrongGesture, wrongMs, takeBackMs }: ComposerOptions,
): boolean {
  const line = lastLine(state, at, takeBackMs);
  return line !== null && line.gesture !== wrongGesture && at - line.at < wrongMs;
}

/** Takes back the last line, or of a word being spelled the last letter. */
export function takeBack(
  state: ComposerState,
  at: number,
  { takeBackMs }: ComposerOptions,
  changes: Changes,
): Taking {
  const { gone, lines } = state;
  const line = lastLine(state, at, takeBackMs);
  if (!line) return { state, taken: null };
  const { state: left, taken } = line.open
    ? takeLetter(state, line, at, changes)
    : {
        state: { ...state, lines: lines.slice(0, -1), gone: line === gone ? null : gone },
        taken: takeLine(line, changes),
      };
  const rest = lineOf(left, line.id);
  const undoable = { line, left: rest ? piecesOf(rest) : [], at };
  return { state: { ...left, undoable }, taken };
}

/**
 * Whether what was taken back can be put back. A whole line can, whatever came after it; a letter
 * only while its word stands as it was left.
 */
export function canUndo(state: ComposerState): boolean {
  const { undoable, lines } = state;
  if (!undoable) return false;
  const { line, left } = undoable;
  if (!line.open) return true;
  if (lines.some(({ id }) => id > line.id)) return false;
  const rest = lineOf(state, line.id);
  const pieces = rest ? piecesOf(rest) : left;
  return pieces.length === left.length && pieces.every((piece, i) => piece === left[i]);
}

/** Puts back what was taken back, at its place; its captions are committed anew. */
export function undo(
  before: ComposerState,
  at: number,
  { maxLines }: ComposerOptions,
  changes: Changes,
): ComposerState {
  const { undoable } = before;
  if (!undoable || !canUndo(before)) return before;
  const { line } = undoable;
  const rest = lineOf(before, line.id);
  const standing = new Set(rest?.words.map(({ caption }) => caption));
  const wanted = new Set(line.words.map(({ caption }) => caption));
  // Its word may have ended meanwhile without the letter.
  for (const word of rest?.words ?? []) if (!wanted.has(word.caption)) withdraw(word, changes);
  const kind = line.kind === 'phrase' ? 'phrase' : 'word';
  let state = before;
  const words = line.words.map((word) => {
    if (word.caption === null || standing.has(word.caption)) return word;
    const committed = commit(state, { ...word, caption: null }, kind, changes);
    state = committed.state;
    return committed.word;
  });
  const others = state.lines.filter(({ id }) => id !== line.id);
  const place = others.filter(({ id }) => id < line.id).length;
  const all = others.toSpliced(place, 0, { ...line, words, at });
  const lines = all.slice(-maxLines);
  const gone = state.gone?.id === line.id ? null : state.gone;
  return {
    ...state,
    lines,
    gone: all[all.length - lines.length - 1] ?? gone,
    undoable: null,
    // Whoever wants it back does not have it taken by the same gesture again.
    captionedAt: null,
  };
}

/** Forgets what was taken back when the time for undo is over. */
export function forgetTaken(
  state: ComposerState,
  at: number,
  { undoMs }: ComposerOptions,
): ComposerState {
  const { undoable } = state;
  return undoable && at - undoable.at >= undoMs ? { ...state, undoable: null } : state;
}
