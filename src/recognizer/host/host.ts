// Runs in an offscreen document (Chromium) or the background's event page (Firefox).

import browser from 'webextension-polyfill';
import { realTimers } from '../../clock/clock.ts';
import { framesPort } from '../../messaging/frames-port.ts';
import type { RecognizerWorker } from '../worker/messages.ts';
import { selfTestKey } from '../worker/self-test.ts';
import { type BatteryNavigator, watchBattery } from './battery.ts';
import { createHub } from './hub.ts';
import type { Hub, HubPort } from './types.ts';

// An offscreen document can use only the `runtime` API of the extension, so the self-test's result is
// stored in the origin's localStorage.

/** Whether this is the offscreen document, which hosts only the recognizer. */
const isOffscreen = location.pathname.endsWith('/recognizer.html');

const hub = createHub({
  makeWorker: () => new Worker('recognizer-worker.js', { type: 'module' }) as RecognizerWorker,
  base: browser.runtime.getURL(''),
  browser: navigator.userAgent,
  recall: () => localStorage.getItem(selfTestKey),
  keep: (selfTest) => {
    try {
      localStorage.setItem(selfTestKey, selfTest);
    } catch {
      // Storage is full: the self-test runs again at the next start, nothing else is lost.
    }
  },
  after: realTimers.after,
  // An offscreen document closes itself, and the background makes a new one when needed. An event
  // page is the background itself, and the browser ends it.
  onIdle: () => {
    if (isOffscreen) window.close();
  },
});

declare global {
  /** For `npm run soak` and the developer tools, in an extension page. */
  var signCaptionsHub: Pick<Hub, 'counts'> | undefined;
}
globalThis.signCaptionsHub = hub;

watchBattery(navigator as BatteryNavigator, hub.setBattery);

browser.runtime.onConnect.addListener((port) => {
  const tab = port.sender?.tab?.id;
  const fromOurContentScript = port.name === framesPort && port.sender?.id === browser.runtime.id;
  if (fromOurContentScript && tab !== undefined) hub.attach(port as unknown as HubPort, tab);
});
