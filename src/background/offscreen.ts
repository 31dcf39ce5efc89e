import { ProblemError } from '../messaging/problems.ts';
import type { RecognizerHost } from './host.ts';

/** The part of `chrome.offscreen` and `chrome.runtime` that hosting the recognizer needs. */
export interface OffscreenApi {
  hasDocument(): Promise<boolean>;
  createDocument(): Promise<void>;
}

/**
 * Hosts the recognizer in an offscreen document (Chromium). `hasDocument()` is already true while
 * the document still loads, so callers connect with retries. Concurrent calls share one creation,
 * because a second `createDocument` throws while the first runs.
 */
export function createOffscreenHost(api: OffscreenApi): RecognizerHost {
  let creating: Promise<void> | null = null;
  return {
    ensure() {
      creating ??= (async () => {
        try {
          if (!(await api.hasDocument())) await api.createDocument();
        } catch (error) {
          // An earlier run of this service worker may have made the document just now.
          if (await api.hasDocument()) return;
          throw new ProblemError(
            'recognizer-lost',
            `The recognizer page could not be started: ${String(error)}`,
            { cause: error },
          );
        } finally {
          creating = null;
        }
      })();
      return creating;
    },
  };
}

/** Chrome's own API. */
export function chromeOffscreenApi(): OffscreenApi {
  return {
    hasDocument: async () => {
      const contexts = await chrome.runtime.getContexts({
        contextTypes: [chrome.runtime.ContextType.OFFSCREEN_DOCUMENT],
      });
      return contexts.length > 0;
    },
    createDocument: () =>
      chrome.offscreen.createDocument({
        url: 'recognizer.html',
        reasons: [chrome.offscreen.Reason.WORKERS],
        justification:
          'Runs the hand sign recognizer in a worker, on this device, while captions are on.',
      }),
  };
}
