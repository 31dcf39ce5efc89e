import { type Composer, createComposer } from '../captions/composer.ts';
import type { Answer, SignCue } from '../messaging/protocol.ts';
import type { Overlay, OverlayView } from '../overlay/types.ts';
import type { Timers } from './timers.ts';

export interface Look {
  /** How long a caption stays after its last change, ms. */
  captionMs: number;
  /** Show what is being held. */
  dwellIndicator: boolean;
}

export type Notice = NonNullable<OverlayView['notice']>;

/** A notice without anything to press goes away by itself; popup and badge go on telling it. */
export const noticeMs = 10_000;

/**
 * Turns answers into what is seen: composes captions, shows the sign being held, lets lines and
 * notices go when their time is over. Makes the overlay with the first thing to show.
 */
export class Presenter {
  readonly #mount: () => Overlay;
  readonly #timers: Timers;
  readonly #composer: Composer;
  #look: Look;
  #overlay: Overlay | null = null;
  #candidate: OverlayView['candidate'] = null;
  #hand = false;
  #notice: Notice | null = null;
  #cancelTick: (() => void) | null = null;
  #cancelNotice: (() => void) | null = null;

  constructor(mount: () => Overlay, look: Look, timers: Timers) {
    this.#mount = mount;
    this.#look = look;
    this.#timers = timers;
    this.#composer = createComposer({ captionMs: look.captionMs });
  }

  configure(look: Look): void {
    this.#look = look;
    this.#composer.configure({ captionMs: look.captionMs });
    this.#show();
  }

  answer(answer: Answer): void {
    this.#hand = answer.hands > 0;
    const { candidate } = answer;
    this.#candidate = candidate && { text: candidate.caption, progress: candidate.progress };
    if (answer.sign) this.#sign(answer.sign);
    this.#show();
  }

  /** The camera went dark: what was held, half spelled or shown goes with it. */
  clear(): void {
    this.#composer.handle({ type: 'clear' });
    this.#candidate = null;
    this.#hand = false;
    this.#show();
  }

  /** The recognizer is away: nothing is being held; what was said stays its time. */
  pause(): void {
    this.#candidate = null;
    this.#hand = false;
    this.#show();
  }

  notice(notice: Notice | null): void {
    this.#cancelNotice?.();
    this.#cancelNotice = null;
    this.#notice = notice;
    if (notice && !notice.action)
      this.#cancelNotice = this.#timers.after(noticeMs, () => this.notice(null));
    this.#show();
  }

  dispose(): void {
    this.#cancelTick?.();
    this.#cancelNotice?.();
    this.#cancelTick = null;
    this.#cancelNotice = null;
    this.#composer.handle({ type: 'clear' });
    this.#candidate = null;
    this.#hand = false;
    this.#notice = null;
    this.#overlay?.dispose();
    this.#overlay = null;
  }

  #sign(cue: SignCue): void {
    this.#composer.handle({ type: 'sign', ...cue, at: this.#timers.now() });
  }

  #show(): void {
    const { lines } = this.#composer;
    const candidate = this.#look.dwellIndicator ? this.#candidate : null;
    const view: OverlayView = { lines, candidate, hand: this.#hand, notice: this.#notice };
    const empty = lines.length === 0 && !candidate && !this.#notice;
    if (!empty) this.#overlay ??= this.#mount();
    this.#overlay?.show(view);
    this.#planTick();
  }

  #planTick(): void {
    this.#cancelTick?.();
    this.#cancelTick = null;
    const at = this.#composer.nextChange;
    if (at === null) return;
    this.#cancelTick = this.#timers.after(Math.max(0, at - this.#timers.now()), () => {
      this.#cancelTick = null;
      this.#composer.handle({ type: 'tick', at: this.#timers.now() });
      this.#show();
    });
  }
}
