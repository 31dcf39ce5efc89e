/**
 * Waits until the page has taken over its document. React 18 rebuilds a page whose `<html>` has a
 * child that the server did not send, if it comes before the page's own code has run
 * (`hydrateRoot(document)`).
 */

/** How long nothing may be added to the loaded page's root, head or body before it counts, ms. */
export const quietMs = 2000;
/** How long to wait at most, ms: a page may load, or add scripts, for ever. */
export const mostMs = 10_000;

/** Documents that were found settled: they stay so. */
const known = new WeakSet<Document>();

/** How long ago the document had been loaded, ms; null if it has not, or the browser cannot tell. */
function loadedAgo({ defaultView }: Document): number | null {
  try {
    if (!defaultView) return null;
    const [entry] = defaultView.performance.getEntriesByType('navigation');
    const end = (entry as PerformanceNavigationTiming | undefined)?.loadEventEnd ?? 0;
    return end > 0 ? defaultView.performance.now() - end : null;
  } catch {
    // The page has given the window's name to something else.
    return null;
  }
}

function isSettled(document: Document): boolean {
  if (known.has(document)) return true;
  // No server has sent an empty document, so no code expects to find it as it was sent.
  if (document.URL === 'about:blank') return true;
  return document.readyState === 'complete' && (loadedAgo(document) ?? 0) >= mostMs;
}

/**
 * Runs `work` once the document is loaded and its root, head and body have had the same children
 * for a while; at once if that was found before, or the page was loaded long ago.
 *
 * @returns cancels it
 */
export function whenSettled(document: Document, work: () => void): () => void {
  if (isSettled(document)) {
    known.add(document);
    work();
    return () => undefined;
  }
  const listeners = new AbortController();
  let quiet: ReturnType<typeof setTimeout> | undefined;

  const end = (): void => {
    clearTimeout(quiet);
    clearTimeout(latest);
    watcher.disconnect();
    listeners.abort();
  };
  const settle = (): void => {
    end();
    known.add(document);
    work();
  };
  const observe = (node: Node | null): void => {
    try {
      if (node) watcher.observe(node, { childList: true });
    } catch {
      // The page has given this name to something else.
    }
  };
  const restart = (): void => {
    clearTimeout(quiet);
    watcher.disconnect();
    for (const part of ['documentElement', 'head', 'body'] as const) observe(document[part]);
    observe(document);
    if (document.readyState === 'complete') quiet = setTimeout(settle, quietMs);
  };

  const watcher = new MutationObserver(restart);
  const latest = setTimeout(settle, mostMs);
  document.addEventListener('readystatechange', restart, { signal: listeners.signal });
  restart();
  return end;
}
