import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ProblemError } from '../../../src/messaging/problems.ts';
import { TabsWorld } from './fake-tabs.ts';

let world: TabsWorld;

beforeEach(() => {
  world = new TabsWorld();
});

describe('a tab', () => {
  it('is off until the user switches it on', async () => {
    const state = await world.tabs.fromContent({ type: 'content-hello' }, 1, 0);
    expect(state).toMatchObject({ on: false, status: 'waiting', problem: null });
    expect(world.faces.get(1)).toBe('off');
    expect(world.hostStarts).toBe(0);
  });

  it('gets its new state when it is switched on, and the recognizer is started at once', async () => {
    await world.tabs.fromPage({ type: 'tab-set', tabId: 1, on: true });
    expect(world.sent).toMatchObject([
      {
        tabId: 1,
        message: {
          type: 'tab-state',
          state: { on: true, recognition: { dwellMs: 700, strictness: 'normal' } },
        },
      },
    ]);
    expect(world.hostStarts).toBe(1);
    expect(world.faces.get(1)).toBe('on');
  });

  it('has captions in the language of the interface, or in the chosen one', async () => {
    const state = await world.tabs.fromPage({ type: 'tab-get', tabId: 1 });
    expect(state).toMatchObject({ recognition: { language: 'de' } });
    world.settings = { ...world.settings, captionLanguage: 'ja' };
    await world.tabs.followSettings();
    expect(world.sent).toMatchObject(
      [1, 2].map((tabId) => ({ tabId, message: { state: { recognition: { language: 'ja' } } } })),
    );
  });

  it('keeps what its page reports when it is switched on once more', async () => {
    // The popup sends again if the background was killed before it replied.
    for (let time = 0; time < 2; time++) {
      const state = await world.tabs.fromPage({ type: 'tab-set', tabId: 1, on: true });
      expect(state).toMatchObject({ status: time === 0 ? 'waiting' : 'starting' });
      await world.tabs.fromContent(
        { type: 'content-status', status: 'starting', problem: null },
        1,
        0,
      );
    }
    await world.tabs.toggle(1);
    expect(await world.tabs.toggle(1), 'after off and on').toMatchObject({ status: 'waiting' });
  });

  it('tells a new document what the user has switched while it asked', async () => {
    await world.tabs.toggle(1);
    let goOn: (value?: unknown) => void = () => undefined;
    world.badge = new Promise((done) => {
      goOn = done;
    });
    const asked = world.tabs.fromContent({ type: 'content-hello' }, 1, 0);
    await vi.waitFor(() => expect(world.badges).toBe(1));
    const switched = world.tabs.fromPage({ type: 'tab-set', tabId: 1, on: false });
    await vi.waitFor(() =>
      expect(world.sent.at(-1)?.message).toMatchObject({ state: { on: false } }),
    );
    goOn();
    expect(await asked).toMatchObject({ on: false });
    await switched;
  });

  it('stays on over a reload, without the reports of the old page', async () => {
    await world.tabs.toggle(1);
    await world.tabs.fromContent({ type: 'content-status', status: 'hand', problem: null }, 1, 0);
    expect(world.faces.get(1)).toBe('hand');
    const state = await world.tabs.fromContent({ type: 'content-hello' }, 1, 0);
    expect(state).toMatchObject({ on: true, status: 'waiting' });
    expect(world.faces.get(1)).toBe('on');
  });

  it('keeps the report of the top frame when a frame inside it starts', async () => {
    await world.tabs.toggle(1);
    await world.tabs.fromContent(
      { type: 'content-status', status: 'watching', problem: null },
      1,
      0,
    );
    const state = await world.tabs.fromContent({ type: 'content-hello' }, 1, 9);
    expect(state).toMatchObject({ status: 'watching' });
  });

  it('answers its new page with the newest state when it is switched on meanwhile', async () => {
    let show = (): void => undefined;
    world.badgeShown = new Promise((done) => {
      show = done;
    });
    const hello = world.tabs.fromContent({ type: 'content-hello' }, 1, 0);
    await vi.waitFor(() => expect(world.faces.has(1)).toBe(true));
    const switched = world.tabs.fromPage({ type: 'tab-set', tabId: 1, on: true });
    await vi.waitFor(() => expect(world.sent.length).toBeGreaterThan(0));
    show();
    expect(await hello).toMatchObject({ on: true });
    expect(await switched).toMatchObject({ on: true });
  });

  it('stays off when a report comes after it was switched off', async () => {
    await world.tabs.toggle(1);
    await world.tabs.toggle(1);
    await world.tabs.fromContent({ type: 'content-status', status: 'hand', problem: null }, 1, 0);
    expect(world.faces.get(1)).toBe('off');
  });

  it('lists the cameras that a frame reports, and tells its frames which one the user chooses', async () => {
    const list = ['a', 'b'].map((id) => ({ id, label: `Camera ${id}` }));
    const cameras = { list, watched: 'a', chosen: null };
    await world.tabs.fromContent({ type: 'content-cameras', cameras }, 1, 4);
    expect(await world.tabs.fromPage({ type: 'tab-get', tabId: 1 })).not.toHaveProperty(
      'cameras.list',
    );
    await world.tabs.toggle(1);
    await world.tabs.fromContent({ type: 'content-cameras', cameras }, 1, 4);
    await world.tabs.fromContent(
      { type: 'content-status', status: 'watching', problem: null },
      1,
      4,
    );
    const state = await world.tabs.fromPage({ type: 'camera-set', tabId: 1, camera: 'b' });
    expect(state).toMatchObject({ status: 'watching', cameras });
    expect(world.sent.at(-1)).toEqual({ tabId: 1, message: { type: 'tab-camera', camera: 'b' } });
  });

  it('does not touch the tab beside it', async () => {
    await world.tabs.toggle(1);
    expect(await world.tabs.fromPage({ type: 'tab-get', tabId: 2 })).toMatchObject({ on: false });
  });

  it('has the problem "reload this tab" and an error badge if no content script answers', async () => {
    world.alive = false;
    const state = await world.tabs.fromPage({ type: 'tab-set', tabId: 1, on: true });
    expect(state).toMatchObject({ on: true, problem: { code: 'reload-tab' } });
    expect(world.faces.get(1)).toBe('error');
  });

  it('has an error badge while its page reports a problem', async () => {
    await world.tabs.toggle(1);
    const report = (code: 'no-camera' | null) =>
      world.tabs.fromContent(
        { type: 'content-status', status: 'waiting', problem: code && { code } },
        1,
        0,
      );
    await report('no-camera');
    expect(world.faces.get(1)).toBe('error');
    await report(null);
    expect(world.faces.get(1)).toBe('on');
  });
});

describe('the recognizer', () => {
  it('is reported as started', async () => {
    expect(await world.tabs.fromContent({ type: 'recognizer-wanted' }, 1, 0)).toEqual({ ok: true });
  });

  it('is reported with its problem when it cannot start', async () => {
    world.hostError = new ProblemError(
      'recognizer-lost',
      'The recognizer page could not be started.',
    );
    expect(await world.tabs.fromContent({ type: 'recognizer-wanted' }, 1, 0)).toEqual({
      ok: false,
      problem: { code: 'recognizer-lost', detail: 'The recognizer page could not be started.' },
    });
  });
});

describe('the vocabulary', () => {
  it('changes in every tab at once', async () => {
    await world.tabs.fromPage({ type: 'vocabulary-set', tabId: 1, vocabulary: 'fingerspelling' });
    expect(world.sent.map(({ tabId }) => tabId)).toEqual([1, 2]);
    expect(world.sent[0]?.message).toMatchObject({
      state: { recognition: { vocabulary: 'fingerspelling' } },
    });
  });
});

describe('a pause everywhere', () => {
  const states = () =>
    world.sent.flatMap(({ tabId, message }) =>
      message.type === 'tab-state' ? [[tabId, message.state.on]] : [],
    );

  it('stops all tabs at once, is shown, and lets them resume as they were', async () => {
    await world.tabs.toggle(1);
    world.sent = [];
    const state = await world.tabs.fromPage({ type: 'pause-set', tabId: 1, paused: true });
    expect(state).toMatchObject({ on: false, paused: true });
    expect(states()).toEqual([
      [1, false],
      [2, false],
    ]);
    expect([world.faces.get(1), world.faces.get(2)]).toEqual(['paused', 'paused']);
    world.sent = [];
    await world.tabs.togglePause();
    expect(states()).toEqual([
      [1, true],
      [2, false],
    ]);
    expect([world.faces.get(1), world.faces.get(2)]).toEqual(['on', 'off']);
  });

  it('also covers pages that load meanwhile, and late reports', async () => {
    await world.tabs.toggle(1);
    await world.tabs.togglePause();
    const state = await world.tabs.fromContent({ type: 'content-hello' }, 1, 0);
    expect(state).toMatchObject({ on: false, paused: true });
    await world.tabs.fromContent({ type: 'content-status', status: 'hand', problem: null }, 1, 0);
    expect(world.faces.get(1)).toBe('paused');
  });

  it('ends when captions are switched on in one tab, and starts nothing in the others', async () => {
    await world.tabs.toggle(1);
    await world.tabs.toggle(2);
    await world.tabs.togglePause();
    world.sent = [];
    await world.tabs.toggle(2);
    expect(new Map(states() as [number, boolean][])).toEqual(
      new Map([
        [1, false],
        [2, true],
      ]),
    );
    expect(world.settings.paused).toBe(false);
    expect(await world.tabs.fromPage({ type: 'tab-get', tabId: 1 })).toMatchObject({ on: false });
  });
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
