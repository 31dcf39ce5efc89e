/** The sentences that the overlay shows. */
import browser from 'webextension-polyfill';
import type { Problem } from '../messaging/problems.ts';
import type { TabState } from '../messaging/protocol.ts';
import type { Hint, Notice, Pill } from './presenter.ts';
import type { HintWords } from './readers/hint.ts';

/** A window without an address shows the call of its opener, and would be empty afterwards. */
function reloadCall(): void {
  try {
    const opener = location.href === 'about:blank' ? (window.opener as Window | null) : null;
    (opener ?? window).location.reload();
  } catch {
    location.reload();
  }
}

/** The extension was updated under the page, which must be reloaded. */
export const updatedNotice: Notice = {
  // Read now: once the extension is gone, its texts cannot be read any more.
  text: browser.i18n.getMessage('problem_extension_updated'),
  action: {
    label: browser.i18n.getMessage('popup_reload'),
    run: reloadCall,
  },
};

export function noticeOf({ code }: Problem): Notice {
  if (code === 'extension-updated') return updatedNotice;
  return { text: browser.i18n.getMessage(`problem_${code.replaceAll('-', '_')}`) };
}

const pillTexts = { on: 'overlay_on', off: 'overlay_off', paused: 'overlay_paused' } as const;

/** What is said when captions have gone on or off. */
export function pillOf({ on, paused }: TabState): Pill {
  const mark = on ? 'on' : paused ? 'paused' : 'off';
  return { mark, text: browser.i18n.getMessage(pillTexts[mark]) };
}

/** What stands below the captions after "That was wrong". */
export function undoOffer(run: () => void): Hint {
  return {
    text: browser.i18n.getMessage('overlay_takenBack'),
    actions: [{ label: browser.i18n.getMessage('overlay_undo'), run }],
  };
}

/** What the hint below the first caption says. */
export function hintWords(): HintWords {
  const say = (key: string): string => browser.i18n.getMessage(key);
  return {
    off: say('readers_hintOff'),
    cannot: say('readers_hintCannot'),
    letSee: say('readers_hintOn'),
    seen: say('outgoing_ready'),
    notSaved: say('readers_notSet'),
    write: say('readers_hintWrite'),
    pickField: say('readers_hintField'),
    written: say('readers_hintWritten'),
    close: say('readers_hintClose'),
  };
}
