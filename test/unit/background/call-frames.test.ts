import { beforeEach, describe, expect, it } from 'vitest';
import { withSites } from '../../../src/background/call-frames.ts';
import { TabsWorld } from './fake-tabs.ts';

const site = 'https://call.example/*';
let world: TabsWorld;

beforeEach(async () => {
  world = new TabsWorld();
  await world.tabs.toggle(1);
});

const get = () => world.tabs.fromPage({ type: 'tab-get', tabId: 1 });
const hello = (frameId: number, url?: string) =>
  world.tabs.fromContent({ type: 'content-hello' }, 1, frameId, url);
const status = (frameId: number, status: 'starting' | 'watching' | 'hand') =>
  world.tabs.fromContent({ type: 'content-status', status, problem: null }, 1, frameId);
const frames = (sites: string[], frameId = 0) =>
  world.tabs.fromContent({ type: 'content-frames', sites }, 1, frameId);

describe('a listed call in a frame of a page that is not listed', () => {
  beforeEach(() => {
    world.alive = false;
    world.refused.add('https://meet.jit.si/room');
  });

  it('is what popup and badge speak of', async () => {
    expect(await get()).toMatchObject({ problem: { code: 'site-not-allowed' } });
    expect(world.faces.get(1)).toBe('error');
    await hello(5);
    world.answering.add(null);
    expect(await get()).toMatchObject({ on: true, status: 'waiting', problem: null });
    expect(world.faces.get(1)).toBe('on');
    await status(5, 'hand');
    expect(await get()).toMatchObject({ status: 'hand', problem: null });
    expect(world.faces.get(1)).toBe('hand');
  });

  it('does not start by itself, so that is not offered', async () => {
    world.answering.add(null);
    expect(await get()).toMatchObject({ starts: undefined });
    world.answering.clear();
    expect(await get()).toMatchObject({ starts: false });
  });

  it('is off if captions had started by themselves on the site that the tab has left', async () => {
    world = new TabsWorld();
    await world.tabs.fromPage({ type: 'start-set', tabId: 1, starts: true });
    expect(await hello(0, 'https://meet.jit.si/room')).toMatchObject({ on: true });
    expect(await hello(5), 'in a frame of that page').toMatchObject({ on: true });
    world.alive = false;
    expect(await hello(7)).toMatchObject({ on: false });
    expect(world.faces.get(1)).toBe('off');
  });
});

describe('a frame that the page has removed', () => {
  it('is no longer reported as watched, and the badge agrees', async () => {
    await hello(5);
    await status(5, 'hand');
    world.gone.add(5);
    expect(await get()).toMatchObject({ on: true, status: 'waiting' });
    expect(world.faces.get(1)).toBe('on');
  });

  it('does not end what other frames report', async () => {
    await status(0, 'watching');
    await status(5, 'hand');
    world.gone.add(5);
    expect(await get()).toMatchObject({ status: 'watching' });
  });
});

describe('a call in a frame of a site that is not allowed', () => {
  beforeEach(() => void world.refused.add(site));

  it('is named to the popup while captions wait for a camera, and to no page', async () => {
    await frames([site]);
    expect(await get()).toMatchObject({ status: 'waiting', frame: { site, allowed: false } });
    expect(world.faces.get(1)).toBe('on');
    await world.tabs.followSettings();
    expect(JSON.stringify(world.sent)).not.toContain('call.example');
    expect(JSON.stringify(await hello(5))).not.toContain('call.example');
  });

  it('is not named while a camera is on, or captions are off or paused', async () => {
    await frames([site]);
    await status(0, 'starting');
    expect(await get()).toMatchObject({ frame: undefined });
    await world.tabs.togglePause();
    expect(await get()).toMatchObject({ frame: undefined });
    await world.tabs.togglePause();
    await world.tabs.toggle(1);
    expect(await get()).toMatchObject({ frame: undefined });
    await frames([site]);
    expect(await get(), 'a late report').toMatchObject({ frame: undefined });
  });

  it('asks for a reload once its site is allowed, and for nothing after that', async () => {
    await frames([site]);
    world.refused.delete(site);
    expect(await get()).toMatchObject({ frame: { site, allowed: true } });
    // Captions are switched off and on meanwhile.
    await world.tabs.toggle(1);
    await world.tabs.toggle(1);
    await frames([site]);
    expect(await get()).toMatchObject({ frame: { site, allowed: true } });
    // The tab is reloaded.
    await hello(0);
    await frames([site]);
    world.answering.add(site);
    expect(await get()).toMatchObject({ frame: undefined });
  });

  it('asks for no reload that changes nothing, where the frame was redirected elsewhere', async () => {
    world.refused.clear();
    await frames([site]);
    expect(await get()).toMatchObject({ frame: undefined });
  });

  it('asks for no reload of the tab when the page has loaded the frame again', async () => {
    await frames([site]);
    world.refused.delete(site);
    world.answering.add(site);
    expect(await get()).toMatchObject({ frame: undefined });
  });

  it('is the first of several, and may be inside another frame', async () => {
    const other = 'https://other.example/*';
    world.refused.add(other);
    await frames([other, site], 5);
    expect(await get()).toMatchObject({ frame: { site: other } });
    world.answering.add(other);
    expect(await get()).toMatchObject({ frame: { site } });
  });

  it('is forgotten with the page, and with the frame that it is in', async () => {
    await frames([site], 5);
    world.gone.add(5);
    expect(await get()).toMatchObject({ frame: undefined });
    await frames([site]);
    await hello(0);
    expect(await get()).toMatchObject({ frame: undefined });
  });

  it('is among few that are kept, however many sites a page makes up', () => {
    let record: Parameters<typeof withSites>[0] = { on: true, frames: {} };
    for (let i = 0; i < 100; i++) {
      const allowedAtFirst = withSites(record, new Map([[`https://a${i}.example/*`, false]]));
      record = { ...record, allowedAtFirst };
    }
    expect(Object.keys(record.allowedAtFirst ?? {})).toHaveLength(16);
    expect(record.allowedAtFirst).toHaveProperty(['https://a99.example/*']);
  });
});
