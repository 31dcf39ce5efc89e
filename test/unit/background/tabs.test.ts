import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { BadgeFace } from '../../../src/background/badge.ts';
import { createTabStore } from '../../../src/background/tab-store.ts';
import { createTabs, type Tabs, type TabsParts } from '../../../src/background/tabs.ts';
import { ProblemError } from '../../../src/messaging/problems.ts';
import type { TabMessage } from '../../../src/messaging/protocol.ts';
import { defaultSettings, type Settings } from '../../../src/settings/schema.ts';
import { memoryArea } from './fakes.ts';

let tabs: Tabs;
/** The background in its next life. */
let again: () => Tabs;
let sent: { tabId: number; message: TabMessage }[];
let faces: Map<number, BadgeFace>;
let hostStarts: number;
let hostError: Error | null;
let alive: boolean;
/** Nothing that the background does from now on gets out. */
let killed: boolean;
/** A tab that hears what it is told and answers nothing. */
let frozen: number | null;
let address: string;
let settings: Settings;

beforeEach(() => {
  sent = [];
  faces = new Map();
  hostStarts = 0;
  hostError = null;
  alive = true;
  killed = false;
  frozen = null;
  address = 'https://meet.jit.si/room';
  settings = defaultSettings;
  const area = memoryArea();
  const parts: TabsParts = {
    store: createTabStore(area),
    host: {
      ensure: async () => {
        hostStarts++;
        if (hostError) throw hostError;
      },
    },
    reach: {
      ping: async () => alive,
      url: async () => address,
      allowed: async () => true,
    },
    settings: async () => settings,
    uiLocale: () => 'de_AT',
    changeSettings: async (change) => {
      settings = { ...settings, ...change };
    },
    send: async (tabId, message) => {
      if (killed) return await new Promise(() => undefined);
      sent.push({ tabId, message });
      if (tabId === frozen) await new Promise(() => undefined);
    },
    showBadge: async (tabId, face) => {
      faces.set(tabId, face);
    },
    syncSites: async () => undefined,
    tabIds: async () => [1, 2],
  };
  tabs = createTabs(parts);
  again = () => createTabs({ ...parts, store: createTabStore(area) });
});

describe('a tab that is frozen', () => {
  it('keeps no other from hearing what was changed', async () => {
    frozen = 1;
    void tabs.fromPage({ type: 'vocabulary-set', tabId: 2, vocabulary: 'fingerspelling' });
    await vi.waitFor(() => expect(sent.map(({ tabId }) => tabId)).toEqual([1, 2]));
    await tabs.fromPage({ type: 'tab-set', tabId: 2, on: true });
    expect(sent.at(-1)).toMatchObject({
      tabId: 2,
      message: { state: { on: true, vocabulary: 'fingerspelling' } },
    });
  });
});

describe('a background that was killed', () => {
  it.each([true, false])(
    'before it told a tab that captions are on: %s, tells it then',
    async (on) => {
      if (!on) await tabs.toggle(1);
      sent = [];
      killed = true;
      void tabs.fromPage({ type: 'tab-set', tabId: 1, on });
      for (let turn = 0; turn < 50; turn++) await Promise.resolve();
      expect(sent).toEqual([]);
      killed = false;
      await again().wake();
      expect(sent).toMatchObject([{ tabId: 1, message: { type: 'tab-state', state: { on } } }]);
      expect(faces.get(1)).toBe(on ? 'on' : 'off');
    },
  );

  it('tells nothing to tabs of which it knows nothing', async () => {
    await again().wake();
    expect(sent).toEqual([]);
  });

  it('tells the newest last, whatever it learns while it wakes', async () => {
    const next = again();
    await tabs.toggle(1);
    sent = [];
    await Promise.all([next.wake(), next.fromPage({ type: 'tab-set', tabId: 1, on: false })]);
    expect(sent.at(-1)).toMatchObject({ message: { state: { on: false } } });
  });

  it('knows a tab under the number that the browser gave it instead', async () => {
    await tabs.toggle(1);
    await tabs.move(1, 7);
    const hello = { type: 'content-hello' } as const;
    expect(await again().fromContent(hello, 7, 0)).toMatchObject({ on: true });
    expect(await again().fromContent(hello, 1, 0)).toMatchObject({ on: false });
  });
});

describe('a tab', () => {
  it('is off until somebody switches it on', async () => {
    const state = await tabs.fromContent({ type: 'content-hello' }, 1, 0);
    expect(state).toMatchObject({ on: false, status: 'waiting', problem: null });
    expect(faces.get(1)).toBe('off');
    expect(hostStarts).toBe(0);
  });

  it('is told when it is switched on, and the recognizer is started at once', async () => {
    await tabs.fromPage({ type: 'tab-set', tabId: 1, on: true });
    expect(sent).toMatchObject([
      {
        tabId: 1,
        message: { type: 'tab-state', state: { on: true, dwellMs: 700, strictness: 'normal' } },
      },
    ]);
    expect(hostStarts).toBe(1);
    expect(faces.get(1)).toBe('on');
  });

  it('captions in the language of the interface, or in the one that was chosen', async () => {
    const state = await tabs.fromPage({ type: 'tab-get', tabId: 1 });
    expect(state?.language).toBe('de');
    settings = { ...settings, captionLanguage: 'ja' };
    await tabs.followSettings();
    expect(sent).toMatchObject(
      [1, 2].map((tabId) => ({ tabId, message: { state: { language: 'ja' } } })),
    );
  });

  it('stays on over a reload, without what the old page reported', async () => {
    await tabs.toggle(1);
    await tabs.fromContent({ type: 'content-status', status: 'hand', problem: null }, 1, 0);
    expect(faces.get(1)).toBe('hand');
    const state = await tabs.fromContent({ type: 'content-hello' }, 1, 0);
    expect(state).toMatchObject({ on: true, status: 'waiting' });
    expect(faces.get(1)).toBe('on');
  });

  it('keeps what the top frame reported when a frame inside it starts', async () => {
    await tabs.toggle(1);
    await tabs.fromContent({ type: 'content-status', status: 'watching', problem: null }, 1, 0);
    const state = await tabs.fromContent({ type: 'content-hello' }, 1, 9);
    expect(state).toMatchObject({ status: 'watching' });
  });

  it('does not light up for a late report after it was switched off', async () => {
    await tabs.toggle(1);
    await tabs.toggle(1);
    await tabs.fromContent({ type: 'content-status', status: 'hand', problem: null }, 1, 0);
    expect(faces.get(1)).toBe('off');
  });

  it('does not touch the tab beside it', async () => {
    await tabs.toggle(1);
    expect(await tabs.fromPage({ type: 'tab-get', tabId: 2 })).toMatchObject({ on: false });
  });

  it('says "reload this tab" when no content script answers, and an error face shows it', async () => {
    alive = false;
    const state = await tabs.fromPage({ type: 'tab-set', tabId: 1, on: true });
    expect(state).toMatchObject({ on: true, problem: { code: 'reload-tab' } });
    expect(faces.get(1)).toBe('error');
  });

  it('shows the error face for a problem that its page reports, and loses it when that is over', async () => {
    await tabs.toggle(1);
    const report = (code: 'no-camera' | null) =>
      tabs.fromContent(
        { type: 'content-status', status: 'waiting', problem: code && { code } },
        1,
        0,
      );
    await report('no-camera');
    expect(faces.get(1)).toBe('error');
    await report(null);
    expect(faces.get(1)).toBe('on');
  });
});

describe('the recognizer', () => {
  it('is reported as started', async () => {
    expect(await tabs.fromContent({ type: 'recognizer-wanted' }, 1, 0)).toEqual({ ok: true });
  });

  it('is reported with its problem when it cannot start', async () => {
    hostError = new ProblemError('recognizer-lost', 'The recognizer page could not be started.');
    expect(await tabs.fromContent({ type: 'recognizer-wanted' }, 1, 0)).toEqual({
      ok: false,
      problem: { code: 'recognizer-lost', detail: 'The recognizer page could not be started.' },
    });
  });
});

describe('the vocabulary', () => {
  it('changes in every tab at once', async () => {
    await tabs.fromPage({ type: 'vocabulary-set', tabId: 1, vocabulary: 'fingerspelling' });
    expect(sent.map(({ tabId }) => tabId)).toEqual([1, 2]);
    expect(sent[0]?.message).toMatchObject({ state: { vocabulary: 'fingerspelling' } });
  });
});

describe('a pause everywhere', () => {
  const states = () =>
    sent.flatMap(({ tabId, message }) =>
      message.type === 'tab-state' ? [[tabId, message.state.on]] : [],
    );

  it('stops all tabs at once, shows it, and lets them go on as they were', async () => {
    await tabs.toggle(1);
    sent = [];
    const state = await tabs.fromPage({ type: 'pause-set', tabId: 1, paused: true });
    expect(state).toMatchObject({ on: false, paused: true });
    expect(states()).toEqual([
      [1, false],
      [2, false],
    ]);
    expect([faces.get(1), faces.get(2)]).toEqual(['paused', 'paused']);
    sent = [];
    await tabs.togglePause();
    expect(states()).toEqual([
      [1, true],
      [2, false],
    ]);
    expect([faces.get(1), faces.get(2)]).toEqual(['on', 'off']);
  });

  it('holds for pages that come meanwhile, and for late reports', async () => {
    await tabs.toggle(1);
    await tabs.togglePause();
    const state = await tabs.fromContent({ type: 'content-hello' }, 1, 0);
    expect(state).toMatchObject({ on: false, paused: true });
    await tabs.fromContent({ type: 'content-status', status: 'hand', problem: null }, 1, 0);
    expect(faces.get(1)).toBe('paused');
  });

  it('ends with captions switched on in one tab, and starts nothing in the others', async () => {
    await tabs.toggle(1);
    await tabs.toggle(2);
    await tabs.togglePause();
    sent = [];
    await tabs.toggle(2);
    expect(new Map(states() as [number, boolean][])).toEqual(
      new Map([
        [1, false],
        [2, true],
      ]),
    );
    expect(settings.paused).toBe(false);
    expect(await tabs.fromPage({ type: 'tab-get', tabId: 1 })).toMatchObject({ on: false });
  });
});

describe('a site where captions start by themselves', () => {
  const hello = (url: string) => tabs.fromContent({ type: 'content-hello' }, 1, 0, url);
  const chosen = 'https://meet.jit.si/room';

  beforeEach(async () => {
    await tabs.fromPage({ type: 'start-set', tabId: 1, starts: true });
  });

  it('is chosen by its address, and the popup is told', async () => {
    expect(settings.startSites).toEqual(['https://meet.jit.si/*']);
    expect(await tabs.fromPage({ type: 'tab-get', tabId: 1 })).toMatchObject({ starts: true });
    await tabs.fromPage({ type: 'start-set', tabId: 1, starts: false });
    expect(settings.startSites).toEqual([]);
  });

  it('starts them with its page, and they end where the tab goes elsewhere', async () => {
    expect(await hello(chosen)).toMatchObject({ on: true });
    expect(faces.get(1)).toBe('on');
    expect(await hello('https://example.org/')).toMatchObject({ on: false });
  });

  it('does not start them again in a tab where they were switched off', async () => {
    await hello(chosen);
    await tabs.fromPage({ type: 'tab-set', tabId: 1, on: false });
    expect(await hello(chosen)).toMatchObject({ on: false });
  });

  it('starts nothing while captions are paused, nor for a frame inside another site', async () => {
    await tabs.togglePause();
    expect(await hello(chosen)).toMatchObject({ on: false });
    await tabs.togglePause();
    const inside = await tabs.fromContent({ type: 'content-hello' }, 2, 5, chosen);
    expect(inside).toMatchObject({ on: false });
  });

  it('leaves on what the user switched on, wherever the tab goes', async () => {
    await tabs.toggle(1);
    expect(await hello('https://example.org/')).toMatchObject({ on: true });
  });
});
