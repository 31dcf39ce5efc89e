/** What the overlay says for a time: notices, announcements and the pill. */
import { namedTimers, type Timers } from '../clock/clock.ts';
import type { OverlayView } from '../overlay/types.ts';

export type Notice = NonNullable<OverlayView['notice']>;
export type Pill = NonNullable<OverlayView['pill']>;

/**
 * How long a notice without a button stays, ms. Popup and badge still show the problem afterwards.
 */
export const noticeMs = 10_000;
/** How long an announcement for screen readers, and the pill, stay in the page, ms. */
export const announceMs = 3000;

export interface TimedTexts {
  readonly notice: Notice | null;
  readonly announcement: string | null;
  readonly pill: Pill | null;
  setNotice(next: Notice | null): void;
  /** Announces a text to screen readers only, once. */
  announce(text: string): void;
  /** The same, and shows it. */
  showPill(pill: Pill): void;
  /** Forgets all of them; draws nothing. */
  clear(): void;
}

export interface TimedTextsParts {
  timers: Timers;
  draw(): void;
  /** Runs `work` once the overlay is in the page: what is shown for a time would else be over before. */
  whenShown(work: () => void): void;
  /** The time of an announcement or of the pill is over. */
  onOver(): void;
}

export function createTimedTexts({ timers, draw, whenShown, onOver }: TimedTextsParts): TimedTexts {
  const due = namedTimers<'notice' | 'announcement' | 'pill'>(timers);
  let notice: Notice | null = null;
  let announcement: string | null = null;
  let pill: Pill | null = null;

  const setNotice = (next: Notice | null): void => {
    notice = next;
    due.cancel('notice');
    draw();
    if (!next || next.action) return;
    whenShown(() => {
      if (notice === next) due.arm('notice', noticeMs, () => setNotice(null));
    });
  };

  const announce = (text: string): void => {
    announcement = text;
    due.cancel('announcement');
    draw();
    whenShown(() => {
      if (announcement !== text) return;
      due.arm('announcement', announceMs, () => {
        announcement = null;
        onOver();
      });
    });
  };

  return {
    get notice() {
      return notice;
    },
    get announcement() {
      return announcement;
    },
    get pill() {
      return pill;
    },
    setNotice,
    announce,
    showPill(next) {
      pill = next;
      due.cancel('pill');
      announce(next.text);
      whenShown(() => {
        if (pill !== next) return;
        due.arm('pill', announceMs, () => {
          pill = null;
          onOver();
        });
      });
    },
    clear() {
      for (const name of ['notice', 'announcement', 'pill'] as const) due.cancel(name);
      notice = null;
      announcement = null;
      pill = null;
    },
  };
}
