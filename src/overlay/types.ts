import type { Look } from './look.ts';
import type { Place } from './place.ts';

/** Everything the overlay shows at one moment. */
export interface OverlayView {
  /**
   * Captions, oldest first; the newest is at the bottom. `id` names a line while it grows; `language`
   * (BCP 47) is left out where nobody knows.
   */
  lines: readonly { id: number; text: string; language?: string }[];
  /** The sign being held and the share of its dwell time that is over, 0..1. */
  candidate: { text: string; progress: number; language?: string } | null;
  /** Words suggested for the letters so far, the likeliest first. */
  suggestions?: readonly string[];
  /** A sentence for the user, with at most one thing to do about it. */
  notice: { text: string; action?: { label: string; run: () => void } } | null;
  /** Shown while others see the captions in the sent picture: a word that says so. */
  sent?: string | null;
  /**
   * The element stays in the page though there is nothing to show: while a camera is watched, so
   * that the page does not see by it when a sign was recognised.
   */
  standing?: boolean;
  /** Told to screen readers and shown to nobody: captions went on or off. */
  said?: string | null;
}

/** The overlay's own words, in the language of the interface. */
export interface OverlayStrings {
  /** Accessible name of the caption log. */
  captions: string;
  /** The handle: that it moves captions, and by which keys. */
  move: string;
  /** The button that takes the newest caption back. */
  wrong: string;
  /** BCP 47 tag and direction of the interface language (`@@ui_locale`, `@@bidi_dir`). */
  lang?: string;
  dir?: 'ltr' | 'rtl';
}

/** What the user does in the overlay. */
export interface OverlayActions {
  /** "That was wrong", of the newest caption. */
  onWrong?(): void;
  /** The suggested word of this place was taken. */
  onAccept?(index: number): void;
  /** Captions were put somewhere else; null: all back to what the settings say. */
  onMoved?(place: Place | null): void;
  /** The pointer or the focus is at the captions, so they should stay; or no longer. */
  onHover?(hovered: boolean): void;
}

export interface Overlay {
  /** Shows exactly this from now on. Never throws. */
  show(view: OverlayView): void;
  /** Looks like this and stands there from now on. Never throws. */
  dress(look: Look, place: Place): void;
  /** Takes everything out of the page. Safe to call twice. */
  dispose(): void;
}
