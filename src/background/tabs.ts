import { toProblem } from '../messaging/problems.ts';
import type {
  CaptionCommand,
  ContentMessage,
  PageMessage,
  TabMessage,
  TabState,
} from '../messaging/protocol.ts';
import type { RecognitionOptions } from '../messaging/recognition.ts';
import type { ReplyTo } from '../messaging/replies.ts';
import { captionLanguageOf } from '../settings/caption-language.ts';
import type { Settings, SettingsChange } from '../settings/schema.ts';
import type { BadgeFace } from './badge.ts';
import { badgeFace } from './badge.ts';
import { forgetGone, frameToEnable, withSites } from './call-frames.ts';
import type { RecognizerHost } from './host.ts';
import { type ReachApi, reachProblem } from './reach.ts';
import { arrive, startsAt, withSite } from './start.ts';
import { summarize, type TabRecord, type TabStore, withFrame } from './tab-store.ts';

export interface TabsParts {
  store: TabStore;
  host: RecognizerHost;
  reach: ReachApi;
  settings(): Promise<Settings>;
  /** The browser's `@@ui_locale`. */
  uiLocale(): string;
  changeSettings(change: SettingsChange): Promise<void>;
  /** Sends to every frame of the tab; it is no error if nobody receives it. */
  send(tabId: number, message: TabMessage): Promise<void>;
  showBadge(tabId: number, face: BadgeFace): Promise<void>;
  syncSites(): Promise<unknown>;
  /**
   * Ids of the tabs in which captions may be on; changes of pause and settings are sent to all of
   * them.
   */
  tabIds(): Promise<number[]>;
}

/** Answers messages of content scripts and extension pages; keeps one state per tab. */
export interface Tabs {
  /** @param url the frame's address, if the browser reveals it */
  fromContent(
    message: ContentMessage,
    tabId: number,
    frameId: number,
    url?: string,
  ): Promise<ReplyTo<ContentMessage>>;
  fromPage(message: PageMessage): Promise<ReplyTo<PageMessage>>;
  toggle(tabId: number): Promise<TabState>;
  /** Pauses captions in all tabs at once, or resumes them. */
  togglePause(): Promise<void>;
  /** The pause began or ended, here or by an extension page: sends all tabs their state. */
  followPause(): Promise<void>;
  /** Settings of the recognizer have changed, by any page: sends all tabs their state. */
  followSettings(): Promise<void>;
  /** Passes on a shortcut that acts on the tab's captions. */
  command(tabId: number, command: CaptionCommand): Promise<void>;
  forget(tabId: number): Promise<void>;
  /** The browser gave a tab another id. */
  move(from: number, to: number): Promise<void>;
  /**
   * Must be called when the background starts: it may have been killed between a change and sending
   * it to the tab.
   */
  wake(): Promise<void>;
}

/**
 * What the settings ask of the recognizer in every call.
 *
 * @param uiLocale the browser's `@@ui_locale`
 */
export function recognitionOf(settings: Settings, uiLocale: string): RecognitionOptions {
  const { vocabulary, dwellMs, strictness, spelling, mostRate, captionLanguage } = settings;
  const language = captionLanguageOf(captionLanguage, uiLocale);
  return { vocabulary, dwellMs, strictness, spelling, language, mostRate };
}

/** A frame that has not reported its status. */
const noReport = { status: 'waiting', problem: null } as const;

export function createTabs(parts: TabsParts): Tabs {
  const { store } = parts;

  const stateOf = async (record: TabRecord): Promise<TabState> => {
    const settings = await parts.settings();
    const { paused } = settings;
    // While captions are paused they are reported as off, whatever the tab's record says.
    const now = summarize(paused ? { ...record, on: false } : record);
    return { ...now, paused, recognition: recognitionOf(settings, parts.uiLocale()) };
  };

  /** The state for the popup: if no content script can answer where the call is, it says why. */
  const visibleState = async (tabId: number): Promise<TabState> => {
    const { reach } = parts;
    const record = await forgetGone(store, reach, tabId);
    const state = await stateOf(record);
    const url = await reach.url(tabId);
    const code = await reachProblem(reach, tabId);
    // A page that only holds the call's frame starts nothing by itself.
    const isOwn = code !== null || (await reach.ping(tabId));
    const starts = url !== undefined && isOwn ? await startsHere(url) : undefined;
    if (code) return { ...state, starts, status: 'waiting', problem: { code } };
    const isWaiting = state.on && state.status === 'waiting' && !state.problem;
    const frame = isWaiting ? await frameToEnable(record, reach, tabId) : undefined;
    return { ...state, starts, frame };
  };

  /** The same, and the badge agrees with it. */
  const showState = async (tabId: number): Promise<TabState> => {
    const state = await visibleState(tabId);
    await parts.showBadge(tabId, badgeFace(state));
    return state;
  };

  const startsHere = async (url: string | undefined): Promise<boolean> =>
    startsAt(url, (await parts.settings()).startSites);

  let sending: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = sending.then(work);
    sending = turn.catch(() => undefined);
    return turn;
  };
  const currentState = async (tabId: number) => stateOf(await store.get(tabId));
  /** Sends a tab its state, read when its turn comes: so the state sent last is the newest. */
  const sendState = async (tabId: number): Promise<TabState> => {
    const { state, sent } = await inTurn(async () => {
      const state = await currentState(tabId);
      return { state, sent: parts.send(tabId, { type: 'tab-state', state }) };
    });
    await sent;
    return state;
  };

  const sendAndShow = async (tabId: number): Promise<void> => {
    await parts.showBadge(tabId, badgeFace(await sendState(tabId)));
  };

  const followSettings = async (): Promise<void> => {
    // All at once: a tab that is frozen answers late, or never.
    await Promise.all((await parts.tabIds()).map(sendState));
  };

  const followPause = async (): Promise<void> => {
    const ids = await parts.tabIds();
    await Promise.all(
      ids.map(async (tabId) => {
        await store.update(tabId, (record) => ({ ...record, frames: {} }));
        await sendAndShow(tabId);
      }),
    );
  };

  const setPaused = async (paused: boolean): Promise<void> => {
    await parts.changeSettings({ paused });
    await followPause();
  };

  /** Ends the pause because captions are switched on in one tab; all others are switched off. */
  const endPauseFor = async (tabId: number): Promise<void> => {
    const others = (await parts.tabIds()).filter((id) => id !== tabId);
    for (const id of others) await store.update(id, (record) => ({ ...record, on: false }));
    await setPaused(false);
  };

  const setOn = async (tabId: number, on: boolean): Promise<TabState> => {
    if (on && (await parts.settings()).paused) await endPauseFor(tabId);
    // Where captions are on already, no content script reports anew.
    await store.update(tabId, (old) => ({
      on,
      declined: !on,
      frames: on && old.on ? old.frames : {},
      allowedAtFirst: old.allowedAtFirst,
    }));
    // Start the recognizer now, so that the models load while the user joins the call. The content
    // script reports a failure: it asks again and gets the same answer.
    if (on) await parts.host.ensure().catch(() => undefined);
    await sendState(tabId);
    return await showState(tabId);
  };

  /** What is left of a tab's captions when a content script starts in one of its frames. */
  const arriveIn = async (frameId: number, tabId: number, url?: string): Promise<TabRecord> => {
    // A new document in the top frame: reports of earlier documents no longer count.
    if (frameId === 0) {
      const starts = await startsHere(url);
      return await store.update(tabId, (old) => arrive(old, starts));
    }
    const record = await store.get(tabId);
    // No content script starts in the top frame of a page that is not allowed, so only a frame
    // inside it shows that the tab has left the site where captions started by themselves.
    if (!record.on || !record.auto || (await parts.reach.ping(tabId))) return record;
    return await store.update(tabId, (old) => arrive(old, false));
  };

  return {
    async fromContent(message, tabId, frameId, url) {
      switch (message.type) {
        case 'content-hello': {
          const state = await stateOf(await arriveIn(frameId, tabId, url));
          await parts.showBadge(tabId, badgeFace(state));
          // The user may have switched meanwhile: this reply would arrive after the newer state.
          return await inTurn(() => currentState(tabId));
        }
        case 'recognizer-wanted':
          return await parts.host.ensure().then(
            () => ({ ok: true }),
            (error: unknown) => ({ ok: false, problem: toProblem(error, 'recognizer-lost') }),
          );
        case 'content-outgoing': {
          await store.update(tabId, (old) => {
            const report = { ...noReport, ...old.frames[frameId], outgoing: message.status };
            return old.on ? withFrame(old, frameId, report) : old;
          });
          return true;
        }
        case 'content-cameras': {
          const { cameras } = message;
          await store.update(tabId, (old) => {
            const report = { ...noReport, ...old.frames[frameId], cameras };
            return old.on ? withFrame(old, frameId, report) : old;
          });
          return true;
        }
        case 'content-frames': {
          const { sites } = message;
          const allowed = new Map<string, boolean>();
          for (const site of sites) allowed.set(site, await parts.reach.allowed(site));
          await store.update(tabId, (old) => {
            const report = { ...noReport, ...old.frames[frameId], sites };
            const allowedAtFirst = withSites(old, allowed);
            return old.on ? { ...withFrame(old, frameId, report), allowedAtFirst } : old;
          });
          return true;
        }
        case 'content-status': {
          const { status, problem } = message;
          const record = await store.update(tabId, (old) =>
            old.on ? withFrame(old, frameId, { ...old.frames[frameId], status, problem }) : old,
          );
          await parts.showBadge(tabId, badgeFace(await stateOf(record)));
          return true;
        }
        default:
          return message satisfies never;
      }
    },
    async fromPage(message) {
      switch (message.type) {
        case 'tab-get':
          return await showState(message.tabId);
        case 'tab-set':
          return await setOn(message.tabId, message.on);
        case 'pause-set':
          await setPaused(message.paused);
          return await visibleState(message.tabId);
        case 'start-set': {
          const url = await parts.reach.url(message.tabId);
          const { startSites } = await parts.settings();
          if (url !== undefined)
            await parts.changeSettings({ startSites: withSite(startSites, url, message.starts) });
          return await visibleState(message.tabId);
        }
        case 'camera-set':
          await parts.send(message.tabId, { type: 'tab-camera', camera: message.camera });
          return await visibleState(message.tabId);
        case 'vocabulary-set': {
          await parts.changeSettings({ vocabulary: message.vocabulary });
          await followSettings();
          return await visibleState(message.tabId);
        }
        case 'sites-changed':
          await parts.syncSites();
          return null;
        default:
          return message satisfies never;
      }
    },
    toggle: async (tabId) => setOn(tabId, !(await stateOf(await store.get(tabId))).on),
    togglePause: async () => setPaused(!(await parts.settings()).paused),
    followPause,
    followSettings,
    command: (tabId, command) => parts.send(tabId, { type: 'tab-command', command }),
    forget: (tabId) => store.forget(tabId),
    move: (from, to) => store.move(from, to),
    async wake() {
      const refresh = async (tabId: number): Promise<void> => {
        const { on } = await sendState(tabId);
        const now = await stateOf(await store.get(tabId));
        // The event that woke the background may have changed the state meanwhile.
        if (now.on !== on) await sendState(tabId);
        await parts.showBadge(tabId, badgeFace(now));
      };
      await Promise.all((await store.known()).map(refresh));
    },
  };
}
