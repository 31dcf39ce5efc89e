import {
  type CaptionChange,
  type Composer,
  type ComposerEvent,
  createComposer,
  type TakenBack,
  wordPauseFor,
} from '../captions/composer.ts';
import { type NamedTimers, namedTimers, type Timers } from '../clock/clock.ts';
import type { Answer, SignCue } from '../messaging/frames-port.ts';
import type { Overlay, OverlayView } from '../overlay/types.ts';

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
export class Presenter {
  readonly #mount: () => Stage;
  readonly #timers: Timers;
  readonly #composer: Composer;
  #look: PresenterOptions;
  #overlay: Stage | null = null;
  #candidate: OverlayView['candidate'] = null;
  #talking = false;
  #notice: Notice | null = null;
  #standing = false;
  #said: string | null = null;
  #last: string | null = null;
  /** `keep` is armed while lines are kept. */
  readonly #due: NamedTimers<'tick' | 'notice' | 'said' | 'keep'>;
  readonly #listeners = new Set<CaptionListener>();

  constructor(mount: () => Stage, look: PresenterOptions, timers: Timers) {
    this.#mount = mount;
    this.#look = look;
    this.#timers = timers;
    this.#due = namedTimers(timers);
    this.#composer = createComposer(composerOptionsOf(look));
  }

  configure(look: PresenterOptions): void {
    this.#look = look;
    this.#composer.configure(composerOptionsOf(look));
    this.#show();
  }

  /**
   * Tells every caption that is whole, and those that do not stand any more: for transcript, chat,
   * speech and outgoing video. Goes on over `dispose`, which only ends what is seen.
   *
   * @returns how to stop.
   */
  subscribe(listener: CaptionListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Words to suggest, the most frequent first; none: no suggestions. */
  useWords(words: readonly string[]): void {
    this.#composer.configure({ words });
    this.#show();
  }

  /** Words for the letters spelled so far, at most three. */
  get suggestions(): readonly string[] {
    return this.#composer.suggestions;
  }

  /** Takes the suggestion of this place; 0 is the first. */
  accept(index: number): void {
    this.#key({ type: 'accept', index, at: this.#timers.now() });
  }

  /** Ends the word, as the space sign does. */
  space(): void {
    this.#key({ type: 'space', at: this.#timers.now() });
  }

  /** Takes away the last letter or space; of a phrase, the line. */
  backspace(): TakenBack | null {
    return this.#key({ type: 'backspace', at: this.#timers.now() });
  }

  /** "Say it": ends the word being spelled at once. */
  say(): void {
    this.#key({ type: 'say', at: this.#timers.now() });
  }

  /** "That was wrong": takes the last caption back everywhere, and tells what it was. */
  takeBack(): TakenBack | null {
    const taken = this.#key({ type: 'take-back', at: this.#timers.now() });
    if (taken) this.#last = this.#composer.lines.at(-1)?.text ?? null;
    return taken;
  }

  /** The newest line, also when it is no longer shown; null when there was none. */
  get last(): string | null {
    return this.#last;
  }

  /** Lines stay while the user is at them, for `keepLinesMs` at most. */
  keepLines(keep: boolean): void {
    if (keep) this.#due.arm('keep', keepLinesMs, () => this.keepLines(false));
    else this.#due.cancel('keep');
    this.#planTick();
  }

  /** Tells screen readers alone, once: captions went on or off. */
  announce(text: string): void {
    this.#said = text;
    this.#due.arm('said', announceMs, () => {
      this.#said = null;
      // Nothing of ours stays in a page that only a screen reader was told something in.
      if (!this.#show()) this.#unmount();
    });
    this.#show();
  }

  /** Takes what is shown away; what was committed stays said. */
  clearCaptions(): void {
    this.#key({ type: 'clear' });
  }

  /** The user speaks, or no longer does: meanwhile nothing new is said, and nothing being held shown. */
  setTalking(on: boolean): void {
    if (on === this.#talking) return;
    this.#talking = on;
    this.#candidate = null;
    this.#compose({ type: 'user-talking', on, at: this.#timers.now() });
    this.#show();
  }

  answer(answer: Answer): void {
    const candidate = this.#talking ? null : answer.candidate;
    this.#candidate = candidate && this.#shownCandidate(candidate);
    if (answer.sign) this.#sign(answer.sign);
    this.#show();
  }

  /** A camera is watched, or no longer: so long the overlay stays, whatever it shows. */
  stand(standing: boolean): void {
    if (standing === this.#standing) return;
    this.#standing = standing;
    this.#show();
  }

  /** The camera went dark: what was held, half spelled or shown goes with it. */
  clear(): void {
    this.#compose({ type: 'clear' });
    this.#candidate = null;
    this.#show();
  }

  /** The recognizer is away: nothing is being held; what was said stays its time. */
  pause(): void {
    this.#candidate = null;
    this.#show();
  }

  notice(notice: Notice | null): void {
    this.#notice = notice;
    if (notice && !notice.action) this.#due.arm('notice', noticeMs, () => this.notice(null));
    else this.#due.cancel('notice');
    this.#show();
  }

  dispose(): void {
    for (const name of ['tick', 'notice', 'said', 'keep'] as const) this.#due.cancel(name);
    this.#said = null;
    this.#last = null;
    this.#compose({ type: 'clear' });
    this.#candidate = null;
    this.#notice = null;
    this.#standing = false;
    this.#unmount();
  }

  /** What will be said of a sign that is being held; null: nothing. */
  #shownCandidate({ gesture, caption, progress, language }: Candidate): OverlayView['candidate'] {
    if (gesture !== acceptGestureOf(this.#look)) return { text: caption, progress, language };
    const [word] = this.#composer.suggestions;
    return word === undefined ? null : { text: word, progress };
  }

  #sign(cue: SignCue): void {
    this.#compose({ type: 'sign', ...cue, at: this.#timers.now() });
    this.#last = this.#composer.lines.at(-1)?.text ?? this.#last;
  }

  #key(event: ComposerEvent): TakenBack | null {
    const taken = this.#compose(event);
    this.#show();
    return taken;
  }

  #compose(event: ComposerEvent): TakenBack | null {
    const { changes, taken } = this.#composer.handle(event);
    if (changes.length > 0) for (const listener of this.#listeners) listener(changes);
    return taken;
  }

  /** @returns whether the overlay is wanted. */
  #show(): boolean {
    const { lines } = this.#composer;
    const candidate = this.#look.dwellIndicator ? this.#candidate : null;
    const view: OverlayView = {
      lines,
      suggestions: this.#composer.suggestions,
      candidate,
      notice: this.#notice,
      said: this.#said,
      standing: this.#standing,
    };
    const empty = lines.length === 0 && !candidate && !this.#notice && !this.#said;
    if (!empty || this.#standing) this.#overlay ??= this.#tryMount();
    this.#overlay?.show(view);
    this.#planTick();
    return !empty || this.#standing;
  }

  /** Null in a page that has put names of its own in the place of the document's: its word. */
  #tryMount(): Stage | null {
    try {
      return this.#mount();
    } catch {
      return null;
    }
  }

  #unmount(): void {
    this.#overlay?.dispose();
    this.#overlay = null;
  }

  #planTick(): void {
    this.#due.cancel('tick');
    const at = this.#composer.nextChange;
    if (at === null || this.#due.armed('keep')) return;
    this.#due.arm('tick', Math.max(0, at - this.#timers.now()), () => {
      this.#compose({ type: 'tick', at: this.#timers.now() });
      this.#show();
    });
  }
}

type Candidate = NonNullable<Answer['candidate']>;

const acceptGestureOf = ({ wordSuggestions, acceptGesture }: PresenterOptions): string | null =>
  (wordSuggestions && acceptGesture) || null;

const composerOptionsOf = (look: PresenterOptions) => ({
  captionMs: look.captionMs,
  maxLines: look.captionLines ?? 2,
  acceptGesture: acceptGestureOf(look),
  wordPauseMs: wordPauseFor(look.dwellMs),
});
