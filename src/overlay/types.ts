/** Everything the overlay shows at one moment. */
export interface OverlayView {
  /** Captions, oldest first; the newest is at the bottom. `id` names a line while it grows. */
  lines: readonly { id: number; text: string }[];
  /** The sign being held and the share of its dwell time that is over, 0..1. */
  candidate: { text: string; progress: number } | null;
  /** Whether a hand is seen in the picture. */
  hand: boolean;
  /** A sentence for the user, with at most one thing to do about it. */
  notice: { text: string; action?: { label: string; run: () => void } } | null;
}

/** The overlay's own words, in the language of the interface. */
export interface OverlayStrings {
  /** Accessible name of the caption log. */
  captions: string;
  /** BCP 47 tag and direction of the interface language (`@@ui_locale`, `@@bidi_dir`). */
  lang?: string;
  dir?: 'ltr' | 'rtl';
}

export interface Overlay {
  /** Shows exactly this from now on. Never throws. */
  show(view: OverlayView): void;
  /** Takes everything out of the page. Safe to call twice. */
  dispose(): void;
}
