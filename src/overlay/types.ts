import type { CallPanel } from './call-panel/types.ts';
import type { Look } from './look.ts';
import type { Place } from './place.ts';

/** Everything the overlay shows at one moment. */
export interface OverlayView {
  /**
   * Captions, oldest first; the newest is at the bottom. `id` stays the same while a line grows;
   * `language` (BCP 47) is left out if it is unknown; `growing`: letters still join its last word.
   */
  lines: readonly { id: number; text: string; language?: string; growing?: boolean }[];
  /** The caption of the sign being held, and the share of its dwell time that has passed, 0..1. */
  candidate: { text: string; progress: number; language?: string } | null;
  /** Words for the letters spelled so far, or for the word that has just ended, the likeliest first. */
  suggestions?: readonly string[];
  /** Whether the suggestion puts back the letters of a word that was read. */
  restores?: boolean;
  /** A sentence for the user, with at most one action. */
  notice: { text: string; action?: { label: string; run: () => void } } | null;
  /** A sentence about the captions, below them, with what can be done. */
  hint?: { text: string; actions: readonly { label: string; run: () => void }[] } | null;
  /** Why a held sign is not recognised: quiet, below the captions, never announced. */
  quiet?: string | null;
  /** The panel in the call, while the user has it open. */
  panel?: CallPanel | null;
  /** A label, shown while others see the captions in the sent video. */
  sent?: string | null;
  /**
   * Keep the element in the page even when there is nothing to show: it is true while a camera is
   * watched, so that the page cannot tell from the element when a sign was recognised.
   */
  standing?: boolean;
  /**
   * A hand was seen since the camera came on: the band, where captions may come, covers the page
   * from now on, so that the page cannot tell from what is covered when a sign was recognised. A
   * hand and not a sign: a page that shows pictures of its own as the camera would learn from a
   * sign which gestures this user has taught.
   */
  handSeen?: boolean;
  /** What captions do now, for a moment; announced by `announcement`. */
  pill?: { text: string; mark: 'on' | 'off' | 'paused' } | null;
  /** Announced to screen readers and not shown. */
  announcement?: string | null;
}

/** How much of the upper and the lower end of the window captions leave free, px. */
export interface ClearRoom {
  readonly above: number;
  readonly below: number;
}
export const noRoom: ClearRoom = { above: 0, below: 0 };

/** The overlay's own words, in the language of the interface. */
export interface OverlayStrings {
  /** Accessible name of the caption log. */
  captions: string;
  /** Accessible name of the handle: that it moves captions, and by which keys. */
  move: string;
  /** The button that takes the newest caption back. */
  wrong: string;
  /** The button that opens the panel in the call. */
  panel: string;
  /** Before the letters of a word that was read: "Put back". */
  putBack: string;
  /** BCP 47 tag and direction of the interface language (`@@ui_locale`, `@@bidi_dir`). */
  lang?: string;
  dir?: 'ltr' | 'rtl';
}

/** What the user does in the overlay. */
export interface OverlayActions {
  /** "That was wrong", about the newest caption. */
  onWrong?(): void;
  /** Opens the panel in the call. Without it no button does. */
  onPanel?(): void;
  /** The suggested word at this index was accepted. */
  onAccept?(index: number): void;
  /** Captions were moved; null: back to what the settings say. */
  onMoved?(place: Place | null): void;
  /** Whether the pointer or the focus is at the captions, which should then stay. */
  onHover?(hovered: boolean): void;
}

export interface Overlay {
  /** Shows exactly this view from now on, once the page has settled. Never throws. */
  show(view: OverlayView): void;
  /** Runs `work` once the page has settled, now if it has; not after `dispose`. */
  whenShown(work: () => void): void;
  /** Sets the look and the place from now on. Never throws. */
  dress(look: Look, place: Place): void;
  /** Removes everything from the page. Safe to call twice. */
  dispose(): void;
}
