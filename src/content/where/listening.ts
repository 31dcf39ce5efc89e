/**
 * Calls `listen` now, and again whenever `document.open()` has removed all listeners of the window,
 * as a page does that writes into a window it opened.
 *
 * @param signal ends it
 */
export function keepListening(window: Window, listen: () => void, signal: AbortSignal): void {
  listen();
  const reopened = new MutationObserver(listen);
  reopened.observe(window.document, { childList: true });
  signal.addEventListener('abort', () => reopened.disconnect());
}
