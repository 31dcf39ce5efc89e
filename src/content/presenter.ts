import {
  type CaptionChange,
  type ComposerEvent,
  createComposer,
  type TakenBack,
} from '../captions/composer.ts';
import { namedTimers, type Timers } from '../clock/clock.ts';
import type { Answer } from '../messaging/frames-port.ts';
import type { Overlay, OverlayView } from '../overlay/types.ts';
import { acceptGestureOf, composerOptionsOf, type PresenterOptions } from './presenter-options.ts';

/** What the presenter needs of an overlay. */
export type Stage = Pick<Overlay, 'show' | 'dispose'>;

/** Hears what was committed and removed, in order. */
export type CaptionListener = (changes: readonly CaptionChange[]) => void;

export type Notice = NonNullable<OverlayView['notice']>;

/** A notice without anything to press goes away by itself; popup and badge go on telling it. */
export const noticeMs = 10_000;
/** A word for screen readers alone is over by then. */
export const announceMs = 3000;
/** Lines under the pointer or the focus stay, but not for ever. */
export const keepLinesMs = 20_000;

/**
 * Turns answers into what is seen: composes captions, shows the sign being held, lets lines and
 * notices go when their time is over. Makes the overlay with the first thing to show.
 */
export interface Presenter {
  configure(look: PresenterOptions): void;
  /**
   * Tells every caption that is whole, and those that do not stand any more: for transcript, chat,
   * speech and outgoing video. Goes on over `dispose`, which only ends what is seen.
   *
   * @returns how to stop.
   */
  subscribe(listener: CaptionListener): () => void;
  /** Words to suggest, the most frequent first; none: no suggestions. */
  useWords(words: readonly string[]): void;
  /** Words for the letters spelled so far, at most three. */
  readonly suggestions: readonly string[];
  /** Takes the suggestion of this place; 0 is the first. */
  accept(index: number): void;
  /** Ends the word, as the space sign does. */
  space(): void;
  /** Takes away the last letter or space; of a phrase, the line. */
  backspace(): TakenBack | null;
  /** "Say it": ends the word being spelled at once. */
  say(): void;
  /** "That was wrong": takes the last caption back everywhere, and tells what it was. */
  takeBack(): TakenBack | null;
  /** The newest line, also when it is no longer shown; null when there was none. */
  readonly last: string | null;
  /** Lines stay while the user is at them, for `keepLinesMs` at most. */
  keepLines(keep: boolean): void;
  /** Tells screen readers alone, once: captions went on or off. */
  announce(text: string): void;
  /** Takes what is shown away; what was committed stays said. */
  clearCaptions(): void;
  /** Whether the user talks: meanwhile nothing new is said, and nothing being held is shown. */
  setTalking(on: boolean): void;
  answer(answer: Answer): void;
  /** While a camera is watched the overlay element stays mounted, even when it is empty. */
  stand(standing: boolean): void;
  /** The camera went dark: what was held, half spelled or shown goes with it. */
  clear(): void;
  /** The recognizer is away: nothing is being held; what was said stays its time. */
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
  const composer = createComposer(composerOptionsOf(look));
  let overlay: Stage | null = null;
  let candidate: OverlayView['candidate'] = null;
  let talking = false;
  let notice: Notice | null = null;
  let standing = false;
  let said: string | null = null;
  let last: string | null = null;
  /** `keep` is armed while lines are kept. */
  const due = namedTimers<'tick' | 'notice' | 'said' | 'keep'>(timers);
  const listeners = new Set<CaptionListener>();

  const compose = (event: ComposerEvent): TakenBack | null => {
    const { changes, taken } = composer.handle(event);
    if (changes.length > 0) for (const listener of listeners) listener(changes);
    return taken;
  };

  const key = (event: ComposerEvent): TakenBack | null => {
    const taken = compose(event);
    show();
    return taken;
  };

  /** What will be said of a sign that is being held; null: nothing. */
  const shownCandidate = (held: Candidate): OverlayView['candidate'] => {
    const { gesture, caption, progress, language } = held;
    if (gesture !== acceptGestureOf(look)) return { text: caption, progress, language };
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
    const { lines, suggestions } = composer;
    const held = look.dwellIndicator ? candidate : null;
    const empty = lines.length === 0 && !held && !notice && !said;
    if (!empty || standing) overlay ??= tryMount();
    overlay?.show({ lines, suggestions, candidate: held, notice, said, standing });
    planTick();
    return !empty || standing;
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
    if (next && !next.action) due.arm('notice', noticeMs, () => setNotice(null));
    else due.cancel('notice');
    show();
  };

  return {
    configure(next) {
      look = next;
      composer.configure(composerOptionsOf(next));
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
      said = text;
      due.arm('said', announceMs, () => {
        said = null;
        // If we only announced something to a screen reader, leave no element behind.
        if (!show()) unmount();
      });
      show();
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
    answer({ candidate: held, sign }) {
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
      show();
    },
    clear() {
      compose({ type: 'clear' });
      candidate = null;
      show();
    },
    pause() {
      candidate = null;
      show();
    },
    notice: setNotice,
    dispose() {
      for (const name of ['tick', 'notice', 'said', 'keep'] as const) due.cancel(name);
      said = null;
      last = null;
      compose({ type: 'clear' });
      candidate = null;
      notice = null;
      standing = false;
      unmount();
    },
  };
}
