import browser from 'webextension-polyfill';
import { createShipped } from '../../options/services/shipped.ts';
import { openPackStore } from '../../packs/store.ts';
import { captionLanguageOf, interfaceLanguage } from '../../settings/caption-language.ts';
import { loadSettings } from '../../settings/storage.ts';
import { readSigns, type SignsParts } from './read.ts';
import type { SignsApi } from './store.ts';

/** What the popup needs to show all signs, by the real browser. Nothing is opened until it is read. */
export function browserSignsApi(): SignsApi {
  let opened: ReturnType<typeof open> | null = null;
  const open = () => {
    const store = openPackStore();
    const uiLocale = browser.i18n.getMessage('@@ui_locale');
    const parts = async (): Promise<SignsParts> => {
      const { captionLanguage } = await loadSettings(browser.storage.local);
      const shipped = createShipped(readJson, store, () => ({
        names: interfaceLanguage(uiLocale),
        captions: captionLanguageOf(captionLanguage, uiLocale),
      }));
      return { ...shipped, store };
    };
    return { parts: parts(), close: () => store.close() };
  };
  return {
    async read(vocabulary) {
      opened ??= open();
      return await readSigns(await opened.parts, vocabulary);
    },
    dispose() {
      opened?.close();
    },
  };
}

async function readJson(path: string): Promise<unknown> {
  const response = await fetch(browser.runtime.getURL(path));
  if (!response.ok) throw new Error(`${response.status}`);
  return await response.json();
}
