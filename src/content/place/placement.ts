/**
 * Dresses the overlay of this document: as the settings say, but for what the user changed in this
 * very site.
 */
import type { Look } from '../../overlay/look.ts';
import type { Place } from '../../overlay/place.ts';
import type { Overlay, OverlayActions } from '../../overlay/types.ts';
import { captionSizes, type Settings } from '../../settings/schema.ts';
import { loadSiteLook, type PlaceArea, type SiteLook, saveSiteLook } from './place-store.ts';

export interface PlacementParts {
  mount(actions: OverlayActions): Overlay;
  area: PlaceArea;
  /** The site's origin; null where nothing is to be remembered (private windows, no origin). */
  site: string | null;
  onWrong(): void;
  onHover(hovered: boolean): void;
}

type OverlayLook = Look & Pick<Settings, 'captionPosition'>;

export interface Placement {
  /** Makes the overlay, dressed. */
  mount(): Overlay;
  /** The settings have changed. */
  configure(settings: OverlayLook): void;
  /** One step larger or smaller, in this site. */
  resize(by: 1 | -1): void;
  /** Reads what is remembered of the site, at the start and when it may have changed. */
  read(): Promise<void>;
}

export function createPlacement(parts: PlacementParts, initial: OverlayLook): Placement {
  const { area, site } = parts;
  let settings = initial;
  let own: SiteLook = {};
  let look: Look = initial;
  let overlay: Overlay | null = null;
  /** Writes one after the other: each reads what is there first. */
  let writing: Promise<unknown> = Promise.resolve();
  let writes = 0;

  const dress = (): void => {
    look = { ...settings, captionSize: own.size ?? settings.captionSize };
    overlay?.dress(look, own.place ?? settings.captionPosition);
  };

  const change = (next: SiteLook): void => {
    own = next;
    dress();
    if (site === null) return;
    writes++;
    writing = writing
      // Not remembered is no reason to disturb a call: it stands right until the page is closed.
      .then(() => saveSiteLook(area, site, next).catch(() => undefined))
      .finally(() => {
        writes--;
      });
  };

  const onMoved = (place: Place | null): void => {
    change(place === null ? {} : { ...own, place });
  };

  return {
    mount() {
      const made = parts.mount({ onWrong: parts.onWrong, onHover: parts.onHover, onMoved });
      overlay = made;
      dress();
      return {
        ...made,
        dispose() {
          if (overlay === made) overlay = null;
          parts.onHover(false);
          made.dispose();
        },
      };
    },
    configure(next) {
      settings = next;
      dress();
    },
    resize(by) {
      const now = own.size ?? settings.captionSize;
      const { steps } = captionSizes;
      const next = by > 0 ? steps.find((size) => size > now) : steps.findLast((size) => size < now);
      if (next !== undefined) change({ ...own, size: next });
    },
    async read() {
      if (site === null) return;
      const stored = await loadSiteLook(area, site).catch(() => null);
      // What was changed here meanwhile is newer than what was read.
      if (!stored || writes > 0) return;
      own = stored;
      dress();
    },
  };
}
