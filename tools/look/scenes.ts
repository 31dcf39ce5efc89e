/** All scenes by name: the extension's pages in the states and conditions that they can be in. */
import { optionsScenes } from './options-scenes.ts';
import { overlayScenes } from './overlay-scenes.ts';
import { popupScenes } from './popup-scenes.ts';
import type { Scene, WelcomeScene } from './scene.ts';

const welcomeScenes: Record<string, WelcomeScene> = {
  welcome: { kind: 'welcome' },
  'welcome-dark': { kind: 'welcome', dark: true, pinned: true, done: true },
  'welcome-rtl': { kind: 'welcome', dir: 'rtl' },
  'welcome-narrow': { kind: 'welcome', width: 340 },
  'welcome-200': { kind: 'welcome', zoom: 2 },
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
