import type { DrawingWorker, WorkerListener } from '../../outgoing/drawing-worker.ts';

/** How long after a worker was asked for the browser may still report its refusal, ms. */
export const reportMs = 5000;

/**
 * Makes a worker from our own text. A content script can start none from the extension's origin, and
 * one from text only where the page's policy allows blob workers.
 *
 * The worker's address is revoked at once, and the page never has the object: it can neither read
 * the text nor talk to the worker. If the policy refuses, the browser dispatches an event on the
 * page's document, which is stopped here.
 *
 * Call it before the page's scripts run, so that our listener is the first.
 */
export function workersFromText(
  window: Window,
  text: string,
  now: () => number,
): { make(listener: WorkerListener): DrawingWorker; dispose(): void } {
  let asked = Number.NEGATIVE_INFINITY;
  const onViolation = (event: Event): void => {
    const { blockedURI, sourceFile } = event as Partial<SecurityPolicyViolationEvent>;
    const ours = blockedURI === 'blob' && sourceFile?.startsWith('chrome-extension');
    if (ours && now() - asked < reportMs) event.stopImmediatePropagation();
  };
  const listeners = new AbortController();
  const { signal } = listeners;
  window.addEventListener('securitypolicyviolation', onViolation, { capture: true, signal });
  return {
    make({ onMessage, onError }) {
      asked = now();
      const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
      try {
        const worker = new Worker(url);
        worker.onmessage = ({ data }) => onMessage(data);
        worker.onerror = (event) => {
          // Or it would become an error of the page.
          event.preventDefault();
          onError();
        };
        return {
          post: (message, transfer = []) => worker.postMessage(message, transfer),
          terminate: () => worker.terminate(),
        };
      } finally {
        URL.revokeObjectURL(url);
      }
    },
    dispose: () => listeners.abort(),
  };
}
