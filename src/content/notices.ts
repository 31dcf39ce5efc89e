/** The sentences that the overlay shows for problems. */
import browser from 'webextension-polyfill';
import type { Problem } from '../messaging/problems.ts';
import type { Notice } from './presenter.ts';

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
