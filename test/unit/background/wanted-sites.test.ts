import { beforeEach, describe, expect, it } from 'vitest';
import { TabsWorld } from './fake-tabs.ts';

const site = 'https://call.example/*';
const begun = ['register', 'reload 1, on'];
let world: TabsWorld;

beforeEach(async () => {
  world = new TabsWorld();
  await world.tabs.fromPage({ type: 'site-wanted', tabId: 1, site });
});

const answer = (granted: boolean) =>
  world.tabs.fromPage({ type: 'site-answered', tabId: 1, granted });

describe('a site that the user is asked for', () => {
  it('is captioned once it is allowed: the tab is reloaded, with captions on', async () => {
    expect(world.steps).toEqual([]);
    await answer(true);
    expect(world.steps).toEqual(begun);
  });

  it('is captioned also if the popup was closed by the question, or the background was killed', async () => {
    const tabs = world.again();
    await tabs.sitesAllowed(['https://other.example/*', site]);
    expect(world.steps).toEqual(begun);
  });

  it('reloads the tab once if both the browser and the popup report the answer', async () => {
    await Promise.all([world.tabs.sitesAllowed([site]), answer(true)]);
    expect(world.steps).toEqual(begun);
  });

  it('is left alone once the user has refused, also if the site is allowed later', async () => {
    await answer(false);
    await world.tabs.sitesAllowed([site]);
    expect(world.steps).toEqual([]);
    expect(await world.tabs.fromPage({ type: 'tab-get', tabId: 1 })).toMatchObject({ on: false });
  });

  it('is left alone when other sites are allowed, or this one minutes later', async () => {
    await world.tabs.sitesAllowed(['https://other.example/*']);
    world.now += 180_000;
    await world.tabs.sitesAllowed([site]);
    await answer(true);
    expect(world.steps).toEqual([]);
  });
});
