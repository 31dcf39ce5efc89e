/**
 * Lets the user move captions, by pointer and by keyboard, and detects whether the pointer or the
 * focus is at them.
 *
 * Captions let clicks through to the page, so `:hover` never matches. The pointer's place comes
 * from the window's pointer events instead, which are listened to only while there are captions.
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
  /** Puts captions there. `dragging`: the place is not final yet. */
  put(place: Place, dragging: boolean): void;
  /** The user has put captions there; null: back to where the settings put them. */
  onMoved(place: Place | null): void;
  /** Whether the pointer or the keyboard's focus is at the captions. */
  onHover(hovered: boolean): void;
  /** The pointer has moved and is still at the captions. */
  onNear?(): void;
  /**
   * Whether a pointer event of the window is the user's own. The page can dispatch others, and
   * would learn from our reaction where the captions are. Default: `event.isTrusted`.
   */
  trusted?(event: Event): boolean;
}

export interface Mover {
  /** Must be called after each drawing: whether captions are shown. */
  shown(shown: boolean): void;
  /** Whether the user is dragging the captions. */
  readonly dragging: boolean;
  dispose(): void;
}

/** How near to the captions the pointer counts as at them, px: the tools lie beside them. */
const nearPx = 44;
/** How near to a snap position captions must be dropped to go there, px. */
const snapPx = 40;
/** How far the pointer must move for a drag; less is a press, px. */
const pressPx = 4;
/** How long to wait between two checks of what is under the pointer, ms: each forces a layout. */
const lookMs = 60;

const isNear = (box: DOMRect, { x, y }: { x: number; y: number }): boolean =>
  x > box.left - nearPx &&
  x < box.right + nearPx &&
  y > box.top - nearPx &&
  y < box.bottom + nearPx;

interface Drag {
  pointer: number;
  handle: HTMLElement;
  /**
   * From the handle's corner to the pointer, px: lines that come and go leave the handle where it
   * is.
   */
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
  let reported = false;
  let listening = false;
  let at = { x: 0, y: 0 };
  let waiting: number | null = null;

  const stack = (): DOMRect | null => root.querySelector('.stack')?.getBoundingClientRect() ?? null;
  // Not by `instanceof`, which fails for elements of another window's document.
  const handleOf = (event: Event): HTMLElement | null =>
    (event.target as Partial<Element> | null)?.closest?.<HTMLElement>('.handle') ?? null;

  const reportHover = (): void => {
    const hovered = near || focused || drag !== null;
    stage.classList.toggle('near', near || drag !== null);
    if (hovered === reported) return;
    reported = hovered;
    parts.onHover(hovered);
  };

  /** The place of captions whose corner is at `left` and `top`, px, as shares of the free room. */
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
    reportHover();
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
    reportHover();
  };

  const onUp = (event: PointerEvent): void => {
    if (!drag || event.pointerId !== drag.pointer) return;
    const { moved } = drag;
    end();
    // The click that follows belongs to the drag; it is not a press of the handle.
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
    // A press leaves the focus where the pointer was; only focus by keyboard counts.
    focused = root.activeElement?.matches(':focus-visible') ?? false;
    reportHover();
  };

  const look = (): void => {
    // Visible tools count too: beside a short line they extend beyond the captions.
    const boxes = root.querySelectorAll(reported ? '.panel, .hint, .tools' : '.panel, .hint');
    near = [...boxes].some((element) => isNear(element.getBoundingClientRect(), at));
    if (near && reported) parts.onNear?.();
    reportHover();
  };
  const lookAt = (event: PointerEvent): void => {
    if (!trusted(event)) return;
    at = { x: event.clientX, y: event.clientY };
    if (waiting !== null) return;
    look();
    // Check once more afterwards: the pointer may have come to rest elsewhere.
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
    reportHover();
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

  const handlers: [string, (event: never) => void][] = [
    ['pointerdown', onDown],
    ['pointermove', onMove],
    ['pointerup', onUp],
    ['pointercancel', onCancel],
    ['click', onClick],
    ['keydown', onKey],
    ['focusin', onFocus],
    ['focusout', () => queueMicrotask(onFocus)],
  ];
  for (const [type, handler] of handlers) root.addEventListener(type, handler as EventListener);

  return {
    shown(shown) {
      listen(shown);
      if (shown) return;
      drag = null;
      near = false;
      focused = false;
      reportHover();
    },
    get dragging() {
      return drag !== null;
    },
    dispose() {
      listen(false);
      for (const [type, handler] of handlers)
        root.removeEventListener(type, handler as EventListener);
    },
  };
}
