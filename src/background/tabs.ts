import { toProblem } from '../messaging/problems.ts';
import type {
  CaptionCommand,
  ContentMessage,
  PageMessage,
  TabMessage,
  TabState,
} from '../messaging/protocol.ts';
import type { ReplyTo } from '../messaging/replies.ts';
import { sitePattern } from '../messaging/site-pattern.ts';
import type { Settings } from '../settings/schema.ts';
import { changeAt, settingsAt } from '../settings/site-choices.ts';
import type { SettingsEdit } from '../settings/storage.ts';
import { createArrivals } from './arrivals.ts';
import type { BadgeFace } from './badge.ts';
import { badgeFace } from './badge.ts';
import { forgetGone, frameToEnable, withSites } from './call-frames.ts';
import type { RecognizerHost } from './host.ts';
import { type ReachApi, reachProblem } from './reach.ts';
import { recognitionOf } from './recognition.ts';
import { startsAt, withSite } from './start.ts';
import {
  type FrameReport,
  siteOf,
  summarize,
  type TabRecord,
  type TabStore,
  withFrame,
} from './tab-store.ts';
import { createWantedSites } from './wanted-sites.ts';

export interface TabsParts {
  store: TabStore;
  host: RecognizerHost;
  reach: ReachApi;
  settings(): Promise<Settings>;
  /** The browser's `@@ui_locale`. */
  uiLocale(): string;
  changeSettings(change: SettingsEdit): Promise<void>;
  /** Sends to every frame of the tab; it is no error if nobody receives it. */
  send(tabId: number, message: TabMessage): Promise<void>;
  showBadge(tabId: number, face: BadgeFace): Promise<void>;
  syncSites(): Promise<unknown>;
  reload(tabId: number): Promise<void>;
  /** Wall-clock time, ms. */
  now(): number;
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
  /** Sites became allowed: tabs for which one of them was wanted are captioned. */
  sitesAllowed(sites: readonly string[]): Promise<void>;
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

/** The record with this added to what a frame has reported; unchanged while captions are off. */
const report = (record: TabRecord, frameId: number, news: Partial<FrameReport>): TabRecord => {
  if (!record.on) return record;
  const known = record.frames[frameId] ?? { status: 'waiting', problem: null };
  return withFrame(record, frameId, { ...known, ...news });
};

export function createTabs(parts: TabsParts): Tabs {
  const { store } = parts;

  const stateOf = async (record: TabRecord): Promise<TabState> => {
    const settings = settingsAt(await parts.settings(), siteOf(record));
    const { paused } = settings;
    // While captions are paused they are reported as off, whatever the tab's record says.
    const now = summarize(paused ? { ...record, on: false } : record);
    const recognition = recognitionOf(settings, parts.uiLocale());
    return { ...now, site: record.site, paused, recognition };
  };

  /** The record, with the site of its address where no content script has said hello. */
  const withSiteOf = (record: TabRecord, url: string | undefined): TabRecord =>
    siteOf(record) ? record : { ...record, site: sitePattern(url) ?? undefined };

  /** The state for the popup: if no content script can answer where the call is, it says why. */
  const visibleState = async (tabId: number): Promise<TabState> => {
    const { reach } = parts;
    const url = await reach.url(tabId);
    const record = withSiteOf(await forgetGone(store, reach, tabId), url);
    const state = { ...(await stateOf(record)), site: siteOf(record) };
    const code = await reachProblem(reach, tabId);
    // A page that only holds the call's frame starts nothing by itself.
    const isOwn = code !== null || (await reach.ping(tabId));
    const starts = url !== undefined && isOwn ? await startsHere(url) : undefined;
    if (code) return { ...state, starts, status: 'waiting', problem: { code } };
    const isWaiting = state.on && state.status === 'waiting' && !state.problem;
    const frame = isWaiting ? await frameToEnable(record, reach, tabId) : undefined;
    const isWatched = state.status === 'watching' || state.status === 'hand';
    const reason = isWatched && !state.problem ? await reach.reason(tabId) : undefined;
    return { ...state, starts, frame, reason };
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

  const sendPause = async (): Promise<void> => {
    const ids = await parts.tabIds();
    await Promise.all(
      ids.map(async (tabId) => {
        await store.update(tabId, (record) => ({ ...record, frames: {} }));
        await sendAndShow(tabId);
      }),
    );
  };
  /** The pause that all tabs were sent last. */
  let followed: { paused: boolean; done: Promise<void> } | null = null;
  /** Whoever changes the pause calls this, and so does the change of storage: tabs are sent it once. */
  const followPause = async (): Promise<void> => {
    const { paused } = await parts.settings();
    if (followed?.paused !== paused) followed = { paused, done: sendPause() };
    await followed.done;
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
      site: old.site,
      frameSite: old.frameSite,
      frames: on && old.on ? old.frames : {},
      allowedAtFirst: old.allowedAtFirst,
    }));
    // Start the recognizer now, so that the models load while the user joins the call. The content
    // script reports a failure: it asks again and gets the same answer.
    if (on) await parts.host.ensure().catch(() => undefined);
    await sendState(tabId);
    return await showState(tabId);
  };

  const wantedSites = createWantedSites({
    store,
    now: parts.now,
    async begin(tabId) {
      // Without the content scripts the reloaded page would not be captioned.
      await parts.syncSites();
      await setOn(tabId, true);
      await parts.reload(tabId);
    },
  });

  const arriveIn = createArrivals({ store, reach: parts.reach, startsHere });

  return {
    async fromContent(message, tabId, frameId, url) {
      switch (message.type) {
        case 'content-hello': {
          const { record, moved } = await arriveIn(frameId, tabId, url);
          await parts.showBadge(tabId, badgeFace(await stateOf(record)));
          if (moved) await sendState(tabId);
          // The user may have switched meanwhile: this reply would arrive after the newer state.
          return await inTurn(() => currentState(tabId));
        }
        case 'recognizer-wanted':
          return await parts.host.ensure().then(
            () => ({ ok: true }),
            (error: unknown) => ({ ok: false, problem: toProblem(error, 'recognizer-lost') }),
          );
        case 'content-outgoing':
          await store.update(tabId, (old) => report(old, frameId, { outgoing: message.status }));
          return true;
        case 'content-cameras':
          await store.update(tabId, (old) => report(old, frameId, { cameras: message.cameras }));
          return true;
        case 'content-frames': {
          const { sites } = message;
          const allowed = new Map<string, boolean>();
          for (const site of sites) allowed.set(site, await parts.reach.allowed(site));
          await store.update(tabId, (old) =>
            old.on
              ? { ...report(old, frameId, { sites }), allowedAtFirst: withSites(old, allowed) }
              : old,
          );
          return true;
        }
        case 'content-status': {
          const { status, problem } = message;
          const record = await store.update(tabId, (old) =>
            report(old, frameId, { status, problem }),
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
          const { tabId, vocabulary } = message;
          const site = siteOf(withSiteOf(await store.get(tabId), await parts.reach.url(tabId)));
          await parts.changeSettings((now) => changeAt(now, site, { vocabulary }));
          await followSettings();
          return await visibleState(tabId);
        }
        case 'phrase-say':
          await parts.send(message.tabId, { type: 'tab-phrase', text: message.text });
          return await visibleState(message.tabId);
        case 'sites-changed':
          await parts.syncSites();
          return null;
        case 'site-wanted':
          await wantedSites.want(message.tabId, message.site);
          return null;
        case 'site-answered':
          await wantedSites.answer(message.tabId, message.granted);
          return null;
        default:
          return message satisfies never;
      }
    },
    toggle: async (tabId) => setOn(tabId, !(await stateOf(await store.get(tabId))).on),
    togglePause: async () => setPaused(!(await parts.settings()).paused),
    followPause,
    followSettings,
    sitesAllowed: wantedSites.allowed,
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
