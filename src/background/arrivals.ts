/** What is left of a tab's captions, and which site it is on, when a content script starts in it. */
import { sitePattern } from '../messaging/site-pattern.ts';
import type { ReachApi } from './reach.ts';
import { arrive } from './start.ts';
import { siteOf, type TabRecord, type TabStore } from './tab-store.ts';

export interface ArrivalParts {
  store: TabStore;
  reach: Pick<ReachApi, 'ping'>;
  /** Whether captions start by themselves at this address. */
  startsHere(url: string | undefined): Promise<boolean>;
}

/** `moved`: captions are on, and the tab's other frames have options for another site. */
export interface Arrival {
  record: TabRecord;
  moved: boolean;
}

export function createArrivals({ store, reach, startsHere }: ArrivalParts) {
  /** @param url the frame's address, if the browser reveals it */
  return async (frameId: number, tabId: number, url?: string): Promise<Arrival> => {
    const site = sitePattern(url) ?? undefined;
    // A new document in the top frame: reports of earlier documents no longer count.
    if (frameId === 0) {
      const starts = await startsHere(url);
      const record = await store.update(tabId, (old) => arrive(old, starts, { site }));
      return { record, moved: false };
    }
    const before = await store.get(tabId);
    const isAuto = before.on && before.auto === true;
    const isOther = site !== undefined && site !== siteOf(before);
    // No content script starts in the top frame of a page that is not allowed, so only a frame
    // inside it shows that the tab has left the site that it was on.
    if (!(isAuto || isOther) || (await reach.ping(tabId))) return { record: before, moved: false };
    const record = await store.update(tabId, (old) => {
      const at = { site: undefined, frameSite: site ?? old.frameSite };
      return isAuto ? arrive(old, false, at) : { ...old, ...at };
    });
    return { record, moved: record.on && isOther };
  };
}
