/**
 * Says in which document captions belong: where the picture of the call is seen. Usually that is the
 * document that has the camera; but a page can show its call in another window, and can shrink or
 * hide the frame that the call is in.
 *
 * The choice depends on what the page does and on its windows, never on captions: otherwise the
 * page could tell from the overlay's place when a sign was recognised.
 */
import type { Timers } from '../../clock/clock.ts';
import { chooseLevel, fitsCaptions, type Size, shownSize } from './choose.ts';
import { reachable, shownOf, showsPicture } from './measure.ts';
import { pictureWindow, type Windows } from './windows.ts';

/** How long to wait between two looks, ms: a page can hide its call without any event. */
export const lookMs = 1000;

export interface Where {
  /** The document in which captions belong now. */
  readonly document: Document;
  dispose(): void;
}

/** Watches what is cut off of frames, by whatever is around them. */
interface CutWatch {
  uncut(frame: Element): Size;
  dispose(): void;
}

const whole: Size = { width: 1, height: 1 };
const share = (part: number, all: number): number => (all > 0 ? part / all : 0);
/** The observer reports when one of these shares is passed. */
const thresholds = Array.from({ length: 21 }, (_, i) => i / 20);

function watchCuts(frames: readonly Element[], onChange: () => void): CutWatch {
  const seen = new Map<Element, Size>();
  if (frames.length === 0) return { uncut: () => whole, dispose() {} };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, boundingClientRect: box, intersectionRect: part } of entries)
        seen.set(target, {
          width: share(part.width, box.width),
          height: share(part.height, box.height),
        });
      onChange();
    },
    { threshold: thresholds },
  );
  for (const frame of frames) observer.observe(frame);
  return {
    uncut: (frame) => seen.get(frame) ?? whole,
    dispose: () => observer.disconnect(),
  };
}

/**
 * @param window of the document that has the camera
 * @param onChange called when captions belong in another document than before
 */
export function watchWhere(
  window: Window,
  windows: Windows,
  onChange: () => void,
  timers: Timers,
): Where {
  const home = window.document;
  /** Documents that are being left: they can still be read, but not for long. */
  const left = new WeakSet<Document>();
  /** Ends the listeners of the document in which captions stand. */
  let standing = new AbortController();
  let current = home;
  let disposed = false;

  const around = reachable(window);
  const frames = around.slice(0, -1).flatMap(({ frameElement }) => frameElement ?? []);

  const fits = (frame: Element): boolean =>
    fitsCaptions(shownSize(shownOf(frame, cuts.uncut(frame))));

  const find = (): Document => {
    if (left.has(home)) return home;
    // The newest last. A picture-in-picture window is always in front.
    const others = [
      ...windows.reported,
      ...around.map(pictureWindow).filter((found) => found !== null),
    ];
    const seen = others.findLast((other) => showsPicture(other) && !left.has(other.document));
    return (seen ?? around[chooseLevel(frames.map(fits))] ?? window).document;
  };

  const look = (): void => {
    if (disposed) return;
    let next = home;
    try {
      next = find();
    } catch {
      // A document around us went to another origin, or its methods were overwritten.
    }
    if (next === current) return;
    current = next;
    attend();
    onChange();
  };

  /** Captions must be gone from another document before it, or their own, is gone. */
  const attend = (): void => {
    standing.abort();
    standing = new AbortController();
    if (current === home) return;
    const { signal } = standing;
    const leave =
      (from: Document) =>
      (event: Event): void => {
        if (!event.isTrusted) return;
        left.add(from);
        look();
      };
    current.defaultView?.addEventListener('pagehide', leave(current), { signal });
    window.addEventListener('pagehide', leave(home), { signal });
    current.addEventListener('visibilitychange', look, { signal });
  };

  const cuts = watchCuts(frames, look);
  const listeners = new AbortController();
  window.addEventListener('resize', look, { signal: listeners.signal });
  const stopLooks = timers.every(lookMs, look);
  windows.onReported = look;
  try {
    current = find();
  } catch {
    // As in `look`.
  }
  attend();

  return {
    get document() {
      return current;
    },
    dispose() {
      if (disposed) return;
      disposed = true;
      stopLooks();
      listeners.abort();
      standing.abort();
      cuts.dispose();
      if (windows.onReported === look) windows.onReported = null;
    },
  };
}
