export interface PresenterOptions {
  /** How long a caption stays after its last change, ms. */
  captionMs: number;
  /** Show the sign that is being held, with its progress. */
  dwellIndicator: boolean;
  /** Say below the captions why a held sign is not recognised (`why-hint.ts`). Default: never. */
  whyHints?: boolean;
  /** How long no hand is up and no letter comes until the word being spelled ends, ms. */
  wordPauseMs: number;
  /** At most this many lines are shown at once. Default: two. */
  captionLines?: 1 | 2;
  wordSuggestions?: boolean;
  /**
   * While words are suggested or read, this gesture accepts what is offered first and gives no caption
   * of its own.
   */
  acceptGesture?: string | null;
  /** Takes the last caption back, and gives no caption of its own meanwhile. */
  wrongGesture?: string | null;
}

/** @param reads whether words are read when they end */
export const acceptGestureOf = (
  { wordSuggestions, acceptGesture }: PresenterOptions,
  reads: boolean,
): string | null => ((wordSuggestions || reads) && acceptGesture) || null;

/** The options of the composer that follow from these. */
export const composerOptionsOf = (look: PresenterOptions, reads: boolean) => ({
  captionMs: look.captionMs,
  maxLines: look.captionLines ?? 2,
  acceptGesture: acceptGestureOf(look, reads),
  wrongGesture: look.wrongGesture ?? null,
  wordPauseMs: look.wordPauseMs,
});
