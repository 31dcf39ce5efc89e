/** Captions that start by themselves on sites that the user chose. Pure. */
import { sitePattern } from '../messaging/site-pattern.ts';
import { matchesPattern } from './reach.ts';
import type { TabRecord } from './tab-store.ts';

/** Whether captions start by themselves at this address. */
export function startsAt(address: string | undefined, sites: readonly string[]): boolean {
  if (address === undefined || sitePattern(address) === null) return false;
  return sites.some((pattern) => matchesPattern(pattern, address));
}

/**
 * The list with or without the site of an address. A wider pattern that covers it goes too: the user
 * sees one switch, and off is off.
 */
export function withSite(sites: readonly string[], address: string, starts: boolean): string[] {
  const site = sitePattern(address);
  if (site === null) return [...sites];
  if (!starts) return sites.filter((pattern) => !matchesPattern(pattern, address));
  return startsAt(address, sites) ? [...sites] : [...sites, site];
}

/**
 * A tab's record when a new document has come into its top frame. Who switched captions off in a tab
 * is not asked again there; what started by itself ends with the site.
 */
export function arrive(record: TabRecord, starts: boolean): TabRecord {
  const fresh = { ...record, frames: {} };
  if (record.on) return record.auto && !starts ? { ...fresh, on: false, auto: false } : fresh;
  return starts && !record.declined ? { ...fresh, on: true, auto: true } : fresh;
}
