/** Captions that start by themselves on sites that the user chose. Pure. */
import { matchesPattern, sitePattern } from '../messaging/site-pattern.ts';
import type { TabRecord } from './tab-store.ts';

/** Whether captions start by themselves at this address. */
export function startsAt(address: string | undefined, sites: readonly string[]): boolean {
  if (address === undefined || sitePattern(address) === null) return false;
  return sites.some((pattern) => matchesPattern(pattern, address));
}

/**
 * The list with the site of an address added or removed. Removing it also removes wider patterns
 * that cover it: the user sees one switch, and off must mean off.
 */
export function withSite(sites: readonly string[], address: string, starts: boolean): string[] {
  const site = sitePattern(address);
  if (site === null) return [...sites];
  if (!starts) return sites.filter((pattern) => !matchesPattern(pattern, address));
  return startsAt(address, sites) ? [...sites] : [...sites, site];
}

/**
 * A tab's record after a new document has loaded in its top frame. If the user has switched
 * captions off in this tab, they do not start by themselves again; captions that started by
 * themselves end when the tab leaves the site.
 *
 * @param at the site of that document, or of the frame by which it is known
 */
export function arrive(
  record: TabRecord,
  starts: boolean,
  at: Pick<TabRecord, 'site' | 'frameSite'>,
): TabRecord {
  const here = { site: at.site, frameSite: at.frameSite };
  const fresh = { ...record, ...here, frames: {}, allowedAtFirst: undefined };
  if (record.on) return record.auto && !starts ? { ...fresh, on: false, auto: false } : fresh;
  return starts && !record.declined ? { ...fresh, on: true, auto: true } : fresh;
}
