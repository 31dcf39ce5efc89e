/** What the presenter is to the other parts of the content script. */
import type { CaptionChange, TakenBack } from '../captions/composer.ts';
import type { WordReader } from '../captions/spelling/reader.ts';
import type { Answer } from '../messaging/frames-port.ts';
import type { Overlay, OverlayView } from '../overlay/types.ts';
import type { PresenterOptions } from './presenter-options.ts';
import type { Notice, Pill } from './timed-texts.ts';

export type { Notice, Pill } from './timed-texts.ts';

/** What the presenter needs of an overlay. */
export type Stage = Pick<Overlay, 'show' | 'whenShown' | 'dispose'>;

/** Receives what was committed and removed, in order. */
export type CaptionListener = (changes: readonly CaptionChange[]) => void;

export type Hint = NonNullable<OverlayView['hint']>;
export type Panel = NonNullable<OverlayView['panel']>;

/**
 * Turns answers into what is shown: composes captions, shows the sign being held, and removes lines
 * and notices when their time is over. Mounts the overlay when there is something to show.
 */
export interface Presenter {
  configure(look: PresenterOptions): void;
  /**
   * Calls the listener with every committed caption, and every one taken back: for transcript,
   * chat, speech and outgoing video. Subscriptions survive `dispose`, which only ends what is
   * shown.
   *
   * @returns ends the subscription
   */
  subscribe(listener: CaptionListener): () => void;
  /** @param words to suggest, the most frequent first; without any there are no suggestions */
  useWords(words: readonly string[]): void;
  /**
   * @param reader says what a spelled word is when it ends, and learns what the user makes of it; null:
   *   letters stand as they were spelled
   * @param onPutBack called with the letters that the user puts back in place of a word that was read
   */
  useReader(reader: WordReader | null, onPutBack?: (letters: string) => void): void;
  /** What can be accepted now, at most three (`suggestions` of the composer). */
  readonly suggestions: readonly string[];
  /** Accepts the suggestion at this index; 0 is the first. */
  accept(index: number): void;
  /** Ends the word, as the space sign does. */
  space(): void;
  /** Removes the last letter or space; if a phrase came last, its line. */
  backspace(): TakenBack | null;
  /** Makes a caption of a phrase that the user chose or wrote. */
  sayPhrase(text: string): void;
  /** "Say it": ends the word being spelled at once. */
  say(): void;
  /** "That was wrong": takes the last caption back everywhere. @returns the caption */
  takeBack(): TakenBack | null;
  /** Puts back what was taken back last. @returns whether there was anything to put back */
  undo(): boolean;
  /**
   * What stands below the captions while `undo` can put something back.
   *
   * @param takeBack what is shown while a gesture is held that will take a caption back
   */
  offerUndo(offer: Hint, takeBack: string): void;
  /** The newest line, even if it is no longer shown; null if there was none. */
  readonly last: string | null;
  /** Whether lines stay because the user points at them or focuses them; `keepLinesMs` at most. */
  keepLines(keep: boolean): void;
  /** Announces a text to screen readers only, once. */
  announce(text: string): void;
  /** Says what captions do now: shown for `announceMs`, and announced once. */
  showPill(pill: Pill): void;
  /** Removes all lines from view; what was committed stays in the transcript. */
  clearCaptions(): void;
  /** Whether the user talks. Meanwhile signs give no captions, and no held sign is shown. */
  setTalking(on: boolean): void;
  /** @returns what its sign took back, if that was the gesture for "that was wrong" */
  answer(answer: Answer): TakenBack | null;
  /** While a camera is watched the overlay element stays mounted, even when it is empty. */
  stand(standing: boolean): void;
  /** The camera shows nothing now: removes what was held, half spelled or shown. */
  clear(): void;
  /** The recognizer is away: no sign is being held, and lines stay until their time is over. */
  pause(): void;
  notice(notice: Notice | null): void;
  /** Something to know or do about the captions; stays below them until it is taken away. */
  hint(hint: Hint | null): void;
  /** The panel in the call, open or not. */
  panel(panel: Panel | null): void;
  dispose(): void;
}
