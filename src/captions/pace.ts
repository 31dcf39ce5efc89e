/**
 * The pace of spelling: what begins the pause that ends a word, and when lines disappear
 * (docs/captions.md, "Pace"). Pure.
 */
import {
  addUnnamed,
  type Changes,
  closeLast,
  dropWord,
  lastWord,
  openLine,
  replaceLast,
  withLastWord,
} from './lines.ts';
import { isLoneLetter } from './reading.ts';
import type { ComposedLine, ComposerOptions, ComposerState, UnnamedLetter } from './types.ts';

/**
 * When the next tick would change something, in ms of the events' clock; null if no tick would. A
 * caller needs only one timer, set to this moment.
 */
export function nextChange(state: ComposerState, options: ComposerOptions): number | null {
  let soonest: number | null = null;
  for (const line of state.lines) {
    if (line.open && state.userTalks) continue;
    const moment = line.at + (line.open ? options.wordPauseMs : options.captionMs);
    if (soonest === null || moment < soonest) soonest = moment;
  }
  const { undoable } = state;
  if (undoable) soonest = Math.min(soonest ?? Infinity, undoable.at + options.undoMs);
  return soonest;
}

/** When the user stops talking, the pause that ends a word starts again. */
export function setUserTalks(
  state: ComposerState,
  { on, at }: { on: boolean; at: number },
): ComposerState {
  if (on === state.userTalks) return state;
  const open = on ? null : openLine(state);
  return { ...(open ? replaceLast(state, { ...open, at }) : state), userTalks: on };
}

/** The pause that ends a word begins when no hand is up any more. */
export function handUp(state: ComposerState, at: number): ComposerState {
  const { pending } = state;
  const open = openLine(state);
  if (open) return at > open.at ? replaceLast(state, { ...open, at }) : state;
  return pending && at > pending.at ? { ...state, pending: { ...pending, at } } : state;
}

/** Keeps a letter that no gesture names with the word being spelled, or for the next one. */
export function keepUnnamed(state: ComposerState, { scores, at }: UnnamedLetter): ComposerState {
  const letter = { scores, at };
  const open = openLine(state);
  if (!open) {
    const unnamed = addUnnamed(state.pending?.unnamed ?? [], letter);
    return { ...state, pending: { unnamed, at } };
  }
  const word = lastWord(open);
  const unnamed = addUnnamed(word.unnamed, letter);
  // It keeps no word open: whether a hand is up is reported beside it.
  return replaceLast(state, withLastWord(open, { ...word, unnamed }));
}

/** Forgets the newest unnamed letter, because a gesture has named it after all. */
export function dropUnnamed(state: ComposerState): ComposerState {
  const { pending } = state;
  const open = openLine(state);
  if (open) {
    const word = lastWord(open);
    return replaceLast(state, withLastWord(open, { ...word, unnamed: word.unnamed.slice(0, -1) }));
  }
  return pending
    ? { ...state, pending: { ...pending, unnamed: pending.unnamed.slice(0, -1) } }
    : state;
}

/** Ends the word after a pause, and removes lines that are too old. */
export function age(
  before: ComposerState,
  at: number,
  options: ComposerOptions,
  changes: Changes,
): ComposerState {
  const open = openLine(before);
  const ended = open && !before.userTalks && at - open.at >= options.wordPauseMs;
  const { readWord } = options;
  let closed = before;
  if (ended)
    closed = isLoneLetter(lastWord(open), readWord)
      ? dropWord(before, open)
      : closeLast(before, { readWord, changes });
  const state = forgetPending(closed, at, options);
  const old = (line: ComposedLine) => !line.open && at - line.at >= options.captionMs;
  const gone = state.lines.filter(old).at(-1);
  return gone ? { ...state, lines: state.lines.filter((line) => !old(line)), gone } : state;
}

/** Unnamed letters before a word are part of it only if its first letter follows before the pause. */
function forgetPending(
  state: ComposerState,
  at: number,
  { wordPauseMs }: ComposerOptions,
): ComposerState {
  const { pending } = state;
  return pending && at - pending.at >= wordPauseMs ? { ...state, pending: null } : state;
}
