/**
 * Gives the overlay of this document its look and place: those of the settings, except for what the
 * user changed on this site.
 */
import type { Look } from '../../overlay/look.ts';
import type { Place } from '../../overlay/place.ts';
import type { Overlay, OverlayActions } from '../../overlay/types.ts';
import { captionSizes, type Settings } from '../../settings/schema.ts';
import { loadSiteLook, type PlaceArea, type SiteLook, saveSiteLook } from './place-store.ts';

export interface PlacementParts {
  mount(actions: OverlayActions): Overlay;
  area: PlaceArea;
  /** The site's origin; null if nothing may be remembered (private window, no origin). */
  site: string | null;
  onWrong(): void;
  onHover(hovered: boolean): void;
  onPanel(): void;
  /** The size of captions is another now. */
  onSize(): void;
}

type OverlayLook = Look & Pick<Settings, 'captionPosition'>;

export interface Placement {
  /** Makes the overlay, with its look and place. */
  mount(): Overlay;
  configure(settings: OverlayLook): void;
  /** Makes captions one step larger or smaller on this site. */
  resize(by: 1 | -1): void;
  /** In percent. */
  readonly size: number;
  /** Whether there is a step in this direction. */
  canResize(by: 1 | -1): boolean;
  /** Reads what is remembered of the site; called at the start and when it may have changed. */
  read(): Promise<void>;
}

export function createPlacement(parts: PlacementParts, initial: OverlayLook): Placement {
  const { area, site } = parts;
  let settings = initial;
  let own: SiteLook = {};
  let look: Look = initial;
  let overlay: Overlay | null = null;
  /**
   * The last of the writes, which run one after the other: each begins by reading what is stored.
   */
  let writing: Promise<unknown> = Promise.resolve();
  let writes = 0;

  const dress = (): void => {
    const before = look.captionSize;
    look = { ...settings, captionSize: own.size ?? settings.captionSize };
    if (look.captionSize !== before) parts.onSize();
    overlay?.dress(look, own.place ?? settings.captionPosition);
  };

  const change = (next: SiteLook): void => {
    own = next;
    dress();
    if (site === null) return;
    writes++;
    writing = writing
      // A failed write need not disturb the call: the place holds until the page is closed.
      .then(() => saveSiteLook(area, site, next).catch(() => undefined))
      .finally(() => {
        writes--;
      });
  };

  const nextSize = (by: 1 | -1): number | undefined => {
    const { steps } = captionSizes;
    const now = look.captionSize;
    return by > 0 ? steps.find((size) => size > now) : steps.findLast((size) => size < now);
  };

  const onMoved = (place: Place | null): void => {
    change(place === null ? {} : { ...own, place });
  };

  return {
    mount() {
      const made = parts.mount({
        onWrong: parts.onWrong,
        onHover: parts.onHover,
        onPanel: parts.onPanel,
        onMoved,
      });
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
      const next = nextSize(by);
      if (next !== undefined) change({ ...own, size: next });
    },
    get size() {
      return look.captionSize;
    },
    canResize: (by) => nextSize(by) !== undefined,
    async read() {
      if (site === null) return;
      const stored = await loadSiteLook(area, site).catch(() => null);
      // A change made here meanwhile is newer than what was read.
      if (!stored || writes > 0) return;
      own = stored;
      dress();
    },
  };
}
