/**
 * A page that the browser prerenders is not the tab's page yet, and perhaps never becomes it. Until
 * then the background's messages do not reach it.
 */

import { keepListening } from './reopened.ts';

const changeEvent = 'prerenderingchange';

/**
 * Calls `run` as soon as the document is not (or no longer) a prerendered one: usually at once.
 *
 * @param signal ends the waiting
 */
export function whenActive(document: Document, signal: AbortSignal, run: () => void): void {
  // By the prototype's getter: a form or an image of the page that has this name cannot stand in
  // for it. Firefox has none, and prerenders nothing.
  const { get } = Object.getOwnPropertyDescriptor(Document.prototype, 'prerendering') ?? {};
  const isPrerendering = (): boolean => get?.call(document) === true;
  if (!isPrerendering()) {
    run();
    return;
  }

  const waiting = new AbortController();
  const { signal: waits } = waiting;
  const onChange = (): void => {
    // The page can send an event of this name itself.
    if (isPrerendering() || waits.aborted) return;
    waiting.abort();
    run();
  };
  const options = { capture: true, signal: waits };
  const listen = (): void => document.addEventListener(changeEvent, onChange, options);
  keepListening(document, listen, waits);
  signal.addEventListener('abort', () => waiting.abort(), { signal: waits });
}
