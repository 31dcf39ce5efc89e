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

describe('a phrase that was written in the popup', () => {
  it('goes to the tab that the popup belongs to, and to no other', async () => {
    world.sent = [];
    await world.tabs.fromPage({ type: 'phrase-say', tabId: 2, text: 'On my way' });
    expect(world.sent).toEqual([{ tabId: 2, message: { type: 'tab-phrase', text: 'On my way' } }]);
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

  it('is sent once, though both who changed it and the change of storage ask for that', async () => {
    await world.tabs.toggle(1);
    world.sent = [];
    await world.tabs.togglePause();
    await world.tabs.followPause();
    expect(states()).toHaveLength(2);
    // What a call has reported since is not forgotten either.
    await world.tabs.togglePause();
    await world.tabs.fromContent({ type: 'content-status', status: 'hand', problem: null }, 1, 0);
    await world.tabs.followPause();
    expect(await world.tabs.fromPage({ type: 'tab-get', tabId: 1 })).toMatchObject({
      status: 'hand',
    });
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

describe('why there is no sign', () => {
  const report = (status: 'hand' | 'waiting') =>
    world.tabs.fromContent({ type: 'content-status', status, problem: null }, 1, 0);

  beforeEach(async () => {
    world.reason = { why: 'too-small' };
    await world.tabs.toggle(1);
  });

  it('is asked of the tab for the popup, and sent to no content script', async () => {
    await report('hand');
    const state = await world.tabs.fromPage({ type: 'tab-get', tabId: 1 });
    expect(state).toMatchObject({ status: 'hand', reason: { why: 'too-small' } });
    await world.tabs.followSettings();
    for (const { message } of world.sent) expect(message).not.toHaveProperty('state.reason');
  });

  it('is not asked while no camera is watched', async () => {
    await report('waiting');
    const state = await world.tabs.fromPage({ type: 'tab-get', tabId: 1 });
    expect(state).toHaveProperty('reason', undefined);
    expect(world.reasonsAsked).toBe(0);
  });
});
