/**
 * Calls in frames: reports of frames that are gone, and sites whose frames may hold the call while
 * no content script runs there.
 */
import type { TabState } from '../messaging/protocol.ts';
import type { ReachApi } from './reach.ts';
import type { TabRecord, TabStore } from './tab-store.ts';

/** At most this many sites of frames are kept for a tab. */
const mostSites = 16;

/**
 * The record with what is known of sites that frames were reported of.
 *
 * @param allowed whether each of them is allowed now
 */
export function withSites(
  record: TabRecord,
  allowed: ReadonlyMap<string, boolean>,
): TabRecord['allowedAtFirst'] {
  const known = Object.entries(record.allowedAtFirst ?? {});
  const fresh = [...allowed].filter(([site]) => record.allowedAtFirst?.[site] === undefined);
  return Object.fromEntries([...known, ...fresh].slice(-mostSites));
}

/** Forgets the reports of frames that the page has removed: they end without a word. */
export async function forgetGone(
  store: TabStore,
  reach: Pick<ReachApi, 'isThere'>,
  tabId: number,
): Promise<TabRecord> {
  const record = await store.get(tabId);
  const ids = Object.keys(record.frames);
  const there = await Promise.all(ids.map((id) => reach.isThere(tabId, Number(id))));
  const gone = new Set(ids.filter((_, i) => !there[i]));
  if (gone.size === 0) return record;
  return await store.update(tabId, (now) => ({
    ...now,
    frames: Object.fromEntries(Object.entries(now.frames).filter(([id]) => !gone.has(id))),
  }));
}

/**
 * The site whose frame may hold the call although no content script runs there; undefined if there
 * is none. A frame that was redirected to another site is not found: its page cannot see where it
 * went.
 */
export async function frameToEnable(
  record: TabRecord,
  reach: Pick<ReachApi, 'allowed' | 'frame'>,
  tabId: number,
): Promise<TabState['frame']> {
  const sites = new Set(Object.values(record.frames).flatMap((frame) => frame.sites ?? []));
  for (const site of sites) {
    if (await reach.frame(tabId, site)) continue;
    const allowed = await reach.allowed(site);
    // It was allowed before it was loaded, and yet no script runs there: reloading changes nothing.
    if (allowed && record.allowedAtFirst?.[site]) continue;
    return { site, allowed };
  }
  return undefined;
}
