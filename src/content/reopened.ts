/**
 * Adds listeners of a document or its window so that they stay: `document.open()` removes all of
 * them, ours too, and replaces the root element.
 *
 * @param listen adds them; adding the same ones twice must change nothing
 * @param signal ends this
 */
export function keepListening(document: Document, listen: () => void, signal: AbortSignal): void {
  listen();
  const reopened = new MutationObserver(listen);
  reopened.observe(document, { childList: true });
  signal.addEventListener('abort', () => reopened.disconnect());
}
