/**
 * Lets the user move captions, by pointer and by keyboard, and finds out whether the pointer or the
 * focus is at them.
 *
 * The captions let clicks through to the page, so that `:hover` does not see the pointer: where it
 * is comes from the window's pointer events, which are heard only while there are captions.
 */
import { type CaptionPosition, captionPositions } from '../settings/schema.ts';
import {
  type Direction,
  freePlace,
  nextSnap,
  type Place,
  placeByKey,
  sharesOf,
  snapAt,
} from './place.ts';

export interface MoverParts {
  root: ShadowRoot;
  stage: HTMLElement;
  window: Window;
  dir: Direction;
  place(): Place;
  /** Puts captions there. `dragging`: the place is not the last one yet. */
  put(place: Place, dragging: boolean): void;
  /** The user has put them there; null: back to where the settings say. */
  onMoved(place: Place | null): void;
  /** Whether the pointer or the keyboard's focus is at the captions. */
  onHover(hovered: boolean): void;
  /**
   * Whether a pointer event of the window is the user's own. The page can make others: by moving
   * such a pointer about it would find out where the captions end. Left out: the browser's word.
   */
  trusted?(event: Event): boolean;
}

export interface Mover {
  /** Told after each drawing whether captions are shown. */
  shown(shown: boolean): void;
  /** The user holds the handle. */
  readonly dragging: boolean;
  dispose(): void;
}

/** A pointer this near to the captions counts as at them, px: the tools lie beside them. */
const nearPx = 44;
/** Dropped so near to a snap position, captions go there, px. */
const snapPx = 40;
/** A pointer that moved less was a press, px. */
const pressPx = 4;
/** Where the pointer is is looked up so often at most, ms: it makes the page lay itself out. */
const lookMs = 60;

const isNear = (box: DOMRect, { x, y }: { x: number; y: number }): boolean =>
  x > box.left - nearPx &&
  x < box.right + nearPx &&
  y > box.top - nearPx &&
  y < box.bottom + nearPx;

interface Drag {
  pointer: number;
  handle: HTMLElement;
  /** From the handle's corner to the pointer, px: lines that come and go leave the handle where it is. */
  dx: number;
  dy: number;
  from: { x: number; y: number; place: Place };
  moved: boolean;
}

export function createMover(parts: MoverParts): Mover {
  const { root, stage, window, dir, trusted = (event) => event.isTrusted } = parts;
  let drag: Drag | null = null;
  let dropped = false;
  let near = false;
  let focused = false;
  let told = false;
  let listening = false;
  let at = { x: 0, y: 0 };
  let waiting: number | null = null;

  const stack = (): DOMRect | null => root.querySelector('.stack')?.getBoundingClientRect() ?? null;
  const handleOf = (event: Event): HTMLElement | null =>
    event.target instanceof Element ? event.target.closest<HTMLElement>('.handle') : null;

  const tell = (): void => {
    const hovered = near || focused || drag !== null;
    stage.classList.toggle('near', near || drag !== null);
    if (hovered === told) return;
    told = hovered;
    parts.onHover(hovered);
  };

  /** Where captions whose corner lies there would be, as shares of the room that is left. */
  const shares = (box: DOMRect, left: number, top: number) => {
    const { width, height } = stage.getBoundingClientRect();
    return freePlace(left / (width - box.width), top / (height - box.height));
  };

  /** How far captions are from each snap position, px. */
  const gaps = (box: DOMRect, before: Place): Map<CaptionPosition, number> => {
    const found = new Map<CaptionPosition, number>();
    for (const position of captionPositions) {
      parts.put(position, true);
      const at = stack();
      if (at) found.set(position, Math.hypot(at.left - box.left, at.top - box.top));
    }
    parts.put(before, true);
    return found;
  };

  const onDown = (event: PointerEvent): void => {
    const handle = handleOf(event);
    dropped = false;
    if (!handle || event.button !== 0) return;
    const corner = handle.getBoundingClientRect();
    try {
      handle.setPointerCapture(event.pointerId);
    } catch {
      // The pointer is gone already.
    }
    drag = {
      pointer: event.pointerId,
      handle,
      dx: event.clientX - corner.left,
      dy: event.clientY - corner.top,
      from: { x: event.clientX, y: event.clientY, place: parts.place() },
      moved: false,
    };
    tell();
  };

  const onMove = (event: PointerEvent): void => {
    if (!drag || event.pointerId !== drag.pointer) return;
    const { from } = drag;
    drag.moved ||= Math.hypot(event.clientX - from.x, event.clientY - from.y) >= pressPx;
    const box = stack();
    if (!drag.moved || !box) return;
    const corner = drag.handle.getBoundingClientRect();
    const left = box.left + event.clientX - drag.dx - corner.left;
    const top = box.top + event.clientY - drag.dy - corner.top;
    parts.put(shares(box, left, top), true);
  };

  const end = (): void => {
    drag = null;
    tell();
  };

  const onUp = (event: PointerEvent): void => {
    if (!drag || event.pointerId !== drag.pointer) return;
    const { moved } = drag;
    end();
    // The click that follows is the drag's, not a press of the handle.
    dropped = moved;
    const box = stack();
    if (!moved || !box) return;
    const place = parts.place();
    const last = snapAt(gaps(box, place), snapPx) ?? place;
    parts.put(last, false);
    parts.onMoved(last);
  };

  const onCancel = (event: PointerEvent): void => {
    if (!drag || event.pointerId !== drag.pointer) return;
    parts.put(drag.from.place, false);
    end();
  };

  const onClick = (event: Event): void => {
    if (!handleOf(event)) return;
    if (dropped) {
      dropped = false;
      return;
    }
    const place = nextSnap(parts.place());
    parts.put(place, false);
    parts.onMoved(place);
  };

  const onKey = (event: KeyboardEvent): void => {
    onFocus();
    if (!handleOf(event) || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Escape' && drag) {
      parts.put(drag.from.place, false);
      end();
    } else if (event.key === 'Home') {
      parts.onMoved(null);
    } else {
      const box = stack();
      const from = box ? shares(box, box.left, box.top) : sharesOf(parts.place(), dir);
      const place = placeByKey(event.key, event.shiftKey, from);
      if (!place) return;
      parts.put(place, false);
      parts.onMoved(place);
    }
    event.preventDefault();
  };

  const onFocus = (): void => {
    // A press leaves the focus behind where the pointer was; only a keyboard's focus counts.
    focused = root.activeElement?.matches(':focus-visible') ?? false;
    tell();
  };

  const look = (): void => {
    // Tools that are shown may lie outside the captions' margin: beside a short line they are wider.
    const boxes = root.querySelectorAll(told ? '.panel, .tools' : '.panel');
    near = [...boxes].some((element) => isNear(element.getBoundingClientRect(), at));
    tell();
  };
  const lookAt = (event: PointerEvent): void => {
    if (!trusted(event)) return;
    at = { x: event.clientX, y: event.clientY };
    if (waiting !== null) return;
    look();
    // Where the pointer came to rest in the meantime is looked up once more.
    const from = at;
    waiting = window.setTimeout(() => {
      waiting = null;
      if (at !== from) look();
    }, lookMs);
  };
  const stopLooking = (): void => {
    if (waiting !== null) window.clearTimeout(waiting);
    waiting = null;
  };
  const onOut = (event: PointerEvent): void => {
    if (event.relatedTarget !== null || !trusted(event)) return;
    stopLooking();
    near = false;
    tell();
  };

  const listen = (on: boolean): void => {
    if (on === listening) return;
    listening = on;
    if (!on) stopLooking();
    const change = on ? 'addEventListener' : 'removeEventListener';
    window[change]('pointermove', lookAt as EventListener, { capture: true, passive: true });
    window[change]('pointerdown', lookAt as EventListener, { capture: true, passive: true });
    window[change]('pointerout', onOut as EventListener, { capture: true, passive: true });
  };

  const heard: [string, (event: never) => void][] = [
    ['pointerdown', onDown],
    ['pointermove', onMove],
    ['pointerup', onUp],
    ['pointercancel', onCancel],
    ['click', onClick],
    ['keydown', onKey],
    ['focusin', onFocus],
    ['focusout', () => queueMicrotask(onFocus)],
  ];
  for (const [type, listener] of heard) root.addEventListener(type, listener as EventListener);

  return {
    shown(shown) {
      listen(shown);
      if (shown) return;
      drag = null;
      near = false;
      focused = false;
      tell();
    },
    get dragging() {
      return drag !== null;
    },
    dispose() {
      listen(false);
      for (const [type, listener] of heard)
        root.removeEventListener(type, listener as EventListener);
    },
  };
}
