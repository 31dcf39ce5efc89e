/** How a sign becomes text. */
export type SignKind = 'phrase' | 'letter' | 'space';

export interface SignEvent {
  type: 'sign';
  /** Gesture id (`thumbs-up`, `A`, `space`). */
  gesture: string;
  /** What it says. Not used for `space`. */
  caption: string;
  /** BCP 47 tag of the caption's language, where it is known. */
  language?: string;
  kind: SignKind;
  /** When the sign was recognised, ms. */
  at: number;
}

export type ComposerEvent =
  | SignEvent
  /** Time went by: lets words end and lines go away. */
  | { type: 'tick'; at: number }
  /** Ends the word, as the space sign does. */
  | { type: 'space'; at: number }
  /** Takes away the last letter or space; of a phrase, the whole line. */
  | { type: 'backspace'; at: number }
  /** "Say it": ends the word and its line at once. */
  | { type: 'say'; at: number }
  /** Takes the suggestion of this place (0 is the first) in place of the letters so far. */
  | { type: 'accept'; index: number; at: number }
  /** The user speaks, or no longer does: no sign says anything meanwhile, and no pause ends a word. */
  | { type: 'user-talking'; on: boolean; at: number }
  /** "That was wrong": takes back the last caption; of a word being spelled, the last letter. */
  | { type: 'take-back'; at: number }
  /** Take everything away now. What was committed stays committed; half a word is dropped. */
  | { type: 'clear' };

export interface CaptionLine {
  /** Stays the same while the line grows; never used again in this composer. */
  readonly id: number;
  readonly text: string;
  /** When the line last changed, ms. */
  readonly at: number;
  /** The gesture that changed it last. */
  readonly gesture: string;
  /** BCP 47 tag, of a phrase whose language is known. */
  readonly language?: string;
  /** Whether further letters join this line: a word is being spelled. */
  readonly open: boolean;
}

/** What one sign said: one per sign, in order. A space says `' '`. */
export interface EmittedCaption {
  readonly at: number;
  readonly text: string;
  readonly gesture: string;
}

/** A caption that is whole: a phrase, or a word that has ended. */
export interface CommittedCaption {
  /** Rises from caption to caption; never used again in this composer. */
  readonly id: number;
  readonly text: string;
  readonly kind: 'phrase' | 'word';
  /** BCP 47 tag, of a phrase whose language is known. */
  readonly language?: string;
  /** When its first sign was recognised, ms. */
  readonly from: number;
  /** When its last sign was recognised, ms; not before `from`. */
  readonly to: number;
}

/**
 * What transcript, chat, speech and outgoing video go by: everything committed that was not
 * removed is what the signer said, in order.
 */
export type CaptionChange =
  | { readonly type: 'committed'; readonly caption: CommittedCaption }
  /** Does not stand any more: it was wrong, or its word is being spelled on. */
  | { readonly type: 'removed'; readonly id: number; readonly text: string };

/** What backspace or "that was wrong" took away. */
export interface TakenBack {
  readonly what: 'letter' | 'space' | 'line';
  readonly text: string;
  /** The gesture that had said it last. */
  readonly gesture: string;
  /** Id of the line in which it stood. */
  readonly line: number;
  /** Committed captions that went with it; each is told as `removed` too. */
  readonly captions: readonly number[];
}

/** One sign's part of a word. */
export interface Piece {
  readonly text: string;
  readonly gesture: string;
  readonly at: number;
  readonly language?: string;
}

export interface Word {
  readonly pieces: readonly Piece[];
  /** Id under which it is committed; null: not (yet). */
  readonly caption: number | null;
}

/** A line with what is needed to change it. */
export interface ComposedLine extends CaptionLine {
  readonly kind: 'phrase' | 'spelled';
  /** At least one. Of an open line the last may be empty: a space came last. */
  readonly words: readonly Word[];
}

export interface ComposerState {
  /** What to show, oldest first; the newest belongs at the bottom. */
  readonly lines: readonly ComposedLine[];
  /** The last line that went out of sight; it can still be taken back for a while. */
  readonly gone: ComposedLine | null;
  readonly nextId: number;
  readonly nextCaption: number;
  /** The user speaks. */
  readonly userTalks: boolean;
}

export interface ComposerOptions {
  /** A line goes away this long after its last change, ms; not while its word may go on. */
  captionMs: number;
  /** A letter that comes later than this after the one before starts a new line, ms. */
  wordPauseMs: number;
  /** How long after its last change a line that is out of sight can be taken back, ms. */
  takeBackMs: number;
  /** Most lines shown at once. */
  maxLines: number;
  /** A word that would start beyond this many characters starts on a new line instead. */
  lineLength: number;
  /** Words to suggest, the most frequent first; none: no suggestions. */
  words: readonly string[];
  /**
   * The gesture that takes the first suggestion, as the accept key does, and says nothing of its own,
   * also while nothing is suggested; null: none does.
   */
  acceptGesture: string | null;
}

export interface Composed {
  readonly state: ComposerState;
  /** What this very event's sign said: at most one. */
  readonly emitted: readonly EmittedCaption[];
  /** What was committed and removed, in this order. */
  readonly changes: readonly CaptionChange[];
  readonly taken: TakenBack | null;
}
