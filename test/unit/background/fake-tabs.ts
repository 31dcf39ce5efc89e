import type { BadgeFace } from '../../../src/background/badge.ts';
import { createTabStore } from '../../../src/background/tab-store.ts';
import { createTabs, type Tabs } from '../../../src/background/tabs.ts';
import type { TabMessage } from '../../../src/messaging/protocol.ts';
import type { Reason } from '../../../src/messaging/reason.ts';
import { defaultSettings, type Settings } from '../../../src/settings/schema.ts';
import { memoryArea } from './fake-storage.ts';

/** The background of a browser with the tabs 1 and 2, which are fakes. */
export class TabsWorld {
  readonly #area = memoryArea();
  /** What was sent to tabs, in order. */
  sent: { tabId: number; message: TabMessage }[] = [];
  /** What the badge shows in each tab. */
  readonly faces = new Map<number, BadgeFace>();
  /** What the badge waits for before it changes. */
  badge: Promise<unknown> | null = null;
  /** How many changes of the badge have waited so far. */
  badges = 0;
  hostStarts = 0;
  hostError: Error | null = null;
  /** Whether a content script answers in the top frames. */
  alive = true;
  /** Frames that the page has removed. */
  readonly gone = new Set<number>();
  /** Sites of frames in which a content script answers; null for one that may hold a call. */
  readonly answering = new Set<string | null>();
  /** Why the tabs' newest answers have no sign, and how often that was asked. */
  reason: Reason | undefined;
  reasonsAsked = 0;
  /** Addresses where no content script may run. */
  readonly refused = new Set<string>();
  /** The background was killed: nothing that it sends arrives. */
  killed = false;
  /** Showing the badge ends when this resolves. */
  badgeShown: Promise<void> = Promise.resolve();
  /** A tab that receives messages but never answers. */
  frozen: number | null = null;
  /** What was done so that a site is captioned, in order. */
  readonly steps: string[] = [];
  now = 1_000_000;
  settings: Settings = defaultSettings;
  readonly tabs: Tabs = this.again();

  /** The background after a restart. */
  again(): Tabs {
    return createTabs({
      store: createTabStore(this.#area),
      host: {
        ensure: async () => {
          this.hostStarts++;
          if (this.hostError) throw this.hostError;
        },
      },
      reach: {
        ping: async () => this.alive,
        isThere: async (_, frameId) => !this.gone.has(frameId),
        frame: async (_, site) => this.answering.has(site),
        reason: async () => {
          this.reasonsAsked++;
          return this.reason;
        },
        url: async () => 'https://meet.jit.si/room',
        allowed: async (url) => !this.refused.has(url),
      },
      settings: async () => this.settings,
      uiLocale: () => 'de_AT',
      changeSettings: async (change) => {
        const fields = typeof change === 'function' ? change(this.settings) : change;
        this.settings = { ...this.settings, ...fields };
      },
      send: async (tabId, message) => {
        if (this.killed) return await new Promise(() => undefined);
        this.sent.push({ tabId, message });
        if (tabId === this.frozen) await new Promise(() => undefined);
      },
      showBadge: async (tabId, face) => {
        if (this.badge) this.badges++;
        await this.badge;
        this.faces.set(tabId, face);
        await this.badgeShown;
      },
      syncSites: async () => {
        this.steps.push('register');
      },
      reload: async (tabId) => {
        const last = this.sent.findLast((sent) => sent.tabId === tabId)?.message;
        const isOn = last?.type === 'tab-state' && last.state.on;
        this.steps.push(`reload ${tabId}, ${isOn ? 'on' : 'off'}`);
      },
      now: () => this.now,
      tabIds: async () => [1, 2],
    });
  }
}
