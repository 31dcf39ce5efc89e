import * as v from 'valibot';
import type { Runtime } from 'webextension-polyfill';
import browser from 'webextension-polyfill';
import {
  CaptionCommand,
  CaptionMessage,
  ContentMessage,
  PageMessage,
  ReasonReply,
  type TabMessage,
  TranscriptMessage,
  WordsMessage,
} from '../messaging/protocol.ts';
import { matchesPattern, sitePattern } from '../messaging/site-pattern.ts';
import { loadSettings, readSettings, saveSettings } from '../settings/storage.ts';
import { type BadgeFace, showBadge } from './badge.ts';
import type { Platform } from './host.ts';
import { createKeptTranscripts, moveOldTranscripts } from './kept-transcripts.ts';
import { isPrerendered } from './prerendered.ts';
import { asksTheSame } from './recognition.ts';
import { createSiteSync } from './sites.ts';
import { createTabStore } from './tab-store.ts';
import { createTabs } from './tabs.ts';
import { createTranscripts } from './transcripts.ts';
import { createWelcome } from './welcome.ts';
import { createWords } from './words.ts';

/** How long to wait for a tab's answer, ms. */
const tabPatienceMs = 3000;
const ping: TabMessage = { type: 'tab-ping' };
const reasonGet: TabMessage = { type: 'reason-get' };
const framePing = (site: string | null): TabMessage => ({ type: 'frame-ping', site });
const withinPatience = <T>(answer: Promise<T>): Promise<T | undefined> =>
  Promise.race([answer, new Promise<undefined>((done) => setTimeout(done, tabPatienceMs))]);

/**
 * Starts the background: everything that it answers to, and the toolbar button.
 *
 * All listeners are registered synchronously: the browser wakes a killed service worker or event
 * page for an event only if the listener is registered in the first turn of its event loop.
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
      isThere: async (tabId, frameId) =>
        await withinPatience(browser.tabs.sendMessage(tabId, ping, { frameId })).then(
          () => true,
          () => false,
        ),
      frame: async (tabId, site) =>
        await withinPatience(browser.tabs.sendMessage(tabId, framePing(site))).then(
          (reply) => reply === true,
          () => false,
        ),
      reason: async (tabId) =>
        await withinPatience(browser.tabs.sendMessage(tabId, reasonGet)).then(
          (raw) => {
            const reply = v.safeParse(ReasonReply, raw);
            return reply.success ? (reply.output ?? undefined) : undefined;
          },
          () => undefined,
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
      // Rejects if the tab has no content script yet, which will ask for its state when it starts.
      // A frozen tab receives the message when it resumes; do not wait for that.
      await withinPatience(browser.tabs.sendMessage(tabId, message)).catch(() => undefined);
    },
    showBadge: (tabId, face) =>
      // Rejects if the tab is gone by now.
      showBadge(browser.action, tabId, face, browser.i18n.getMessage(titleKeys[face])).catch(
        () => undefined,
      ),
    syncSites,
    // Rejects if the tab is gone by now.
    reload: (tabId) => browser.tabs.reload(tabId).catch(() => undefined),
    now: Date.now,
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
    if (sender.id !== browser.runtime.id || isPrerendered(sender)) return undefined;
    // Only extension pages may switch captions and read transcripts. A content script shares a
    // process with the page's code, so it may act for its own tab only.
    if (sender.url?.startsWith(browser.runtime.getURL(''))) {
      const request = v.safeParse(TranscriptMessage, raw);
      if (request.success) return transcripts.fromPage(request.output);
      const message = v.safeParse(PageMessage, raw);
      return message.success ? tabs.fromPage(message.output) : undefined;
    }
    const tabId = sender.tab?.id;
    const caption = v.safeParse(CaptionMessage, raw);
    if (caption.success && tabId !== undefined)
      return transcripts.fromContent(caption.output, {
        tabId,
        incognito: sender.tab?.incognito ?? true,
      });
    const wanted = v.safeParse(WordsMessage, raw);
    if (wanted.success) return words(wanted.output);
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

  // The options page and the panel in a call change settings too. Running calls follow them at once;
  // the panel may begin the pause, and "delete everything" end it.
  browser.storage.onChanged.addListener((changes, area) => {
    const change = changes.settings;
    if (area !== 'local' || !change) return;
    const [before, now] = [readSettings(change.oldValue), readSettings(change.newValue)];
    if (before.paused !== now.paused) void tabs.followPause();
    if (!asksTheSame(before, now, uiLocale())) void tabs.followSettings();
  });

  browser.tabs.onRemoved.addListener((tabId) => {
    void tabs.forget(tabId);
    void transcripts.forget(tabId);
  });
  // Older Chromium gives a discarded tab another id.
  browser.tabs.onReplaced.addListener((to, from) => {
    void tabs.move(from, to);
    void transcripts.move(from, to);
  });
  browser.permissions.onAdded.addListener(({ origins }) => {
    void syncSites();
    void tabs.sitesAllowed(origins ?? []);
  });
  browser.permissions.onRemoved.addListener(() => void syncSites());
  // At every start of the background: enabling the extension fires neither onStartup nor
  // onInstalled.
  void syncSites();
  void tabs.wake();
}
