import { beforeEach, describe, expect, it, vi } from 'vitest';
import { TabsWorld } from './fake-tabs.ts';

let world: TabsWorld;

beforeEach(() => {
  world = new TabsWorld();
});

describe('a frozen tab', () => {
  it('does not keep changes from other tabs', async () => {
    world.frozen = 1;
    void world.tabs.fromPage({ type: 'vocabulary-set', tabId: 2, vocabulary: 'fingerspelling' });
    await vi.waitFor(() => expect(world.sent.map(({ tabId }) => tabId)).toEqual([1, 2]));
    await world.tabs.fromPage({ type: 'tab-set', tabId: 2, on: true });
    expect(world.sent.at(-1)).toMatchObject({
      tabId: 2,
      message: { state: { on: true, recognition: { vocabulary: 'fingerspelling' } } },
    });
  });
});

describe('a background that was killed', () => {
  it.each([true, false])('before it sent `on: %s` to a tab sends it when it wakes', async (on) => {
    if (!on) await world.tabs.toggle(1);
    world.sent = [];
    world.killed = true;
    void world.tabs.fromPage({ type: 'tab-set', tabId: 1, on });
    for (let turn = 0; turn < 50; turn++) await Promise.resolve();
    expect(world.sent).toEqual([]);
    world.killed = false;
    await world.again().wake();
    expect(world.sent).toMatchObject([{ tabId: 1, message: { type: 'tab-state', state: { on } } }]);
    expect(world.faces.get(1)).toBe(on ? 'on' : 'off');
  });

  it('sends nothing to tabs without a record', async () => {
    await world.again().wake();
    expect(world.sent).toEqual([]);
  });

  it('sends the newest state last, whatever changes while it wakes', async () => {
    const next = world.again();
    await world.tabs.toggle(1);
    world.sent = [];
    await Promise.all([next.wake(), next.fromPage({ type: 'tab-set', tabId: 1, on: false })]);
    expect(world.sent.at(-1)).toMatchObject({ message: { state: { on: false } } });
  });

  it('knows a tab under the new id that the browser gave it', async () => {
    await world.tabs.toggle(1);
    await world.tabs.move(1, 7);
    const hello = { type: 'content-hello' } as const;
    expect(await world.again().fromContent(hello, 7, 0)).toMatchObject({ on: true });
    expect(await world.again().fromContent(hello, 1, 0)).toMatchObject({ on: false });
  });
});
