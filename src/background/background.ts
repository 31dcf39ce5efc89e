import * as v from 'valibot';
import type { Runtime } from 'webextension-polyfill';
import browser from 'webextension-polyfill';
import {
  CaptionCommand,
  CaptionMessage,
  ContentMessage,
  PageMessage,
  type TabMessage,
  TranscriptMessage,
  WordsMessage,
} from '../messaging/protocol.ts';
import { sameOptions } from '../messaging/recognition.ts';
import { sitePattern } from '../messaging/site-pattern.ts';
import type { Settings } from '../settings/schema.ts';
import { loadSettings, readSettings, saveSettings } from '../settings/storage.ts';
import { type BadgeFace, showBadge } from './badge.ts';
import type { Platform } from './host.ts';
import { createKeptTranscripts, moveOldTranscripts } from './kept-transcripts.ts';
import { matchesPattern } from './reach.ts';
import { createSiteSync } from './sites.ts';
import { createTabStore } from './tab-store.ts';
import { createTabs, recognitionOf } from './tabs.ts';
import { createTranscripts } from './transcripts.ts';
import { createWelcome } from './welcome.ts';
import { createWords } from './words.ts';

/** So long an answer of a tab is waited for, ms. */
const tabPatienceMs = 3000;
const ping: TabMessage = { type: 'tab-ping' };
const soon = <T>(answer: Promise<T>): Promise<T | undefined> =>
  Promise.race([answer, new Promise<undefined>((done) => setTimeout(done, tabPatienceMs))]);

/**
 * Starts the background: all that it answers to, and the toolbar button.
 *
 * All listeners are registered in the first turn: the browser wakes a killed service worker or event
 * page for an event only if its listener is there at once.
 */
export function startBackground({ host, sitesAreOptional }: Platform): void {
  const listedOrigins = (): string[] => [
    ...new Set(
      (browser.runtime.getManifest().content_scripts ?? []).flatMap(
        (script) => script.matches ?? [],
      ),
    ),
  ];

  const syncSites = createSiteSync({
    grantedOrigins: async () => (await browser.permissions.getAll()).origins ?? [],
    listedOrigins,
    registered: async () => await chrome.scripting.getRegisteredContentScripts(),
    register: async (scripts) => {
      await chrome.scripting.registerContentScripts(scripts);
    },
    unregister: async (ids) => {
      await chrome.scripting.unregisterContentScripts({ ids });
    },
  });

  const uiLocale = () => browser.i18n.getMessage('@@ui_locale');

  const titleKeys: Record<BadgeFace, string> = {
    off: 'badge_off',
    on: 'badge_on',
    hand: 'badge_hand',
    error: 'badge_error',
    paused: 'badge_paused',
  };

  const tabs = createTabs({
    store: createTabStore(browser.storage.session),
    host,
    reach: {
      ping: async (tabId) =>
        await browser.tabs.sendMessage(tabId, ping, { frameId: 0 }).then(
          (reply) => reply === true,
          () => false,
        ),
      url: async (tabId) =>
        await browser.tabs.get(tabId).then(
          (tab) => tab.url,
          () => undefined,
        ),
      allowed: async (url) => {
        if (!sitesAreOptional && listedOrigins().some((pattern) => matchesPattern(pattern, url)))
          return true;
        const site = sitePattern(url);
        return site !== null && (await browser.permissions.contains({ origins: [site] }));
      },
    },
    settings: () => loadSettings(browser.storage.local),
    uiLocale,
    changeSettings: async (change) => {
      await saveSettings(browser.storage.local, change);
    },
    send: async (tabId, message) => {
      // Without a receiver (no content script yet) there is nobody to tell; it asks when it starts.
      // A frozen tab hears it when it goes on, which nobody waits for.
      await soon(browser.tabs.sendMessage(tabId, message)).catch(() => undefined);
    },
    showBadge: (tabId, face) =>
      // The tab may be gone by now; then there is no icon to change.
      showBadge(browser.action, tabId, face, browser.i18n.getMessage(titleKeys[face])).catch(
        () => undefined,
      ),
    syncSites,
    tabIds: async () =>
      (await browser.tabs.query({})).flatMap((tab) => (tab.id === undefined ? [] : [tab.id])),
  });

  const keptTranscripts = createKeptTranscripts();
  const transcripts = createTranscripts({
    session: browser.storage.session,
    store: keptTranscripts,
    begin: () => moveOldTranscripts(browser.storage.local, keptTranscripts),
    keep: async () => (await loadSettings(browser.storage.local)).keepTranscript,
  });

  const words = createWords((path) => fetch(browser.runtime.getURL(path)));

  browser.runtime.onMessage.addListener((raw: unknown, sender: Runtime.MessageSender) => {
    if (sender.id !== browser.runtime.id) return undefined;
    // Only the extension's own pages may switch captions and read transcripts; a content script lives
    // beside the page's code and speaks for its own tab alone.
    if (sender.url?.startsWith(browser.runtime.getURL(''))) {
      const asked = v.safeParse(TranscriptMessage, raw);
      if (asked.success) return transcripts.fromPage(asked.output);
      const message = v.safeParse(PageMessage, raw);
      return message.success ? tabs.fromPage(message.output) : undefined;
    }
    const tabId = sender.tab?.id;
    const said = v.safeParse(CaptionMessage, raw);
    if (said.success && tabId !== undefined)
      return transcripts.fromContent(said.output, {
        tabId,
        incognito: sender.tab?.incognito ?? true,
      });
    if (v.is(WordsMessage, raw)) return words();
    const message = v.safeParse(ContentMessage, raw);
    if (!message.success || tabId === undefined) return undefined;
    return tabs.fromContent(message.output, tabId, sender.frameId ?? 0, sender.url);
  });

  const welcome = createWelcome(() =>
    browser.tabs.create({ url: browser.runtime.getURL('welcome.html') }),
  );
  browser.runtime.onInstalled.addListener(({ reason }) => welcome(reason));

  browser.commands.onCommand.addListener(async (command, tab) => {
    if (command === 'pause-everywhere') return await tabs.togglePause();
    if (tab?.id === undefined) return;
    if (command === 'toggle-captions') {
      await tabs.toggle(tab.id);
      return;
    }
    const known = v.safeParse(CaptionCommand, command);
    if (known.success) await tabs.command(tab.id, known.output);
  });

  // Settings change without us too, on the options page: a call that is on goes by them at once, and
  // the pause may end by "delete everything".
  browser.storage.onChanged.addListener((changes, area) => {
    const change = changes.settings;
    if (area !== 'local' || !change) return;
    const [before, now] = [readSettings(change.oldValue), readSettings(change.newValue)];
    if (before.paused && !now.paused) void tabs.followPause();
    const asked = (settings: Settings) => recognitionOf(settings, uiLocale());
    if (!sameOptions(asked(before), asked(now))) void tabs.followSettings();
  });

  browser.tabs.onRemoved.addListener((tabId) => {
    void tabs.forget(tabId);
    void transcripts.forget(tabId);
  });
  // Older Chromium gives a tab that was discarded another number.
  browser.tabs.onReplaced.addListener((to, from) => {
    void tabs.move(from, to);
    void transcripts.move(from, to);
  });
  browser.permissions.onAdded.addListener(() => void syncSites());
  browser.permissions.onRemoved.addListener(() => void syncSites());
  // At every start of the background: being enabled again fires neither onStartup nor onInstalled.
  void syncSites();
  void tabs.wake();
}
