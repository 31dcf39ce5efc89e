/** All scenes by name: the extension's pages in the states and conditions that they can be in. */
import { optionsScenes } from './options-scenes.ts';
import { overlayScenes } from './overlay-scenes.ts';
import { popupScenes } from './popup-scenes.ts';
import type { Scene, WelcomeScene } from './scene.ts';

const welcomeScenes: Record<string, WelcomeScene> = {
  welcome: { kind: 'welcome' },
  'welcome-dark': { kind: 'welcome', dark: true, pinned: true, done: true, everyone: true },
  'welcome-rtl': { kind: 'welcome', dir: 'rtl', everyone: true },
  'welcome-narrow': { kind: 'welcome', width: 340 },
  'welcome-200': { kind: 'welcome', zoom: 2 },
  'welcome-mac': { kind: 'welcome', mac: true },
  'welcome-mac-rtl': { kind: 'welcome', mac: true, dir: 'rtl' },
  'welcome-firefox': { kind: 'welcome', canReachOthers: false },
  'welcome-firefox-forced': { kind: 'welcome', canReachOthers: false, forced: true },
  'welcome-forced': { kind: 'welcome', forced: true, dark: true },
  'welcome-live': { kind: 'welcome', press: ['.trial .button'], await: '.camera-caption' },
  'welcome-refused': {
    kind: 'welcome',
    refused: true,
    press: ['.trial .button'],
    await: '.trial .state.error',
  },
};

export const scenes: Record<string, Scene> = {
  ...popupScenes,
  ...overlayScenes,
  ...optionsScenes,
  ...welcomeScenes,
};
