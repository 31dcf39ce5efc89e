import type { PageMessage, TabState } from '../../../src/messaging/protocol.ts';
import type { ReadersApi } from '../../../src/popup/readers/store.ts';
import type { PopupApi } from '../../../src/popup/store.ts';
import { defaultSettings, type Settings, type SiteChoice } from '../../../src/settings/schema.ts';
import { changeAt } from '../../../src/settings/site-choices.ts';

export const off: TabState = {
  on: false,
  status: 'waiting',
  problem: null,
  recognition: { vocabulary: 'call-gestures', dwellMs: 700 },
};

/** A browser with one tab, and a background whose replies a test can replace. */
export interface FakeApi extends PopupApi {
  sent: PageMessage[];
  asked: string[];
  reloaded: number[];
  /** How often the options page was opened. */
  opened: number;
  /** How often it was opened where the shortcuts are. */
  openedKeys: number;
  /** The background's reply; a test may replace it. */
  answer(message: PageMessage): Promise<unknown>;
  grant: boolean | Error;
  /** Lets one polling interval pass. */
  pass(): void;
  polling: boolean;
}

export function fakeApi(url: string | undefined = 'https://call.example:8443/room?x=1'): FakeApi {
  let work: (() => void) | null = null;
  let state: TabState = off;
  const api: FakeApi = {
    sent: [],
    asked: [],
    reloaded: [],
    opened: 0,
    openedKeys: 0,
    grant: true,
    get polling() {
      return work !== null;
    },
    pass: () => work?.(),
    async answer(message) {
      if (message.type === 'tab-set') state = { ...state, on: message.on };
      if (message.type === 'vocabulary-set')
        state = {
          ...state,
          recognition: { ...state.recognition, vocabulary: message.vocabulary },
        };
      if (message.type === 'pause-set')
        state = { ...state, paused: message.paused, on: state.on && !message.paused };
      if (message.type === 'start-set') state = { ...state, starts: message.starts };
      const isOfSite = message.type === 'site-wanted' || message.type === 'site-answered';
      return isOfSite ? null : state;
    },
    tab: async () => ({ id: 7, url }),
    send(message) {
      api.sent.push(message);
      return api.answer(message);
    },
    async requestOrigin(pattern) {
      api.asked.push(pattern);
      if (api.grant instanceof Error) throw api.grant;
      return api.grant;
    },
    async reload(tabId) {
      api.reloaded.push(tabId);
    },
    async openOptions() {
      api.opened++;
    },
    async openKeys() {
      api.openedKeys++;
    },
    shortcut: async () => 'Alt+Shift+C',
    every(_ms, callback) {
      work = callback;
      return () => {
        work = null;
      };
    },
  };
  return api;
}

/** Settings in a browser that can draw captions into sent pictures; a test may replace its parts. */
export interface FakeReaders extends ReadersApi {
  saved: boolean[];
  /** The sites that the changes were made on. */
  savedAt: (string | undefined)[];
  /** Another page of the extension changes the setting. */
  change(outgoing: boolean): void;
}

export function fakeReaders(outgoing = false, siteChoices: SiteChoice[] = []): FakeReaders {
  let now: Settings = { ...defaultSettings, outgoing, siteChoices };
  let listener: ((settings: Settings) => void) | null = null;
  const api: FakeReaders = {
    possible: true,
    saved: [],
    savedAt: [],
    load: async () => now,
    async save(outgoing, site) {
      api.saved.push(outgoing);
      api.savedAt.push(site);
      now = { ...now, ...changeAt(now, site, { outgoing }) };
      return now;
    },
    subscribe(next) {
      listener = next;
      return () => {
        listener = null;
      };
    },
    change(outgoing) {
      listener?.({ ...now, outgoing });
    },
  };
  return api;
}
