import { toProblem } from '../messaging/problems.ts';
import type {
  ContentMessage,
  PageMessage,
  RecognizerReply,
  TabMessage,
  TabState,
} from '../messaging/protocol.ts';
import type { Settings } from '../settings/schema.ts';
import type { BadgeFace } from './badge.ts';
import { badgeFace } from './badge.ts';
import type { RecognizerHost } from './offscreen.ts';
import { type ReachApi, reachProblem } from './reach.ts';
import { summarize, type TabRecord, type TabStore } from './tab-store.ts';

export interface TabsParts {
  store: TabStore;
  host: RecognizerHost;
  reach: ReachApi;
  settings(): Promise<Settings>;
  setVocabulary(vocabulary: string): Promise<void>;
  /** Sends to every frame of the tab; nobody there is no error. */
  send(tabId: number, message: TabMessage): Promise<void>;
  showBadge(tabId: number, face: BadgeFace): Promise<void>;
  syncSites(): Promise<unknown>;
  /** Tabs in which captions may be on; all of them are told when the vocabulary changes. */
  tabIds(): Promise<number[]>;
}

/** The background's answers to what content scripts and pages say; one state per tab. */
export interface Tabs {
  fromContent(message: ContentMessage, tabId: number, frameId: number): Promise<unknown>;
  fromPage(message: PageMessage): Promise<TabState | null>;
  toggle(tabId: number): Promise<TabState>;
  forget(tabId: number): Promise<void>;
}

export function createTabs(parts: TabsParts): Tabs {
  const { store } = parts;

  const stateOf = async (record: TabRecord): Promise<TabState> => {
    const { vocabulary, dwellMs, strictness } = await parts.settings();
    return { ...summarize(record), vocabulary, dwellMs, strictness };
  };

  /** The state as a person should see it: with the reason when no content script can answer. */
  const visibleState = async (tabId: number): Promise<TabState> => {
    const state = await stateOf(await store.get(tabId));
    const code = await reachProblem(parts.reach, tabId);
    return code ? { ...state, status: 'waiting', problem: { code } } : state;
  };

  const setOn = async (tabId: number, on: boolean): Promise<TabState> => {
    await store.update(tabId, () => ({ on, frames: {} }));
    // Warm: the models load while the person joins the call. A failure is told by the content
    // script, which asks again and gets the same answer.
    if (on) await parts.host.ensure().catch(() => undefined);
    await parts.send(tabId, { type: 'tab-state', state: await stateOf(await store.get(tabId)) });
    const state = await visibleState(tabId);
    await parts.showBadge(tabId, badgeFace(state));
    return state;
  };

  return {
    async fromContent(message, tabId, frameId) {
      switch (message.type) {
        case 'content-hello': {
          // A new document in the top frame: what its predecessors reported is void.
          const record = await store.update(tabId, (old) =>
            frameId === 0 ? { ...old, frames: {} } : old,
          );
          const state = await stateOf(record);
          await parts.showBadge(tabId, badgeFace(state));
          return state;
        }
        case 'recognizer-wanted':
          return await parts.host.ensure().then(
            (): RecognizerReply => ({ ok: true }),
            (error: unknown): RecognizerReply => ({
              ok: false,
              problem: toProblem(error, 'recognizer-lost'),
            }),
          );
        case 'content-status': {
          const { status, problem } = message;
          const record = await store.update(tabId, (old) =>
            old.on ? { ...old, frames: { ...old.frames, [frameId]: { status, problem } } } : old,
          );
          await parts.showBadge(tabId, badgeFace(summarize(record)));
          return true;
        }
      }
    },
    async fromPage(message) {
      switch (message.type) {
        case 'tab-get':
          return await visibleState(message.tabId);
        case 'tab-set':
          return await setOn(message.tabId, message.on);
        case 'vocabulary-set': {
          await parts.setVocabulary(message.vocabulary);
          for (const tabId of await parts.tabIds())
            await parts.send(tabId, {
              type: 'tab-state',
              state: await stateOf(await store.get(tabId)),
            });
          return await visibleState(message.tabId);
        }
        case 'sites-changed':
          await parts.syncSites();
          return null;
      }
    },
    toggle: async (tabId) => setOn(tabId, !(await store.get(tabId)).on),
    forget: (tabId) => store.forget(tabId),
  };
}
