// Runs in the service worker (Chromium).

import { startBackground } from './background.ts';
import { chromeOffscreenApi, createOffscreenHost } from './offscreen.ts';

startBackground({ host: createOffscreenHost(chromeOffscreenApi()), sitesAreOptional: false });
