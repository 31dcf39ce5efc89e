/** Remembers for each site where captions stand and how large they are; kept on this device. */
import * as v from 'valibot';
import { freePlace, type Place } from '../../overlay/place.ts';
import { CaptionPosition, captionSizes } from '../../settings/schema.ts';

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

/** The item in `storage.local`. */
export const placesKey = 'places';
/** At most this many sites are remembered; the one changed longest ago is forgotten first. */
export const maxSites = 50;

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const StoredLook = v.object({
  place: v.optional(v.union([CaptionPosition, v.object({ x: share, y: share })])),
  size: v.optional(
    v.pipe(v.number(), v.minValue(captionSizes.least), v.maxValue(captionSizes.most)),
  ),
});
/** Pairs of site and look, in the order of their last change. */
const Stored = v.array(v.tuple([v.pipe(v.string(), v.maxLength(300)), StoredLook]));

function read(items: Record<string, unknown>): [string, SiteLook][] {
  const parsed = v.safeParse(Stored, items[placesKey]);
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
