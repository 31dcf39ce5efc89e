import browser from 'webextension-polyfill';
import { canPipe } from '../../outgoing/pipe.ts';
import { changeAt } from '../../settings/site-choices.ts';
import { loadSettings, saveSettings, subscribeSettings } from '../../settings/storage.ts';
import type { ReadersApi } from './store.ts';

/** What the popup needs to show and change who reads captions, by the real browser. */
export function browserReadersApi(): ReadersApi {
  const area = browser.storage.local;
  return {
    possible: canPipe(),
    load: () => loadSettings(area),
    save: (outgoing, site) =>
      saveSettings(area, (now) => ({ ...changeAt(now, site, { outgoing }), readersTold: true })),
    subscribe: (listener) => subscribeSettings(browser.storage.onChanged, listener),
  };
}
