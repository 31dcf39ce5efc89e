import { beforeEach, describe, expect, it } from 'vitest';
import type { BadgeFace } from '../../../src/background/badge.ts';
import { createTabStore } from '../../../src/background/tab-store.ts';
import { createTabs, type Tabs, type TabsParts } from '../../../src/background/tabs.ts';
import { ProblemError } from '../../../src/messaging/problems.ts';
import type { TabMessage } from '../../../src/messaging/protocol.ts';
import { defaultSettings } from '../../../src/settings/schema.ts';
import { memoryArea } from './fakes.ts';

let tabs: Tabs;
let sent: { tabId: number; message: TabMessage }[];
let faces: Map<number, BadgeFace>;
let hostStarts: number;
let hostError: Error | null;
let alive: boolean;
let vocabulary: string;

beforeEach(() => {
  sent = [];
  faces = new Map();
  hostStarts = 0;
  hostError = null;
  alive = true;
  vocabulary = 'call-gestures';
  const parts: TabsParts = {
    store: createTabStore(memoryArea()),
    host: {
      ensure: async () => {
        hostStarts++;
        if (hostError) throw hostError;
      },
    },
    reach: {
      ping: async () => alive,
      url: async () => 'https://meet.jit.si/room',
      allowed: async () => true,
    },
    settings: async () => ({ ...defaultSettings, vocabulary }),
    setVocabulary: async (id) => {
      vocabulary = id;
    },
    send: async (tabId, message) => {
      sent.push({ tabId, message });
    },
    showBadge: async (tabId, face) => {
      faces.set(tabId, face);
    },
    syncSites: async () => undefined,
    tabIds: async () => [1, 2],
  };
  tabs = createTabs(parts);
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
