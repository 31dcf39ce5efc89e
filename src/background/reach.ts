import type { ProblemCode } from '../messaging/problems.ts';
import type { Reason } from '../messaging/reason.ts';

/** What is needed to find out why no content script answers in a tab. */
export interface ReachApi {
  /** Whether a content script answered in the tab's top frame. */
  ping(tabId: number): Promise<boolean>;
  /** Whether a content script is in this frame of the tab; true if it does not answer in time. */
  isThere(tabId: number, frameId: number): Promise<boolean>;
  /**
   * Whether a content script answered in some frame of this site; with null, in one that may hold a
   * call.
   */
  frame(tabId: number, site: string | null): Promise<boolean>;
  /** Why the newest answer in the tab has no sign; undefined if nothing is amiss or nobody answers. */
  reason(tabId: number): Promise<Reason | undefined>;
  /** The tab's address, if the browser reveals it (after a click on the button: `activeTab`). */
  url(tabId: number): Promise<string | undefined>;
  /** Whether content scripts may run at this address (listed or granted). */
  allowed(url: string): Promise<boolean>;
}

/**
 * Why captions cannot run in a tab; null if a content script is where the call is. A tab that was
 * open before the extension was installed (or the site enabled) has none until it is reloaded: the
 * browser injects nothing into open tabs, and a camera that is already on cannot be tapped.
 */
export async function reachProblem(api: ReachApi, tabId: number): Promise<ProblemCode | null> {
  if (await api.ping(tabId)) return null;
  // A call in a frame is captioned whatever page it is in.
  if (await api.frame(tabId, null)) return null;
  const url = await api.url(tabId);
  if (url === undefined) return 'site-not-allowed';
  if (!/^https?:/.test(url)) return 'site-impossible';
  return (await api.allowed(url)) ? 'reload-tab' : 'site-not-allowed';
}
