/**
 * What a page learns by asking the browser, all over its window, whether something covers it. Runs
 * in the page.
 */

export interface CoverSpy {
  /** The cells that are covered now, as `column,row`. */
  covered: Set<string>;
  /** Every change of a cell since the last time it was emptied. */
  changes: string[];
  /** How many cells have been answered for. */
  known: number;
}

declare global {
  var coverSpy: CoverSpy;
}

/** Edge of a cell, px. */
export const cellPx = 20;

/** Fills the window with a grid of transparent elements that lie above all of the page. */
export function watchCover(cell: number): void {
  const spy: CoverSpy = { covered: new Set(), changes: [], known: 0 };
  globalThis.coverSpy = spy;
  const grid = document.createElement('div');
  grid.style.cssText = 'position:fixed;inset:0;z-index:2147483647;pointer-events:none';
  document.body.append(grid);
  const names = new Map<Element, string>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        const name = names.get(entry.target)!;
        const isCovered = Reflect.get(entry, 'isVisible') === false;
        if (isCovered === spy.covered.has(name) && spy.known >= names.size) continue;
        if (spy.known < names.size) spy.known++;
        else spy.changes.push(`${name} ${isCovered ? 'covered' : 'free'}`);
        if (isCovered) spy.covered.add(name);
        else spy.covered.delete(name);
      }
    },
    { trackVisibility: true, delay: 100 } as IntersectionObserverInit,
  );
  for (let row = 0; (row + 1) * cell <= innerHeight; row++)
    for (let column = 0; (column + 1) * cell <= innerWidth; column++) {
      const element = document.createElement('i');
      // Smaller than its cell, so that neighbours do not touch.
      element.style.cssText = `position:absolute;left:${column * cell + 1}px;top:${row * cell + 1}px;width:${cell - 2}px;height:${cell - 2}px`;
      names.set(element, `${column},${row}`);
      grid.append(element);
    }
  for (const element of names.keys()) observer.observe(element);
}

/** The elements by which the browser itself asks for camera, microphone and place. */
export const captureNames = ['usermedia', 'camera', 'microphone', 'geolocation'] as const;

/**
 * Puts them into the window above all of the page, one below the other from this height on.
 * @returns the names that this browser knows
 */
export function addCapture(names: readonly string[], topPx: number): string[] {
  const heard: Record<string, string[]> = {};
  Object.assign(globalThis, { heardOfCapture: heard });
  const known: string[] = [];
  for (const [i, name] of names.entries()) {
    const element = document.createElement(name);
    if (element instanceof HTMLUnknownElement) continue;
    known.push(name);
    heard[name] = [];
    element.id = `capture-${name}`;
    element.style.cssText = `position:fixed;left:20px;top:${topPx + 45 * i}px;z-index:2147483647`;
    for (const type of ['stream', 'track', 'location', 'error'])
      element.addEventListener(type, () => heard[name]?.push(type));
    document.body.append(element);
  }
  return known;
}

/** Removes one of them, and ends what it gave. */
export function removeCapture(name: string): void {
  const element = document.querySelector(`#capture-${name}`);
  if (!element) return;
  const { stream, track } = element as unknown as {
    stream?: MediaStream;
    track?: MediaStreamTrack;
  };
  for (const given of [track, ...(stream?.getTracks() ?? [])]) given?.stop();
  element.remove();
}
