import {
  type CaptionChange,
  type ComposerEvent,
  createComposer,
  type TakenBack,
} from '../captions/composer.ts';
import type { WordReader } from '../captions/spelling/reader.ts';
import { namedTimers, type Timers } from '../clock/clock.ts';
import type { Answer } from '../messaging/frames-port.ts';
import type { Overlay, OverlayView } from '../overlay/types.ts';
import { acceptGestureOf, composerOptionsOf, type PresenterOptions } from './presenter-options.ts';

/** What the presenter needs of an overlay. */
export type Stage = Pick<Overlay, 'show' | 'whenShown' | 'dispose'>;

/** Receives what was committed and removed, in order. */
export type CaptionListener = (changes: readonly CaptionChange[]) => void;

export type Notice = NonNullable<OverlayView['notice']>;

/**
 * How long a notice without a button stays, ms. Popup and badge still show the problem afterwards.
 */
export const noticeMs = 10_000;
/** How long an announcement for screen readers stays in the page, ms. */
export const announceMs = 3000;
/** How long lines under the pointer or the focus stay at most, ms. */
export const keepLinesMs = 20_000;

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
  /** "Say it": ends the word being spelled at once. */
  say(): void;
  /** "That was wrong": takes the last caption back everywhere. @returns the caption */
  takeBack(): TakenBack | null;
  /** The newest line, even if it is no longer shown; null if there was none. */
  readonly last: string | null;
  /** Whether lines stay because the user points at them or focuses them; `keepLinesMs` at most. */
  keepLines(keep: boolean): void;
  /** Announces a text to screen readers only, once. */
  announce(text: string): void;
  /** Removes all lines from view; what was committed stays in the transcript. */
  clearCaptions(): void;
  /** Whether the user talks. Meanwhile signs give no captions, and no held sign is shown. */
  setTalking(on: boolean): void;
  answer(answer: Answer): void;
  /** While a camera is watched the overlay element stays mounted, even when it is empty. */
  stand(standing: boolean): void;
  /** The camera shows nothing now: removes what was held, half spelled or shown. */
  clear(): void;
  /** The recognizer is away: no sign is being held, and lines stay until their time is over. */
  pause(): void;
  notice(notice: Notice | null): void;
  dispose(): void;
}

type Candidate = NonNullable<Answer['candidate']>;

export function createPresenter(
  mount: () => Stage,
  options: PresenterOptions,
  timers: Timers,
): Presenter {
  let look = options;
  let reader: WordReader | null = null;
  const optionsNow = () => composerOptionsOf(look, reader !== null);
  const composer = createComposer(optionsNow());
  let overlay: Stage | null = null;
  let candidate: OverlayView['candidate'] = null;
  let talking = false;
  let notice: Notice | null = null;
  let standing = false;
  /** A hand was seen since the camera came on. */
  let handSeen = false;
  let announcement: string | null = null;
  let last: string | null = null;
  /** `keep` is armed while lines are kept. */
  const due = namedTimers<'tick' | 'notice' | 'announcement' | 'keep'>(timers);
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

  /** The caption that a sign being held will give; null if it will give none. */
  const shownCandidate = (held: Candidate): OverlayView['candidate'] => {
    const { gesture, caption, progress, language } = held;
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
    const held = look.dwellIndicator ? candidate : null;
    const empty = lines.length === 0 && !held && !notice && !announcement;
    if (!empty || standing) overlay ??= tryMount();
    overlay?.show({
      lines,
      suggestions,
      restores,
      candidate: held,
      notice,
      announcement,
      standing,
      handSeen: standing && handSeen,
    });
    planTick();
    return !empty || standing;
  };

  /** Once the overlay is in the page: what is shown for a time would else be over before. */
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

  const setNotice = (next: Notice | null): void => {
    notice = next;
    due.cancel('notice');
    show();
    if (!next || next.action) return;
    whenShown(() => {
      if (notice === next) due.arm('notice', noticeMs, () => setNotice(null));
    });
  };

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
    say() {
      key({ type: 'say', at: timers.now() });
    },
    takeBack() {
      const taken = key({ type: 'take-back', at: timers.now() });
      if (taken) last = composer.lines.at(-1)?.text ?? null;
      return taken;
    },
    get last() {
      return last;
    },
    keepLines,
    announce(text) {
      announcement = text;
      due.cancel('announcement');
      show();
      whenShown(() => {
        if (announcement !== text) return;
        due.arm('announcement', announceMs, () => {
          announcement = null;
          // If we only announced something to a screen reader, leave no element behind.
          if (!show()) unmount();
        });
      });
    },
    clearCaptions() {
      key({ type: 'clear' });
    },
    setTalking(on) {
      if (on === talking) return;
      talking = on;
      candidate = null;
      compose({ type: 'user-talking', on, at: timers.now() });
      show();
    },
    answer({ hands, candidate: held, sign, spelling }) {
      handSeen ||= hands > 0;
      if (spelling?.up) compose({ type: 'hand-up', at: timers.now() });
      if (spelling?.unnamed)
        compose({ type: 'unnamed', scores: spelling.unnamed, at: timers.now() });
      candidate = held && !talking ? shownCandidate(held) : null;
      if (sign) {
        compose({ type: 'sign', ...sign, at: timers.now() });
        last = composer.lines.at(-1)?.text ?? last;
      }
      show();
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
      handSeen = false;
      show();
    },
    pause() {
      candidate = null;
      show();
    },
    notice: setNotice,
    dispose() {
      for (const name of ['tick', 'notice', 'announcement', 'keep'] as const) due.cancel(name);
      announcement = null;
      last = null;
      compose({ type: 'clear' });
      candidate = null;
      notice = null;
      standing = false;
      handSeen = false;
      unmount();
    },
  };
}
