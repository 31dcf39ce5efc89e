import type { LetterScores } from './spelling/costs.ts';
import type { LetterEvent, SpelledWord } from './spelling/decoder.ts';

export type { LetterScores };

/** How a sign becomes text. */
export type SignKind = 'phrase' | 'letter' | 'space';

/** What the hands that were held while a word was spelled mean. */
export type ReadWord = (hands: readonly LetterEvent[]) => SpelledWord;

export interface SignEvent {
  type: 'sign';
  /** Gesture id (`thumbs-up`, `A`, `space`). */
  gesture: string;
  /** The gesture's text. Not used for `space`. */
  caption: string;
  /** BCP 47 tag of the caption's language, if it is known. */
  language?: string;
  kind: SignKind;
  /** Of a letter; left out if they are unknown. */
  scores?: LetterScores;
  /** The last unnamed letter is this one: its hand was held on until a gesture named it. */
  wasUnnamed?: boolean;
  /** The letter that was read before it, if it is the beginning of this one: an I of a J. */
  replaces?: string;
  /** When the sign was recognised, ms. */
  at: number;
}

/** A letter that was held while spelling and that the vocabulary does not name. */
export interface UnnamedLetter {
  readonly scores: LetterScores;
  /** When the hand was recognised as held, ms. */
  readonly at: number;
}

export type ComposerEvent =
  | SignEvent
  /** A hand was held like a letter, but reaches none. It is kept with its word and never shown. */
  | ({ type: 'unnamed' } & UnnamedLetter)
  /** A hand is up and holds or forms a letter: until it is gone, no pause ends the word. */
  | { type: 'hand-up'; at: number }
  /** The user chose or wrote it: a caption without a sign, whoever talks. */
  | { type: 'phrase'; text: string; at: number }
  /** Time has passed: words may end and lines may disappear. */
  | { type: 'tick'; at: number }
  /** Ends the word, as the space sign does. */
  | { type: 'space'; at: number }
  /** Takes away the last letter or space; of a phrase, the whole line. */
  | { type: 'backspace'; at: number }
  /** "Say it": ends the word and its line at once. */
  | { type: 'say'; at: number }
  /**
   * Takes the suggestion with this index (0 is the first) in place of the letters so far, or of the
   * word that has just ended.
   */
  | { type: 'accept'; index: number; at: number }
  /** The user starts or stops talking. Meanwhile signs are ignored, and no pause ends a word. */
  | { type: 'user-talking'; on: boolean; at: number }
  /** "That was wrong": takes back the last caption; of a word being spelled, the last letter. */
  | { type: 'take-back'; at: number }
  /** Puts back what was taken back last. Whoever sends it offers it only while `canUndo`. */
  | { type: 'undo'; at: number }
  /** Removes all lines now. Committed captions stay committed; an unfinished word is dropped. */
  | { type: 'clear' };

export interface CaptionLine {
  /** Stays the same while the line grows; never reused in this composer. */
  readonly id: number;
  readonly text: string;
  /** When the line last changed, or a hand was last up to go on with it, ms. */
  readonly at: number;
  /** The gesture that changed it last; empty: it was chosen or written. */
  readonly gesture: string;
  /** BCP 47 tag; only for a phrase whose language is known. */
  readonly language?: string;
  /** Whether further letters join this line, because a word is being spelled. */
  readonly open: boolean;
  /** Whether its last word has letters and may get more. */
  readonly growing: boolean;
}

/** The text of one sign; one per sign, in order. A space has `' '`. */
export interface EmittedCaption {
  readonly at: number;
  readonly text: string;
  readonly gesture: string;
}

/** A complete caption: a phrase, or a word that has ended. */
export interface CommittedCaption {
  /** Increases from caption to caption; never reused in this composer. */
  readonly id: number;
  readonly text: string;
  readonly kind: 'phrase' | 'word';
  /** BCP 47 tag; only for a phrase whose language is known. */
  readonly language?: string;
  /** When its first sign was recognised, ms. */
  readonly from: number;
  /** When its last sign was recognised, ms; not before `from`. */
  readonly to: number;
}

/**
 * What transcript, chat, speech and outgoing video are built from: the captions that were committed
 * and not removed are what the signer said, in order.
 */
export type CaptionChange =
  | { readonly type: 'committed'; readonly caption: CommittedCaption }
  /** No longer valid: it was wrong, or its word is being spelled on. */
  | { readonly type: 'removed'; readonly id: number; readonly text: string };

/** What backspace or "that was wrong" took away. */
export interface TakenBack {
  readonly what: 'letter' | 'space' | 'reading' | 'line';
  readonly text: string;
  /** The gesture that produced it; of a line, the last one. */
  readonly gesture: string;
  /** Id of the line that it was in. */
  readonly line: number;
  /** Committed captions that were removed with it; each is also reported as `removed`. */
  readonly captions: readonly number[];
}

/** One sign's part of a word. */
export interface Piece {
  readonly text: string;
  readonly gesture: string;
  readonly at: number;
  readonly language?: string;
  /** Of a letter that was signed; a key and an accepted word have none. */
  readonly scores?: LetterScores;
}

export interface Word {
  readonly pieces: readonly Piece[];
  /** Letters between, before and after the pieces that no gesture named, in order. */
  readonly unnamed: readonly UnnamedLetter[];
  /** Id of its committed caption; null: not committed. */
  readonly caption: number | null;
  /** What its letters were read as when it ended; null: they stand as they were spelled. */
  readonly read: string | null;
  /** What can take its place once it has ended: its letters if it was read, else likely words. */
  readonly offered: readonly string[];
  /** The user chose its text, so it is not read. */
  readonly chosen: boolean;
}

/** A line with the data that is needed to change it. */
export interface ComposedLine extends CaptionLine {
  readonly kind: 'phrase' | 'spelled';
  /** At least one. The last one of an open line may be empty, after a space. */
  readonly words: readonly Word[];
}

/** What undo puts back. */
export interface Undoable {
  /** The line as it was before. */
  readonly line: ComposedLine;
  /** What was left of its signs. */
  readonly left: readonly Piece[];
  /** When it was taken back, ms. */
  readonly at: number;
}

export interface ComposerState {
  /** Lines to show, oldest first; the newest belongs at the bottom. */
  readonly lines: readonly ComposedLine[];
  /** The last line that disappeared; it can still be taken back for a while. */
  readonly gone: ComposedLine | null;
  /** Unnamed letters before the first letter of a new line, and when a hand was last up since. */
  readonly pending: { readonly unnamed: readonly UnnamedLetter[]; readonly at: number } | null;
  /** When a sign or phrase was last captioned that the gesture for "that was wrong" can take back, ms. */
  readonly captionedAt: number | null;
  /** What was taken back last, until the time for undo is over. */
  readonly undoable: Undoable | null;
  readonly nextId: number;
  readonly nextCaption: number;
  readonly userTalks: boolean;
}

export interface ComposerOptions {
  /** How long a line stays after its last change, ms; an open line stays longer. */
  captionMs: number;
  /** How long no hand is up and no letter comes until the word ends, ms. */
  wordPauseMs: number;
  /** How long after its last change a line that has disappeared can be taken back, ms. */
  takeBackMs: number;
  /** For how long what was taken back can be put back, ms. */
  undoMs: number;
  /** How many lines are shown at most. */
  maxLines: number;
  /** If a line has this many characters, the next word starts on a new line. */
  lineLength: number;
  /** Words to suggest, the most frequent first; empty: no suggestions. */
  words: readonly string[];
  /**
   * The gesture that accepts the first suggestion, as the accept key does. It never makes a
   * caption, even if nothing is suggested. Null: there is none.
   */
  acceptGesture: string | null;
  /**
   * The gesture for "that was wrong": for `wrongMs` after a caption of another it takes that back,
   * and makes none itself. Null: there is none.
   */
  wrongGesture: string | null;
  /** How long after a caption that gesture takes it back, ms. */
  wrongMs: number;
  /** Reads words that end; null: letters stand as they were spelled. */
  readWord: ReadWord | null;
}

export interface Composed {
  readonly state: ComposerState;
  /** The text of this event's sign: at most one. */
  readonly emitted: readonly EmittedCaption[];
  /** What was committed and removed, in this order. */
  readonly changes: readonly CaptionChange[];
  readonly taken: TakenBack | null;
  /** What the user took in place of a word that had ended; null: nothing. */
  readonly chosen: ChosenWord | null;
}

/** What the user took in place of a word that had ended. */
export interface ChosenWord {
  readonly text: string;
  /** These are the word's letters, which had been read as another word. */
  readonly isPutBack: boolean;
}
