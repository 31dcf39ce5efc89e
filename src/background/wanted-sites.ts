/**
 * "Allow and reload": the popup asks the user for a site's permission, and the browser may close the
 * popup meanwhile (Firefox does). So the tab's record keeps what is wanted until the answer is known.
 */
import type { TabRecord, TabStore } from './tab-store.ts';

export interface WantedSitesParts {
  store: TabStore;
  /** Wall-clock time, ms: a record may outlive the background. */
  now(): number;
  /** The site is allowed: switches captions on in the tab and reloads it. */
  begin(tabId: number): Promise<void>;
}

export interface WantedSites {
  /** The user is about to be asked for this site, so that the tab is captioned. */
  want(tabId: number, site: string): Promise<void>;
  /** The popup is still open and has the user's answer. */
  answer(tabId: number, granted: boolean): Promise<void>;
  /** Sites became allowed, here or elsewhere in the browser. */
  allowed(sites: readonly string[]): Promise<void>;
}

/** After this the user has answered long ago, and a reload would come as a surprise, ms. */
const patienceMs = 120_000;

export function createWantedSites({ store, now, begin }: WantedSitesParts): WantedSites {
  /** Takes what is wanted out of the record, so that one answer is followed once. */
  const take = async (
    tabId: number,
    fits: (wanted: NonNullable<TabRecord['wanted']>) => boolean,
  ): Promise<boolean> => {
    let taken = false;
    await store.update(tabId, ({ wanted, ...record }) => {
      taken = wanted !== undefined && now() - wanted.at < patienceMs && fits(wanted);
      return taken ? record : { ...record, wanted };
    });
    return taken;
  };

  return {
    async want(tabId, site) {
      await store.update(tabId, (record) => ({ ...record, wanted: { site, at: now() } }));
    },
    async answer(tabId, granted) {
      if ((await take(tabId, () => true)) && granted) await begin(tabId);
    },
    async allowed(sites) {
      for (const tabId of await store.known())
        if (await take(tabId, ({ site }) => sites.includes(site))) await begin(tabId);
    },
  };
}
