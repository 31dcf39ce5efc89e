/**
 * The caption composer: turns recognised signs into the one or two lines that are shown.
 *
 * A phrase stands on a line of its own. Letters join into a word; a space goes on with the next
 * word on the same line; a pause or a phrase ends the line. A line goes away `captionMs` after it
 * last changed.
 *
 * Pure: the time is handed in with each event, in milliseconds of any one clock that does not
 * run backwards.
 */

/** How a sign becomes text. */
export type SignKind = 'phrase' | 'letter' | 'space';

export interface SignEvent {
  type: 'sign';
  /** Gesture id (`thumbs-up`, `A`, `space`). */
  gesture: string;
  /** What it says. Not used for `space`. */
  caption: string;
  kind: SignKind;
  /** When the sign was recognised, ms. */
  at: number;
}

export type ComposerEvent =
  | SignEvent
  /** Time went by: lets words end and lines go away. */
  | { type: 'tick'; at: number }
  /** Take everything away now. */
  | { type: 'clear' };

export interface CaptionLine {
  /** Stays the same while the line grows; never used again in this composer. */
  readonly id: number;
  readonly text: string;
  /** When the line last changed, ms. */
  readonly at: number;
  /** The gesture that changed it last. */
  readonly gesture: string;
  /** Whether further letters join this line: a word is being spelled. */
  readonly open: boolean;
}

/** What one sign said: one per sign, in order. A space says `' '`. */
export interface EmittedCaption {
  readonly at: number;
  readonly text: string;
  readonly gesture: string;
}

export interface ComposerState {
  /** What to show, oldest first; the newest belongs at the bottom. */
  readonly lines: readonly CaptionLine[];
  readonly nextId: number;
}

export interface ComposerOptions {
  /** A line goes away this long after its last change, ms. */
  captionMs: number;
  /** A letter that comes later than this after the one before starts a new line, ms. */
  wordPauseMs: number;
  /** Most lines shown at once. */
  maxLines: number;
  /** A word that would start beyond this many characters starts on a new line instead. */
  lineLength: number;
}

/** 37 characters a line: the teletext width that the BBC Subtitle Guidelines keep for broadcast. */
export const defaultComposerOptions: ComposerOptions = {
  captionMs: 5000,
  wordPauseMs: 2500,
  maxLines: 2,
  lineLength: 37,
};

export const emptyComposer: ComposerState = { lines: [], nextId: 1 };

export interface Composed {
  readonly state: ComposerState;
  /** What this very event said: at most one. */
  readonly emitted: readonly EmittedCaption[];
}

/** One step. Gives back the same `state` object when nothing changed. */
export function compose(
  state: ComposerState,
  event: ComposerEvent,
  options: ComposerOptions = defaultComposerOptions,
): Composed {
  switch (event.type) {
    case 'clear':
      return { state: withLines(state, []), emitted: [] };
    case 'tick':
      return { state: age(state, event.at, options), emitted: [] };
    case 'sign':
      return sign(age(state, event.at, options), event, options);
  }
}

/**
 * When the next tick would change something, in ms of the events' clock; null when nothing is
 * shown. One timer set to this moment is all that a caller needs.
 */
export function nextChange(
  state: ComposerState,
  options: ComposerOptions = defaultComposerOptions,
): number | null {
  let soonest: number | null = null;
  for (const line of state.lines) {
    const after = line.open ? Math.min(options.captionMs, options.wordPauseMs) : options.captionMs;
    const moment = line.at + after;
    if (soonest === null || moment < soonest) soonest = moment;
  }
  return soonest;
}

/** A composer that keeps its own state. */
export interface Composer {
  readonly lines: readonly CaptionLine[];
  /** As `nextChange`. */
  readonly nextChange: number | null;
  /** Takes one event in, gives back what it said. */
  handle(event: ComposerEvent): readonly EmittedCaption[];
  /** Changed options count from now on, for the lines already shown too. */
  configure(options: Partial<ComposerOptions>): void;
}

/** `compose` with the state kept inside, for callers that have no store of their own. */
export function createComposer(options: Partial<ComposerOptions> = {}): Composer {
  let settled: ComposerOptions = { ...defaultComposerOptions, ...options };
  let state = emptyComposer;
  return {
    get lines() {
      return state.lines;
    },
    get nextChange() {
      return nextChange(state, settled);
    },
    handle(event) {
      const composed = compose(state, event, settled);
      state = composed.state;
      return composed.emitted;
    },
    configure(changes) {
      settled = { ...settled, ...changes };
    },
  };
}

function sign(state: ComposerState, event: SignEvent, options: ComposerOptions): Composed {
  const said = event.kind === 'space' ? ' ' : event.caption;
  const emitted = [{ at: event.at, text: said, gesture: event.gesture }];
  const last = state.lines.at(-1);
  const open = last?.open ? last : null;

  if (event.kind === 'space') {
    // A space with no word before it separates nothing: told, but not shown.
    if (!open || open.text.endsWith(' ')) return { state, emitted };
    return { state: replaceLast(state, open, event, `${open.text} `, options), emitted };
  }
  if (said === '') return { state, emitted };
  if (event.kind === 'phrase' || !open) {
    return {
      state: addLine(closeLast(state), event, said, event.kind === 'letter', options),
      emitted,
    };
  }
  return { state: replaceLast(state, open, event, open.text + said, options), emitted };
}

/** Writes `text` into the open last line, or starts a new one where a new word does not fit. */
function replaceLast(
  state: ComposerState,
  open: CaptionLine,
  event: SignEvent,
  text: string,
  options: ComposerOptions,
): ComposerState {
  const startsWord = event.kind === 'letter' && open.text.endsWith(' ');
  if (startsWord && open.text.length >= options.lineLength) {
    return addLine(closeLast(state), event, event.caption, true, options);
  }
  const line: CaptionLine = { ...open, text, at: event.at, gesture: event.gesture };
  return withLines(state, [...state.lines.slice(0, -1), line]);
}

function addLine(
  state: ComposerState,
  event: SignEvent,
  text: string,
  open: boolean,
  options: ComposerOptions,
): ComposerState {
  const line: CaptionLine = { id: state.nextId, text, at: event.at, gesture: event.gesture, open };
  return {
    lines: [...state.lines, line].slice(-options.maxLines),
    nextId: state.nextId + 1,
  };
}

function closeLast(state: ComposerState): ComposerState {
  const last = state.lines.at(-1);
  return last?.open ? withLines(state, [...state.lines.slice(0, -1), closed(last)]) : state;
}

function closed(line: CaptionLine): CaptionLine {
  return { ...line, text: line.text.trimEnd(), open: false };
}

/** Takes away what is too old and ends the word after a pause. */
function age(state: ComposerState, at: number, options: ComposerOptions): ComposerState {
  let changed = false;
  const lines: CaptionLine[] = [];
  for (const line of state.lines) {
    if (at - line.at >= options.captionMs) {
      changed = true;
    } else if (line.open && at - line.at >= options.wordPauseMs) {
      changed = true;
      lines.push(closed(line));
    } else {
      lines.push(line);
    }
  }
  return changed ? withLines(state, lines) : state;
}

function withLines(state: ComposerState, lines: readonly CaptionLine[]): ComposerState {
  if (lines.length === 0 && state.lines.length === 0) return state;
  return { ...state, lines };
}
