import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Timers } from '../clock/clock.ts';
import type { PageMessage, TabState } from '../messaging/protocol.ts';
import { ask, type Replies } from '../messaging/replies.ts';
import { sitePattern } from '../messaging/site-pattern.ts';
import type { MessageKey } from '../ui/i18n.ts';

/** What the popup needs of the browser; `browser-api.ts` has the real one. */
export interface PopupApi extends Pick<Timers, 'every'> {
  /** The tab that the popup belongs to; null if there is none. */
  tab(): Promise<{ id: number; url?: string } | null>;
  send(message: PageMessage): Promise<unknown>;
  /** Asks the user to allow a match pattern; must be called within the click. */
  requestOrigin(pattern: string): Promise<boolean>;
  reload(tabId: number): Promise<void>;
  /** The keys of the on/off command; empty if none are set. */
  shortcut(): Promise<string>;
  /** Opens the options page, or switches to its tab. */
  openOptions(): Promise<void>;
  /** Opens the options page where the keyboard shortcuts are. */
  openKeys(): Promise<void>;
}

export interface PopupStore {
  /** Null until the background has replied. */
  readonly state: ReadonlySignal<TabState | null>;
  /** The message about what the popup itself could not do. */
  readonly fault: ReadonlySignal<MessageKey | null>;
  /** A change was requested and has not been replied to yet. */
  readonly busy: ReadonlySignal<boolean>;
  readonly shortcut: ReadonlySignal<string>;
  /** Whether the site's permission can be requested: its address is known and has an origin. */
  readonly canEnable: ReadonlySignal<boolean>;
  start(): Promise<void>;
  setOn(on: boolean): Promise<void>;
  setVocabulary(vocabulary: string): Promise<void>;
  /** @param camera the id of a camera of the tab; empty to leave the choice to us */
  setCamera(camera: string): Promise<void>;
  /** Makes a caption of a phrase in the tab's call. */
  sayPhrase(text: string): Promise<void>;
  /** Pauses captions in all tabs at once, or resumes them. */
  setPaused(paused: boolean): Promise<void>;
  /** Whether captions start by themselves on the tab's site. */
  setStarts(starts: boolean): Promise<void>;
  reloadTab(): Promise<void>;
  enableSite(): Promise<void>;
  /** Asks for the permission of the site whose frame may hold the call. */
  enableFrame(): Promise<void>;
  openOptions(): void;
  openKeys(): void;
  dispose(): void;
}

/** The messages that the background replies to with the tab's state. */
type StateMessage = {
  [M in PageMessage as M['type']]: Replies[M['type']] extends TabState ? M : never;
}[PageMessage['type']];

/** How often the state is requested while the popup is open, ms. */
const pollMs = 1000;

export function createPopupStore(api: PopupApi): PopupStore {
  const state = signal<TabState | null>(null);
  const fault = signal<MessageKey | null>(null);
  const waiting = signal(0);
  const shortcut = signal('');
  const pattern = signal<string | null>(null);
  let tabId: number | null = null;
  let stopPolling: (() => void) | null = null;
  let disposed = false;
  /**
   * How many requests were sent. Only the reply to the latest counts: an older one may come after
   * it.
   */
  let requests = 0;

  const read = async (message: StateMessage): Promise<void> => {
    const request = ++requests;
    const send = () => ask((sent) => api.send(sent), message);
    // If the background was killed before it replied, sending again wakes it; every message may be
    // sent twice.
    const reply = await send()
      .catch(send)
      .catch(() => undefined);
    if (disposed || request !== requests) return;
    if (reply) {
      state.value = reply;
      if (fault.value !== 'popup_enableRefused') fault.value = null;
    } else {
      fault.value = 'popup_noAnswer';
    }
  };

  const change = async (work: () => Promise<void>): Promise<void> => {
    waiting.value++;
    try {
      await work();
    } finally {
      waiting.value--;
    }
  };

  const poll = async (): Promise<void> => {
    if (tabId === null || waiting.value > 0) return;
    await read({ type: 'tab-get', tabId });
  };

  /** Must be called within the click. */
  const enable = async (site: string): Promise<void> => {
    const id = tabId;
    if (id === null) return;
    const send = (message: PageMessage) => api.send(message).catch(() => undefined);
    // Sent before the question, because the browser may close the popup when it asks.
    const wanted = send({ type: 'site-wanted', tabId: id, site });
    // Await nothing before this: the browser asks the user only within the click.
    const answer = api.requestOrigin(site);
    await change(async () => {
      const granted = await answer.catch(() => false);
      fault.value = granted ? null : 'popup_enableRefused';
      await wanted;
      await send({ type: 'site-answered', tabId: id, granted });
    });
    await poll();
  };

  return {
    state,
    fault,
    busy: computed(() => waiting.value > 0),
    shortcut,
    canEnable: computed(() => pattern.value !== null),
    async start() {
      const [tab, keys] = await Promise.all([
        api.tab().catch(() => null),
        api.shortcut().catch(() => ''),
      ]);
      if (disposed) return;
      shortcut.value = keys;
      if (!tab) {
        fault.value = 'popup_noTab';
        return;
      }
      tabId = tab.id;
      pattern.value = sitePattern(tab.url);
      stopPolling = api.every(pollMs, () => void poll());
      await poll();
    },
    async setOn(on) {
      const id = tabId;
      if (id === null) return;
      // Shown at once; the reply corrects it. Until then nobody knows whether the camera is on.
      if (state.value) state.value = { ...state.value, on, status: 'starting' };
      await change(() => read({ type: 'tab-set', tabId: id, on }));
    },
    async setVocabulary(vocabulary) {
      const id = tabId;
      if (id === null) return;
      const shown = state.value;
      if (shown) state.value = { ...shown, recognition: { ...shown.recognition, vocabulary } };
      await change(() => read({ type: 'vocabulary-set', tabId: id, vocabulary }));
    },
    async setCamera(camera) {
      const id = tabId;
      if (id === null) return;
      await change(() => read({ type: 'camera-set', tabId: id, camera }));
    },
    async sayPhrase(text) {
      const id = tabId;
      if (id === null) return;
      await change(() => read({ type: 'phrase-say', tabId: id, text }));
    },
    async setPaused(paused) {
      const id = tabId;
      if (id === null) return;
      await change(() => read({ type: 'pause-set', tabId: id, paused }));
    },
    async setStarts(starts) {
      const id = tabId;
      if (id === null) return;
      if (state.value) state.value = { ...state.value, starts };
      await change(() => read({ type: 'start-set', tabId: id, starts }));
    },
    async reloadTab() {
      const id = tabId;
      if (id === null) return;
      await change(async () => {
        await api.reload(id).catch(() => {
          fault.value = 'popup_noTab';
        });
      });
      await poll();
    },
    async enableSite() {
      if (pattern.value !== null) await enable(pattern.value);
    },
    async enableFrame() {
      const site = state.value?.frame?.site;
      if (site !== undefined) await enable(site);
    },
    openOptions() {
      // Fails only while the browser is shutting down.
      api.openOptions().catch(() => undefined);
    },
    openKeys() {
      api.openKeys().catch(() => undefined);
    },
    dispose() {
      disposed = true;
      stopPolling?.();
      stopPolling = null;
    },
  };
}
