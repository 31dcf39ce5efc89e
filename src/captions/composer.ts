// Runs in the content script's isolated world; pure.

/**
 * The caption composer: turns recognised signs into the one or two lines that are shown, and
 * reports which captions are complete. All rules and times: docs/captions.md.
 *
 * A phrase has a line of its own and is committed at once. Letters join into a word; a space begins
 * the next word on the same line; a pause, a phrase or "say it" ends the line. No pause passes while
 * a hand is up and holds or forms a letter. When a word ends it is read (`reading.ts`) and committed.
 * A line disappears `captionMs` after its last change.
 *
 * Pure: each event carries its time, in milliseconds of any clock that does not run backwards.
 */
import { accept, endedWord, restores, suggestions } from './accepting.ts';
import {
  addLine,
  addPieces,
  type Changes,
  closeLast,
  type Ending,
  endWord,
  lastWord,
  openLine,
  replaceLast,
  takeLetter,
  takeLine,
  withLastWord,
} from './lines.ts';
import { age, dropUnnamed, handUp, keepUnnamed, nextChange, setUserTalks } from './pace.ts';
import { handsOf, wordLetters } from './reading.ts';
import {
  canCorrect,
  canUndo,
  captioned,
  forgetTaken,
  isCorrection,
  takeBack,
  undo,
} from './taking-back.ts';
import type {
  CaptionLine,
  ChosenWord,
  Composed,
  ComposedLine,
  ComposerEvent,
  ComposerOptions,
  ComposerState,
  EmittedCaption,
  Piece,
  SignEvent,
  TakenBack,
} from './types.ts';

export { suggestions } from './accepting.ts';
export { nextChange } from './pace.ts';
export type {
  CaptionChange,
  CaptionLine,
  ChosenWord,
  CommittedCaption,
  Composed,
  ComposerEvent,
  ComposerOptions,
  ComposerState,
  EmittedCaption,
  LetterScores,
  ReadWord,
  SignEvent,
  SignKind,
  TakenBack,
  UnnamedLetter,
} from './types.ts';

/** 37 characters per line: the teletext width of the BBC Subtitle Guidelines for broadcast. */
export const defaultComposerOptions: Omit<ComposerOptions, 'wordPauseMs'> = {
  captionMs: 5000,
  takeBackMs: 30_000,
  undoMs: 5000,
  maxLines: 2,
  lineLength: 37,
  words: [],
  acceptGesture: null,
  wrongGesture: null,
  wrongMs: 10_000,
  readWord: null,
};

export const emptyComposer: ComposerState = {
  lines: [],
  gone: null,
  pending: null,
  captionedAt: null,
  undoable: null,
  nextId: 1,
  nextCaption: 1,
  userTalks: false,
};

/** Applies one event. Returns the same `state` object if nothing changed. */
export function compose(
  before: ComposerState,
  event: ComposerEvent,
  options: ComposerOptions,
): Composed {
  const changes: Changes = [];
  if (event.type === 'clear')
    return { state: cleared(before), emitted: [], changes, taken: null, chosen: null };
  let state = age(before, event.at, options, changes);
  // Its offer may stay longer, under the pointer.
  if (event.type !== 'undo') state = forgetTaken(state, event.at, options);
  let taken: TakenBack | null = null;
  let chosen: ChosenWord | null = null;
  const ending: Ending = { readWord: options.readWord, changes };
  let emitted: EmittedCaption[] = [];
  switch (event.type) {
    case 'tick':
      break;
    case 'user-talking':
      state = setUserTalks(state, event);
      break;
    case 'sign':
      // Hands that accompany speech mean nothing, and a caption would come too late afterwards.
      if (state.userTalks) break;
      if (isCorrection(state, event, options)) {
        if (canCorrect(state, event.at, options))
          ({ state, taken } = takeBack(state, event.at, options, changes));
        break;
      }
      if (accepts(event, options) || isSpaceAgain(state, event)) {
        ({ state, chosen } = accept(state, { index: 0, at: event.at }, options, ending));
        break;
      }
      emitted = [emittedBy(event)];
      if (event.wasUnnamed) state = dropUnnamed(state);
      state = captioned(sign(state, event, options, ending), event, options);
      break;
    case 'phrase': {
      const piece: Piece = { text: event.text, gesture: '', at: event.at };
      state = addLine(closeLast(state, ending), piece, 'phrase', options.maxLines, changes);
      state = captioned(state, piece, options);
      break;
    }
    case 'unnamed':
      if (!state.userTalks) state = keepUnnamed(state, event);
      break;
    case 'hand-up':
      state = handUp(state, event.at);
      break;
    case 'space':
      state = endWord(state, keyPiece(state, event.at), ending);
      break;
    case 'say':
      state = closeLast(state, ending);
      break;
    case 'accept':
      ({ state, chosen } = accept(state, event, options, ending));
      break;
    case 'backspace':
      ({ state, taken, chosen } = backspace(state, event.at, changes));
      break;
    case 'take-back':
      ({ state, taken } = takeBack(state, event.at, options, changes));
      break;
    case 'undo':
      state = undo(state, event.at, options, changes);
      break;
  }
  return { state, emitted, changes, taken, chosen };
}

/** A composer that keeps its own state. */
export interface Composer {
  readonly lines: readonly CaptionLine[];
  /** As `suggestions`. */
  readonly suggestions: readonly string[];
  /** As `restores`. */
  readonly restores: boolean;
  /** As `canUndo`. */
  readonly canUndo: boolean;
  /** As `nextChange`. */
  readonly nextChange: number | null;
  /**
   * What a sign of this gesture would do to the last caption; null: it is a sign like all others.
   */
  correction(gesture: string, at: number): 'take-back' | 'nothing' | null;
  /** Applies one event and returns its results. */
  handle(event: ComposerEvent): Omit<Composed, 'state'>;
  /** Changes options from now on, also for the lines already shown. */
  configure(options: Partial<ComposerOptions>): void;
}

/** `compose` with its state, for callers that have no store of their own. */
export function createComposer(
  options: Partial<ComposerOptions> & Pick<ComposerOptions, 'wordPauseMs'>,
): Composer {
  let current: ComposerOptions = { ...defaultComposerOptions, ...options };
  let state = emptyComposer;
  return {
    get lines() {
      return state.lines;
    },
    get suggestions() {
      return suggestions(state, current);
    },
    get restores() {
      return restores(state);
    },
    get canUndo() {
      return canUndo(state);
    },
    get nextChange() {
      return nextChange(state, current);
    },
    correction(gesture, at) {
      if (!isCorrection(state, { gesture, at }, current)) return null;
      return canCorrect(state, at, current) ? 'take-back' : 'nothing';
    },
    handle(event) {
      const { state: next, ...result } = compose(state, event, current);
      state = next;
      readAhead(state, current);
      return result;
    },
    configure(changes) {
      current = { ...current, ...changes };
    },
  };
}

/** Reads the word being spelled hand by hand, so that its end costs no more than one of them. */
function readAhead(state: ComposerState, { readWord }: ComposerOptions): void {
  const open = openLine(state);
  const hands = readWord && open ? handsOf(lastWord(open)) : null;
  if (hands && hands.length > 0) readWord?.(hands);
}

const accepts = ({ gesture }: SignEvent, { acceptGesture }: ComposerOptions): boolean =>
  gesture === acceptGesture;

/** The space sign once more takes what is offered in place of the word that it has just ended. */
function isSpaceAgain(state: ComposerState, { kind }: SignEvent): boolean {
  const open = openLine(state);
  if (kind !== 'space' || !open || lastWord(open).pieces.length > 0) return false;
  return (endedWord(state)?.word.offered.length ?? 0) > 0;
}

const emittedBy = ({ at, kind, caption, gesture }: SignEvent) => ({
  at,
  text: kind === 'space' ? ' ' : caption,
  gesture,
});

/** A key has no gesture; its effect is credited to the line's last gesture. */
const keyPiece = (state: ComposerState, at: number): Omit<Piece, 'text'> => ({
  at,
  gesture: state.lines.at(-1)?.gesture ?? '',
});

function sign(
  state: ComposerState,
  event: SignEvent,
  options: ComposerOptions,
  ending: Ending,
): ComposerState {
  const { at, gesture, kind, caption: text, language, scores, replaces } = event;
  // A space without a word before it is emitted, but changes no line.
  if (kind === 'space') return endWord(state, { at, gesture }, ending);
  if (text === '') return state;
  const piece: Piece = { text, gesture, at, language, scores };
  const open = openLine(state);
  if (kind === 'letter' && open && !overflows(open, options)) {
    return replaceLast(state, addPieces(withoutLetter(open, replaces), [piece]));
  }
  const lineKind = kind === 'letter' ? 'spelled' : 'phrase';
  return addLine(closeLast(state, ending), piece, lineKind, options.maxLines, ending.changes);
}

/** The line without the last letter of its word, if it is this one. */
function withoutLetter(open: ComposedLine, gesture: string | undefined): ComposedLine {
  const word = lastWord(open);
  if (gesture === undefined || word.pieces.at(-1)?.gesture !== gesture) return open;
  return withLastWord(open, { ...word, pieces: word.pieces.slice(0, -1) });
}

/** Whether the next word belongs on a new line. */
const overflows = (open: ComposedLine, { lineLength }: ComposerOptions): boolean =>
  lastWord(open).pieces.length === 0 && open.text.length >= lineLength;

type Taking = Pick<Composed, 'state' | 'taken'>;

function backspace(
  state: ComposerState,
  at: number,
  changes: Changes,
): Taking & Pick<Composed, 'chosen'> {
  const last = state.lines.at(-1);
  if (!last) return { state, taken: null, chosen: null };
  if (last.kind === 'spelled') {
    const word = endedWord(state)?.word;
    const isPutBack = word !== undefined && word.read !== null;
    const chosen = isPutBack ? { text: wordLetters(word), isPutBack } : null;
    return { ...takeLetter(state, last, at, changes), chosen };
  }
  return {
    state: { ...state, lines: state.lines.slice(0, -1) },
    taken: takeLine(last, changes),
    chosen: null,
  };
}

function cleared(state: ComposerState): ComposerState {
  const { lines, gone, pending, undoable, captionedAt } = state;
  if (lines.length === 0 && !gone && !pending && !undoable && captionedAt === null) return state;
  return { ...state, lines: [], gone: null, pending: null, undoable: null, captionedAt: null };
}
