import browser from 'webextension-polyfill';
import { realTimers } from '../clock/clock.ts';
import type { PopupApi } from './store.ts';

/** The name of the on/off command in the manifest. */
const toggleCommand = 'toggle-captions';

/** What the popup needs, by the real browser. @param search the page's query (`?tab=7`) */
export function browserPopupApi(search: string): PopupApi {
  return {
    async tab() {
      const named = new URLSearchParams(search).get('tab');
      if (named !== null) {
        if (!/^\d{1,10}$/.test(named)) return null;
        const { id, url } = await browser.tabs.get(Number(named));
        return id === undefined ? null : { id, url };
      }
      const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
      return tab?.id === undefined ? null : { id: tab.id, url: tab.url };
    },
    send: (message) => browser.runtime.sendMessage(message),
    requestOrigin: (pattern) => browser.permissions.request({ origins: [pattern] }),
    reload: (tabId) => browser.tabs.reload(tabId),
    async shortcut() {
      const commands = await browser.commands.getAll();
      return commands.find((command) => command.name === toggleCommand)?.shortcut ?? '';
    },
    openOptions: () => browser.runtime.openOptionsPage(),
    async openKeys() {
      await browser.tabs.create({ url: browser.runtime.getURL('options.html#keys') });
    },
    every: realTimers.every,
  };
}
