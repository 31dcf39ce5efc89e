import browser from 'webextension-polyfill';
import { openPackStore } from '../../packs/store.ts';
import { captionLanguageOf, interfaceLanguage } from '../../settings/caption-language.ts';
import { loadTeachingBank } from '../../teaching/load-bank.ts';
import { createWayTeacher } from '../../teaching/way-teacher.ts';
import { saveFile } from '../../ui/save-file.ts';
import { createShortcuts } from '../keys/shortcuts.ts';
import { createPracticeStore } from '../practice/progress.ts';
import { createGrantedSites } from '../site-list/sites.ts';
import { createCameras } from './cameras.ts';
import { createEngines } from './engines.ts';
import { createSettingsService } from './settings.ts';
import { createShipped } from './shipped.ts';
import { createLocalKeeper, createTraces } from './traces.ts';
import type { OptionsServices } from './types.ts';

/** The services of an extension page in the real browser; `dispose` releases them all. */
export function browserServices(): OptionsServices & { ready: Promise<void>; dispose(): void } {
  const store = openPackStore({
    newPack: { name: browser.i18n.getMessage('options_ownPack') },
  });
  const settings = createSettingsService(browser.storage.local, browser.storage.onChanged);
  const uiLocale = browser.i18n.getMessage('@@ui_locale');
  const manifest = browser.runtime.getManifest();
  const listed = [
    ...(manifest.content_scripts ?? []).flatMap(({ matches }) => matches),
    ...(manifest.host_permissions ?? []),
  ];
  const practice = createPracticeStore(localStorage);
  const readJson = async (path: string): Promise<unknown> => {
    const response = await fetch(browser.runtime.getURL(path));
    if (!response.ok) throw new Error(`${response.status}`);
    return await response.json();
  };
  return {
    ...createEngines(settings, uiLocale),
    ...createShipped(readJson, store, () => ({
      names: interfaceLanguage(uiLocale),
      captions: captionLanguageOf(settings.current.peek().captionLanguage, uiLocale),
    })),
    store,
    teachWay: createWayTeacher({
      readJson,
      bank: () => loadTeachingBank(browser.runtime.getURL('')),
      store,
    }),
    settings,
    cameras: createCameras(navigator.mediaDevices),
    sites: createGrantedSites(browser.permissions, listed, (message) =>
      browser.runtime.sendMessage(message),
    ),
    traces: createTraces({
      local: browser.storage.local,
      page: localStorage,
      practice,
      send: (message) => browser.runtime.sendMessage(message),
    }),
    shortcuts: createShortcuts(browser.commands, (url) => browser.tabs.create({ url }), window),
    local: createLocalKeeper(browser.storage.local, practice),
    practice,
    save: saveFile,
    ready: settings.ready,
    dispose() {
      settings.dispose();
      store.close();
    },
  };
}
