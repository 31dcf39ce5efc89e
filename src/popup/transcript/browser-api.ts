import browser from 'webextension-polyfill';
import { loadSettings, saveSettings } from '../../settings/storage.ts';
import { saveFile } from '../../ui/save-file.ts';
import type { PopupApi } from '../store.ts';
import type { TranscriptApi } from './store.ts';

/** What the transcript panel needs, by the real browser. @param lang the interface's language */
export function browserTranscriptApi(
  { tab, every }: Pick<PopupApi, 'tab' | 'every'>,
  lang: string,
): TranscriptApi {
  const time = new Intl.DateTimeFormat(lang, { timeStyle: 'medium' });
  return {
    tab: async () => (await tab())?.id ?? null,
    send: (message) => browser.runtime.sendMessage(message),
    copy: (text) => navigator.clipboard.writeText(text),
    save: saveFile,
    keep: async () => (await loadSettings(browser.storage.local)).keepTranscript,
    async setKeep(keepTranscript) {
      await saveSettings(browser.storage.local, { keepTranscript });
    },
    timeOfDay: (ms) => time.format(ms),
    every,
  };
}
