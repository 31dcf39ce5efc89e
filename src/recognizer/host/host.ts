// Runs in an offscreen document (Chromium) or the background's event page (Firefox).

import browser from 'webextension-polyfill';
import { realTimers } from '../../clock/clock.ts';
import { framesPort } from '../../messaging/frames-port.ts';
import type { RecognizerWorker } from '../worker/messages.ts';
import { selfTestKey } from '../worker/self-test.ts';
import { type BatteryNavigator, watchBattery } from './battery.ts';
import { createHub } from './hub.ts';
import type { Hub, HubPort } from './types.ts';

// Of the extension's APIs an offscreen document has only `runtime`, so the self-test's result is
// kept in the origin's localStorage.

/** A document of the recognizer's own, with nothing else in it. */
const own = location.pathname.endsWith('/recognizer.html');

const hub = createHub({
  makeWorker: () => new Worker('recognizer-worker.js', { type: 'module' }) as RecognizerWorker,
  base: browser.runtime.getURL(''),
  browser: navigator.userAgent,
  recall: () => localStorage.getItem(selfTestKey),
  keep: (selfTest) => {
    try {
      localStorage.setItem(selfTestKey, selfTest);
    } catch {
      // Storage full: the self-test runs again at the next start, nothing else is lost.
    }
  },
  after: realTimers.after,
  // An offscreen document may close itself; the background makes a new one when wanted. An event
  // page is the background, and the browser ends it when it likes.
  onIdle: () => {
    if (own) window.close();
  },
});

declare global {
  /** For `npm run soak` and the developer tools, in a document of the extension's own. */
  var signCaptionsHub: Pick<Hub, 'counts'> | undefined;
}
globalThis.signCaptionsHub = hub;

watchBattery(navigator as BatteryNavigator, hub.setBattery);

browser.runtime.onConnect.addListener((port) => {
  const tab = port.sender?.tab?.id;
  const fromOurContentScript = port.name === framesPort && port.sender?.id === browser.runtime.id;
  if (fromOurContentScript && tab !== undefined) hub.attach(port as unknown as HubPort, tab);
});
