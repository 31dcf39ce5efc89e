/** Remembers for each site where captions stand and how large they are; kept on this device. */
import * as v from 'valibot';
import { freePlace, type Place } from '../../overlay/place.ts';
import { maxSites, placesKey, StoredLooks } from '../../settings/site-records.ts';

/** What the user changed on one site; fields left out follow the settings. */
export interface SiteLook {
  readonly place?: Place;
  /** Size in percent, as `captionSize`. */
  readonly size?: number;
}

/** The part of `browser.storage.local` that is needed. */
export interface PlaceArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}

function read(items: Record<string, unknown>): [string, SiteLook][] {
  const parsed = v.safeParse(StoredLooks, items[placesKey]);
  if (!parsed.success) return [];
  return parsed.output.map(([site, { place, size }]) => [
    site,
    {
      place: typeof place === 'object' ? freePlace(place.x, place.y) : place,
      size,
    },
  ]);
}

/** What is remembered of a site. Rejects if storage fails. */
export async function loadSiteLook(area: PlaceArea, site: string): Promise<SiteLook> {
  return read(await area.get(placesKey)).find(([name]) => name === site)?.[1] ?? {};
}

/** Remembers a site's look; an empty one is forgotten. */
export async function saveSiteLook(area: PlaceArea, site: string, look: SiteLook): Promise<void> {
  const others = read(await area.get(placesKey)).filter(([name]) => name !== site);
  const empty = look.place === undefined && look.size === undefined;
  const next = empty ? others : [...others, [site, look] as const];
  await area.set({ [placesKey]: next.slice(-maxSites) });
}
