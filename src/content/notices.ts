/** The sentences that the overlay shows for problems. */
import browser from 'webextension-polyfill';
import type { Problem } from '../messaging/problems.ts';
import type { Notice } from './presenter.ts';

/** The extension was updated under the page, which must be reloaded. */
export const updatedNotice: Notice = {
  // Read now: once the extension is gone, its texts cannot be read any more.
  text: browser.i18n.getMessage('problem_extension_updated'),
  action: {
    label: browser.i18n.getMessage('popup_reload'),
    run: () => location.reload(),
  },
};

export function noticeOf({ code }: Problem): Notice {
  if (code === 'extension-updated') return updatedNotice;
  return { text: browser.i18n.getMessage(`problem_${code.replaceAll('-', '_')}`) };
}
