import { beforeEach, describe, expect, it } from 'vitest';
import type { TabState } from '../../../src/messaging/protocol.ts';
import { TabsWorld } from './fake-tabs.ts';

let world: TabsWorld;

beforeEach(() => {
  world = new TabsWorld();
});

describe('a site where captions start by themselves', () => {
  const hello = (url: string) => world.tabs.fromContent({ type: 'content-hello' }, 1, 0, url);
  const chosen = 'https://meet.jit.si/room';

  beforeEach(async () => {
    await world.tabs.fromPage({ type: 'start-set', tabId: 1, starts: true });
  });

  it('is chosen by its address, and reported to the popup', async () => {
    expect(world.settings.startSites).toEqual(['https://meet.jit.si/*']);
    expect(await world.tabs.fromPage({ type: 'tab-get', tabId: 1 })).toMatchObject({
      starts: true,
    });
    await world.tabs.fromPage({ type: 'start-set', tabId: 1, starts: false });
    expect(world.settings.startSites).toEqual([]);
  });

  it('starts them with its page, and ends them when the tab leaves the site', async () => {
    expect(await hello(chosen)).toMatchObject({ on: true });
    expect(world.faces.get(1)).toBe('on');
    expect(await hello('https://example.org/')).toMatchObject({ on: false });
  });

  it('does not start them again in a tab where they were switched off', async () => {
    await hello(chosen);
    await world.tabs.fromPage({ type: 'tab-set', tabId: 1, on: false });
    expect(await hello(chosen)).toMatchObject({ on: false });
  });

  it("starts nothing while captions are paused, nor for a frame inside another site's page", async () => {
    await world.tabs.togglePause();
    expect(await hello(chosen)).toMatchObject({ on: false });
    await world.tabs.togglePause();
    const inside = await world.tabs.fromContent({ type: 'content-hello' }, 2, 5, chosen);
    expect(inside).toMatchObject({ on: false });
  });

  it('does not switch off what the user switched on, wherever the tab goes', async () => {
    await world.tabs.toggle(1);
    expect(await hello('https://example.org/')).toMatchObject({ on: true });
  });
});

describe('a site with a choice of its own', () => {
  const spelled = 'https://meet.jit.si/room';
  const other = 'https://other.example/call';
  const choices = [{ site: 'https://meet.jit.si/*', vocabulary: 'fingerspelling' }];
  const hello = (url: string, frameId = 0, tabId = 1) =>
    world.tabs.fromContent({ type: 'content-hello' }, tabId, frameId, url);
  const vocabulary = (state: unknown) => (state as TabState).recognition.vocabulary;
  const lastOf = (tab: number) =>
    world.sent.findLast(({ tabId, message }) => tabId === tab && message.type === 'tab-state')
      ?.message;

  beforeEach(() => {
    world.settings = { ...world.settings, siteChoices: choices };
  });

  it('has its own vocabulary, and other tabs keep that of everywhere', async () => {
    expect(vocabulary(await hello(spelled))).toBe('fingerspelling');
    expect(vocabulary(await hello(other, 0, 2))).toBe('call-gestures');
    await world.tabs.followSettings();
    expect(lastOf(1)).toHaveProperty('state.recognition.vocabulary', 'fingerspelling');
    expect(lastOf(1)).toHaveProperty('state.site', 'https://meet.jit.si/*');
    expect(lastOf(2)).toHaveProperty('state.recognition.vocabulary', 'call-gestures');
  });

  it('loses it when the tab goes to another site, and keeps it when captions are switched', async () => {
    await hello(spelled);
    expect(vocabulary(await world.tabs.toggle(1))).toBe('fingerspelling');
    expect(vocabulary(await hello(other))).toBe('call-gestures');
  });

  it('keeps a change in the popup to itself', async () => {
    await hello(spelled);
    await hello(other, 0, 2);
    const set = { type: 'vocabulary-set', vocabulary: 'call-gestures' } as const;
    expect(vocabulary(await world.tabs.fromPage({ ...set, tabId: 1 }))).toBe('call-gestures');
    expect(world.settings).toMatchObject({
      vocabulary: 'call-gestures',
      siteChoices: [{ site: 'https://meet.jit.si/*', vocabulary: 'call-gestures' }],
    });
    await world.tabs.fromPage({ ...set, vocabulary: 'fingerspelling', tabId: 2 });
    expect(world.settings.vocabulary).toBe('fingerspelling');
    expect(lastOf(1)).toHaveProperty('state.recognition.vocabulary', 'call-gestures');
  });

  it('is known by its address where no content script has started', async () => {
    world.alive = false;
    const state = await world.tabs.fromPage({ type: 'tab-get', tabId: 1 });
    expect(state).toMatchObject({
      site: 'https://meet.jit.si/*',
      recognition: { vocabulary: 'fingerspelling' },
    });
  });

  it('is that of the page, not of a frame in it', async () => {
    await hello(other);
    expect(vocabulary(await hello(spelled, 3))).toBe('call-gestures');
  });

  it('is that of the frame in a page where no content script may run', async () => {
    world.alive = false;
    await world.tabs.toggle(1);
    expect(vocabulary(await hello(other, 2))).toBe('call-gestures');
    world.sent = [];
    expect(vocabulary(await hello(spelled, 3))).toBe('fingerspelling');
    const others = lastOf(1);
    expect(others).toHaveProperty('state.recognition.vocabulary', 'fingerspelling');
    expect(others, 'it must not learn the other’s site').toHaveProperty('state.site', undefined);
    const popup = await world.tabs.fromPage({ type: 'tab-get', tabId: 1 });
    expect(popup).toHaveProperty('site', 'https://meet.jit.si/*');
    world.sent = [];
    expect(vocabulary(await hello('about:blank', 4))).toBe('fingerspelling');
    expect(world.sent).toEqual([]);
  });
});
