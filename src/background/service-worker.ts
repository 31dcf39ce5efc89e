import { startBackground } from './background.ts';
import { chromeOffscreenApi, createOffscreenHost } from './offscreen.ts';

// Chromium's background.
startBackground({ host: createOffscreenHost(chromeOffscreenApi()), sitesAreOptional: false });
