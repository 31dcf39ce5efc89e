/** An overlay that stands in one document at a time, and moves when captions belong in another. */
import type { Look } from '../../overlay/look.ts';
import type { Place } from '../../overlay/place.ts';
import type { Overlay, OverlayView } from '../../overlay/types.ts';
import type { Where } from './where.ts';

export interface RoamingParts {
  /** Makes the overlay of a document; may throw. */
  mount(document: Document): Overlay;
  watchWhere(onChange: () => void): Where;
  /** The document that has the camera: captions stay in it if another one takes no overlay. */
  home: Document;
  /** The overlay was replaced: nothing points at its captions any more. */
  onMoved(): void;
}

/** @throws what `mount` throws for the document that has the camera */
export function mountRoaming({ mount, watchWhere, home, onMoved }: RoamingParts): Overlay {
  let view: OverlayView | null = null;
  let dress: { look: Look; place: Place } | null = null;
  let overlay: Overlay | null = null;
  /** What to do once an overlay is in its page; the first may be replaced before it is. */
  const waiting: (() => void)[] = [];
  const runWaiting = (): void => {
    for (const work of waiting.splice(0)) work();
  };

  const mountAt = (document: Document): Overlay => {
    if (document === home) return mount(home);
    try {
      return mount(document);
    } catch {
      // The page has overwritten that document's own methods.
      return mount(home);
    }
  };

  const move = (): void => {
    overlay?.dispose();
    overlay = null;
    onMoved();
    try {
      overlay = mountAt(where.document);
    } catch {
      // As in the presenter: nothing is shown, and the call goes on.
    }
    // The captions are not new: they make no sound.
    if (dress) overlay?.dress({ ...dress.look, captionSound: false }, dress.place);
    if (view) overlay?.show(view);
    if (dress) overlay?.dress(dress.look, dress.place);
    if (waiting.length > 0) overlay?.whenShown(runWaiting);
  };

  const where = watchWhere(move);
  try {
    overlay = mountAt(where.document);
  } catch (error) {
    where.dispose();
    throw error;
  }
  return {
    show(next) {
      view = next;
      overlay?.show(next);
    },
    whenShown(work) {
      waiting.push(work);
      overlay?.whenShown(runWaiting);
    },
    dress(look, place) {
      dress = { look, place };
      overlay?.dress(look, place);
    },
    dispose() {
      where.dispose();
      overlay?.dispose();
      overlay = null;
      waiting.length = 0;
    },
  };
}
