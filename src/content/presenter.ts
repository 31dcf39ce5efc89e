import { type ComposerEvent, createComposer, type TakenBack } from '../captions/composer.ts';
import type { WordReader } from '../captions/spelling/reader.ts';
import { namedTimers, type Timers } from '../clock/clock.ts';
import type { Answer } from '../messaging/frames-port.ts';
import type { Reason } from '../messaging/reason.ts';
import type { OverlayView } from '../overlay/types.ts';
import { acceptGestureOf, composerOptionsOf, type PresenterOptions } from './presenter-options.ts';
import type { CaptionListener, Hint, Panel, Presenter, Stage } from './presenter-types.ts';
import { createTimedTexts } from './timed-texts.ts';
import { createWhyHint } from './why-hint.ts';

export type {
  CaptionListener,
  Hint,
  Notice,
  Panel,
  Pill,
  Presenter,
  Stage,
} from './presenter-types.ts';
export { announceMs, noticeMs } from './timed-texts.ts';

/** How long lines under the pointer or the focus stay at most, ms. */
export const keepLinesMs = 20_000;

type Candidate = NonNullable<Answer['candidate']>;

export function createPresenter(
  mount: () => Stage,
  options: PresenterOptions,
  timers: Timers,
  sayWhy: (reason: Reason) => string = () => '',
): Presenter {
  let look = options;
  let reader: WordReader | null = null;
  const optionsNow = () => composerOptionsOf(look, reader !== null);
  const composer = createComposer(optionsNow());
  let overlay: Stage | null = null;
  let candidate: OverlayView['candidate'] = null;
  let talking = false;
  let hint: Hint | null = null;
  let undoOffer: Hint | null = null;
  let takeBackText = '';
  let panel: Panel | null = null;
  let standing = false;
  /** A hand was seen since the camera came on. */
  let handSeen = false;
  let last: string | null = null;
  /** `keep` is armed while lines are kept. */
  const due = namedTimers<'tick' | 'keep'>(timers);
  const why = createWhyHint(sayWhy, () => timers.now());
  const listeners = new Set<CaptionListener>();
  let onPutBack: ((letters: string) => void) | undefined;

  const compose = (event: ComposerEvent): TakenBack | null => {
    const { changes, taken, chosen } = composer.handle(event);
    if (changes.length > 0) for (const listener of listeners) listener(changes);
    // Nothing is learnt from a word that was taken back.
    if (chosen || taken) reader?.correct(chosen?.text ?? null);
    if (chosen?.isPutBack) onPutBack?.(chosen.text);
    return taken;
  };

  const key = (event: ComposerEvent): TakenBack | null => {
    const taken = compose(event);
    show();
    return taken;
  };

  const tookBack = (taken: TakenBack | null): TakenBack | null => {
    if (taken) last = composer.lines.at(-1)?.text ?? null;
    if (taken && undoOffer) texts.announce(undoOffer.text);
    return taken;
  };

  /** The caption that a sign being held will give; null if it will give none. */
  const shownCandidate = (held: Candidate): OverlayView['candidate'] => {
    const { gesture, caption, progress, language } = held;
    const correction = composer.correction(gesture, timers.now());
    if (correction === 'nothing') return null;
    if (correction) return { text: takeBackText, progress };
    if (gesture !== acceptGestureOf(look, reader !== null))
      return { text: caption, progress, language };
    const [word] = composer.suggestions;
    return word === undefined ? null : { text: word, progress };
  };

  /** Null if the page has overwritten `document`'s own methods; then nothing is shown. */
  const tryMount = (): Stage | null => {
    try {
      return mount();
    } catch {
      return null;
    }
  };

  const unmount = (): void => {
    overlay?.dispose();
    overlay = null;
  };

  /** @returns whether the overlay is wanted. */
  const show = (): boolean => {
    const { lines, suggestions, restores } = composer;
    const { notice, announcement, pill } = texts;
    const held = look.dwellIndicator ? candidate : null;
    // Without a camera nothing of ours covers the page.
    const below = composer.canUndo && undoOffer ? undoOffer : standing ? hint : null;
    const quiet = look.whyHints ? why.text : null;
    const others = held || notice || below || quiet || announcement || pill || panel;
    const empty = lines.length === 0 && !others;
    if (!empty || standing) overlay ??= tryMount();
    overlay?.show({
      lines,
      suggestions,
      restores,
      candidate: held,
      notice,
      hint: below,
      quiet,
      panel,
      announcement,
      pill,
      standing,
      handSeen: standing && handSeen,
    });
    planTick();
    return !empty || standing;
  };

  const whenShown = (work: () => void): void => {
    if (overlay) overlay.whenShown(work);
    else work();
  };

  const planTick = (): void => {
    due.cancel('tick');
    const at = composer.nextChange;
    if (at === null || due.armed('keep')) return;
    due.arm('tick', Math.max(0, at - timers.now()), () => {
      compose({ type: 'tick', at: timers.now() });
      show();
    });
  };

  const keepLines = (keep: boolean): void => {
    if (keep) due.arm('keep', keepLinesMs, () => keepLines(false));
    else due.cancel('keep');
    planTick();
  };

  const texts = createTimedTexts({
    timers,
    draw: show,
    whenShown,
    onOver() {
      // If we only announced something, leave no element behind.
      if (!show()) unmount();
    },
  });

  return {
    configure(next) {
      look = next;
      composer.configure(optionsNow());
      show();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    useWords(words) {
      composer.configure({ words });
      show();
    },
    useReader(next, whenPutBack) {
      reader = next;
      onPutBack = whenPutBack;
      composer.configure({ readWord: next?.read ?? null, ...optionsNow() });
      show();
    },
    get suggestions() {
      return composer.suggestions;
    },
    accept(index) {
      key({ type: 'accept', index, at: timers.now() });
    },
    space() {
      key({ type: 'space', at: timers.now() });
    },
    backspace: () => key({ type: 'backspace', at: timers.now() }),
    sayPhrase(text) {
      // So that the page cannot tell from the band how long this caption is shown.
      handSeen ||= standing;
      key({ type: 'phrase', text, at: timers.now() });
      last = composer.lines.at(-1)?.text ?? last;
    },
    say() {
      key({ type: 'say', at: timers.now() });
    },
    takeBack: () => tookBack(key({ type: 'take-back', at: timers.now() })),
    undo() {
      if (!composer.canUndo) return false;
      key({ type: 'undo', at: timers.now() });
      last = composer.lines.at(-1)?.text ?? last;
      return true;
    },
    offerUndo(offer, takeBack) {
      undoOffer = offer;
      takeBackText = takeBack;
    },
    get last() {
      return last;
    },
    keepLines,
    announce: texts.announce,
    showPill: texts.showPill,
    clearCaptions() {
      key({ type: 'clear' });
    },
    setTalking(on) {
      if (on === talking) return;
      talking = on;
      candidate = null;
      why.clear();
      compose({ type: 'user-talking', on, at: timers.now() });
      show();
    },
    answer(answer) {
      const { hands, candidate: held, sign, spelling } = answer;
      handSeen ||= hands > 0;
      if (!talking) why.follow(answer);
      if (spelling?.up) compose({ type: 'hand-up', at: timers.now() });
      if (spelling?.unnamed)
        compose({ type: 'unnamed', scores: spelling.unnamed, at: timers.now() });
      candidate = held && !talking ? shownCandidate(held) : null;
      const taken = sign && compose({ type: 'sign', ...sign, at: timers.now() });
      if (sign) last = composer.lines.at(-1)?.text ?? last;
      show();
      return tookBack(taken);
    },
    stand(next) {
      if (next === standing) return;
      standing = next;
      handSeen = false;
      show();
    },
    clear() {
      compose({ type: 'clear' });
      candidate = null;
      why.clear();
      handSeen = false;
      show();
    },
    pause() {
      candidate = null;
      why.clear();
      show();
    },
    notice: texts.setNotice,
    hint(next) {
      hint = next;
      show();
    },
    panel(next) {
      panel = next;
      if (!show()) unmount();
    },
    dispose() {
      for (const name of ['tick', 'keep'] as const) due.cancel(name);
      texts.clear();
      last = null;
      compose({ type: 'clear' });
      candidate = null;
      why.clear();
      hint = null;
      panel = null;
      standing = false;
      handSeen = false;
      unmount();
    },
  };
}
