// Runs in the content script's isolated world; pure.

/**
 * The caption composer: turns recognised signs into the one or two lines that are shown, and tells
 * which captions are whole. All rules and times: docs/captions.md.
 *
 * A phrase stands on a line of its own and is committed at once. Letters join into a word; a space
 * goes on with the next word on the same line; a pause, a phrase or "say it" ends the line. A word
 * is committed when it ends. A line goes away `captionMs` after it last changed.
 *
 * Pure: the time is handed in with each event, in milliseconds of any one clock that does not
 * run backwards.
 */
import {
  addLine,
  addPieces,
  type Changes,
  closeLast,
  endWord,
  lastWord,
  openLine,
  replaceLast,
  takeLetter,
  takeLine,
  wordText,
} from './lines.ts';
import type {
  CaptionLine,
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
import { suggestWords } from './words.ts';

export type {
  CaptionChange,
  CaptionLine,
  CommittedCaption,
  Composed,
  ComposerEvent,
  ComposerOptions,
  ComposerState,
  EmittedCaption,
  SignEvent,
  SignKind,
  TakenBack,
} from './types.ts';

/** Time to change from one letter to the next, beside the dwell, ms. */
const letterChangeMs = 1800;

/** The pause that ends a word, for signs that must be held this long; ms. */
export const wordPauseFor = (dwellMs: number): number => dwellMs + letterChangeMs;

/** 37 characters a line: the teletext width that the BBC Subtitle Guidelines keep for broadcast. */
export const defaultComposerOptions: Omit<ComposerOptions, 'wordPauseMs'> = {
  captionMs: 5000,
  takeBackMs: 30_000,
  maxLines: 2,
  lineLength: 37,
  words: [],
  acceptGesture: null,
};

export const emptyComposer: ComposerState = {
  lines: [],
  gone: null,
  nextId: 1,
  nextCaption: 1,
  userTalks: false,
};

/** One step. Gives back the same `state` object when nothing changed. */
export function compose(
  before: ComposerState,
  event: ComposerEvent,
  options: ComposerOptions,
): Composed {
  const changes: Changes = [];
  if (event.type === 'clear') return { state: cleared(before), emitted: [], changes, taken: null };
  let state = age(before, event.at, options, changes);
  let taken: TakenBack | null = null;
  let emitted: EmittedCaption[] = [];
  switch (event.type) {
    case 'tick':
      break;
    case 'user-talking':
      state = setUserTalks(state, event);
      break;
    case 'sign':
      // Hands that go with speech mean nothing; and later it would be a caption out of its time.
      if (state.userTalks) break;
      if (accepts(event, options)) {
        state = accept(state, { index: 0, at: event.at }, options, changes);
        break;
      }
      emitted = [emittedBy(event)];
      state = sign(state, event, options, changes);
      break;
    case 'space':
      state = endWord(state, keyPiece(state, event.at), changes);
      break;
    case 'say':
      state = closeLast(state, changes);
      break;
    case 'accept':
      state = accept(state, event, options, changes);
      break;
    case 'backspace':
      ({ state, taken } = backspace(state, event.at, changes));
      break;
    case 'take-back':
      ({ state, taken } = takeBack(state, event.at, options, changes));
      break;
  }
  return { state, emitted, changes, taken };
}

/** Words for the letters spelled so far, the likeliest first. */
export function suggestions(state: ComposerState, options: ComposerOptions): string[] {
  const open = openLine(state);
  return open ? suggestWords(wordText(lastWord(open)), options.words) : [];
}

/**
 * When the next tick would change something, in ms of the events' clock; null when nothing is
 * shown. One timer set to this moment is all that a caller needs.
 */
export function nextChange(state: ComposerState, options: ComposerOptions): number | null {
  let soonest: number | null = null;
  for (const line of state.lines) {
    if (line.open && state.userTalks) continue;
    const moment = line.at + (line.open ? options.wordPauseMs : options.captionMs);
    if (soonest === null || moment < soonest) soonest = moment;
  }
  return soonest;
}

/** A composer that keeps its own state. */
export interface Composer {
  readonly lines: readonly CaptionLine[];
  /** As `suggestions`. */
  readonly suggestions: readonly string[];
  /** As `nextChange`. */
  readonly nextChange: number | null;
  /** Takes one event in, gives back what came of it. */
  handle(event: ComposerEvent): Omit<Composed, 'state'>;
  /** Changed options count from now on, for the lines already shown too. */
  configure(options: Partial<ComposerOptions>): void;
}

/** `compose` with the state kept inside, for callers that have no store of their own. */
export function createComposer(
  options: Partial<ComposerOptions> & Pick<ComposerOptions, 'wordPauseMs'>,
): Composer {
  let settled: ComposerOptions = { ...defaultComposerOptions, ...options };
  let state = emptyComposer;
  return {
    get lines() {
      return state.lines;
    },
    get suggestions() {
      return suggestions(state, settled);
    },
    get nextChange() {
      return nextChange(state, settled);
    },
    handle(event) {
      const { state: next, ...told } = compose(state, event, settled);
      state = next;
      return told;
    },
    configure(changes) {
      settled = { ...settled, ...changes };
    },
  };
}

const accepts = ({ gesture }: SignEvent, { acceptGesture }: ComposerOptions): boolean =>
  gesture === acceptGesture;

const emittedBy = ({ at, kind, caption, gesture }: SignEvent) => ({
  at,
  text: kind === 'space' ? ' ' : caption,
  gesture,
});

/** What a key did stands in the name of the line's last gesture. */
const keyPiece = (state: ComposerState, at: number): Omit<Piece, 'text'> => ({
  at,
  gesture: state.lines.at(-1)?.gesture ?? '',
});

/** After speech the pause that ends a word starts anew. */
function setUserTalks(
  state: ComposerState,
  { on, at }: { on: boolean; at: number },
): ComposerState {
  if (on === state.userTalks) return state;
  const open = on ? null : openLine(state);
  return { ...(open ? replaceLast(state, { ...open, at }) : state), userTalks: on };
}

function sign(
  state: ComposerState,
  event: SignEvent,
  options: ComposerOptions,
  changes: Changes,
): ComposerState {
  const { at, gesture, kind, caption: text, language } = event;
  // A space with no word before it separates nothing: told, but not shown.
  if (kind === 'space') return endWord(state, { at, gesture }, changes);
  if (text === '') return state;
  const piece: Piece = { text, gesture, at, language };
  const open = openLine(state);
  if (kind === 'letter' && open && !overflows(open, options)) {
    return replaceLast(state, addPieces(open, [piece]));
  }
  const lineKind = kind === 'letter' ? 'spelled' : 'phrase';
  return addLine(closeLast(state, changes), piece, lineKind, options.maxLines, changes);
}

/** Whether the next word belongs on a new line. */
const overflows = (open: ComposedLine, { lineLength }: ComposerOptions): boolean =>
  lastWord(open).pieces.length === 0 && open.text.length >= lineLength;

function accept(
  state: ComposerState,
  { index, at }: { index: number; at: number },
  options: ComposerOptions,
  changes: Changes,
): ComposerState {
  const open = openLine(state);
  const word = suggestions(state, options)[index];
  if (!open || word === undefined) return state;
  // Also of a sign: what it stands for is the letters'.
  const { gesture } = open;
  const rest = [...word.slice(wordText(lastWord(open)).length)];
  const pieces = rest.map((text) => ({ text, gesture, at }));
  return endWord(replaceLast(state, addPieces(open, pieces)), { at, gesture }, changes);
}

type Taking = Pick<Composed, 'state' | 'taken'>;

function backspace(state: ComposerState, at: number, changes: Changes): Taking {
  const last = state.lines.at(-1);
  if (!last) return { state, taken: null };
  if (last.kind === 'spelled') return takeLetter(state, last, at, changes);
  return { state: { ...state, lines: state.lines.slice(0, -1) }, taken: takeLine(last, changes) };
}

function takeBack(
  state: ComposerState,
  at: number,
  { takeBackMs }: ComposerOptions,
  changes: Changes,
): Taking {
  const last = state.lines.at(-1);
  if (last?.open) return takeLetter(state, last, at, changes);
  if (last)
    return { state: { ...state, lines: state.lines.slice(0, -1) }, taken: takeLine(last, changes) };
  const { gone } = state;
  if (!gone || at - gone.at >= takeBackMs) return { state, taken: null };
  return { state: { ...state, gone: null }, taken: takeLine(gone, changes) };
}

/** Ends the word after a pause and takes away what is too old. */
function age(
  before: ComposerState,
  at: number,
  options: ComposerOptions,
  changes: Changes,
): ComposerState {
  const open = openLine(before);
  const ended = open && !before.userTalks && at - open.at >= options.wordPauseMs;
  const state = ended ? closeLast(before, changes) : before;
  const old = (line: ComposedLine) => !line.open && at - line.at >= options.captionMs;
  const gone = state.lines.filter(old).at(-1);
  return gone ? { ...state, lines: state.lines.filter((line) => !old(line)), gone } : state;
}

function cleared(state: ComposerState): ComposerState {
  if (state.lines.length === 0 && !state.gone) return state;
  return { ...state, lines: [], gone: null };
}
