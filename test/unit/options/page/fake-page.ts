/** What the tests of the page's sections share, besides `fake-services.ts`. */
import { signal } from '@preact/signals';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach } from 'vitest';
import { ProblemError } from '../../../../src/messaging/problems.ts';
import { createLocalKeeper } from '../../../../src/options/services/traces.ts';
import type { OptionsServices } from '../../../../src/options/services/types.ts';
import { defaultSettings, type SettingsChange } from '../../../../src/settings/schema.ts';
import { memoryArea } from '../../background/fake-storage.ts';
import { createWorld, type World } from '../fake-services.ts';

export interface FakeSites {
  granted: string[];
  asked: string[];
  answer: boolean | Error;
}

export interface PageWorld extends World {
  sites: FakeSites;
  kept: { settings: number; practised: number; selfTests: number; transcripts: number };
  changes: SettingsChange[];
  /** `storage.local`. */
  local: ReturnType<typeof memoryArea>;
}

/**
 * Makes a new world for each test of the file that calls this, and clears the page and closes the
 * store afterwards.
 */
export function pageOfEachTest(): PageWorld {
  const world = {} as PageWorld;
  beforeEach(() => {
    Object.assign(world, createPage());
  });
  afterEach(() => {
    act(() => render(null, document.body));
    world.store.close();
  });
  return world;
}

/** The world with settings, sites and traces that can be changed. */
export function createPage(): PageWorld {
  const world = createWorld();
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const sites: FakeSites = { granted: [], asked: [], answer: true };
  const kept = { settings: 1, practised: 1, selfTests: 1, transcripts: 1 };
  const current = signal(defaultSettings);
  const changes: SettingsChange[] = [];
  const local = memoryArea();
  const services: OptionsServices = {
    ...world.services,
    settings: {
      current,
      async change(change) {
        const fields = typeof change === 'function' ? change(current.value) : change;
        changes.push(fields);
        current.value = { ...current.value, ...fields };
      },
    },
    sites: {
      listed: ['https://meet.google.com/*', 'https://*.zoom.us/*'],
      granted: async () => [...sites.granted],
      async request(pattern) {
        sites.asked.push(pattern);
        if (sites.answer instanceof Error) throw sites.answer;
        if (sites.answer) {
          sites.granted.push(pattern);
          tell();
        }
        return sites.answer;
      },
      async remove(pattern) {
        sites.granted.splice(sites.granted.indexOf(pattern), 1);
        tell();
      },
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    traces: {
      async clear() {
        Object.assign(kept, { settings: 0, practised: 0, selfTests: 0, transcripts: 0 });
      },
      count: async () => ({ ...kept }),
    },
    local: createLocalKeeper(local, world.practice),
    calibrated: async () => new Map([['call-gestures:fist', 0.7]]),
  };
  return { ...world, services, sites, kept, changes, local };
}

export const full = (): never => {
  throw new ProblemError('storage-full', 'as the test says');
};
