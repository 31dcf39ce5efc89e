import { wordPauseFor } from '../captions/composer.ts';

export interface PresenterOptions {
  /** How long a caption stays after its last change, ms. */
  captionMs: number;
  /** Show what is being held. */
  dwellIndicator: boolean;
  /** How long a sign must be held, ms: the pause that ends a word grows with it. */
  dwellMs: number;
  /** Most lines shown at once. Left out: two. */
  captionLines?: 1 | 2;
  wordSuggestions?: boolean;
  /** While words are suggested, this gesture takes the first and says nothing of its own. */
  acceptGesture?: string | null;
}

export const acceptGestureOf = ({
  wordSuggestions,
  acceptGesture,
}: PresenterOptions): string | null => (wordSuggestions && acceptGesture) || null;

/** The settings of the composer behind these. */
export const composerOptionsOf = (look: PresenterOptions) => ({
  captionMs: look.captionMs,
  maxLines: look.captionLines ?? 2,
  acceptGesture: acceptGestureOf(look),
  wordPauseMs: wordPauseFor(look.dwellMs),
});
