// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { KeysSection } from '../../../../src/options/keys/section.tsx';
import { createShortcuts, type ShortcutsApi } from '../../../../src/options/keys/shortcuts.ts';
import { control, page, words } from '../fake-services.ts';
import { pageOfEachTest } from './fake-page.ts';

const world = pageOfEachTest();
const commands = [
  { name: '_execute_action', description: '', shortcut: 'Alt+S' },
  { name: 'toggle-captions', description: 'Captions on or off', shortcut: 'Alt+Shift+C' },
  { name: 'copy-caption', description: 'Copy the last caption', shortcut: '' },
];
const rows = (): string[] =>
  [...document.querySelectorAll('tr')].map(({ cells }) =>
    [...cells].map(({ textContent }) => textContent).join(': '),
  );

const open = async (
  change: Partial<ShortcutsApi> = {},
  openTab: (url: string) => Promise<unknown> = async () => undefined,
): Promise<void> => {
  const api: ShortcutsApi = { getAll: async () => commands, ...change };
  const services = { ...world.services, shortcuts: createShortcuts(api, openTab, window) };
  act(() => render(<KeysSection words={words} services={services} />, document.body));
  await vi.waitFor(() => expect(rows()).not.toEqual([]));
};

describe('the keys section', () => {
  it('says what each of our shortcuts does, and which have no keys', async () => {
    await open();
    expect(rows()).toEqual([
      'Captions on or off: Alt+Shift+C',
      `Copy the last caption: ${words('popup_shortcutNone')}`,
    ]);
  });

  it('shows other keys once the user comes back from the page that changes them', async () => {
    const now = structuredClone(commands);
    await open({ getAll: async () => now });
    now[2]!.shortcut = 'Alt+9';
    act(() => void dispatchEvent(new Event('focus')));
    await vi.waitFor(() => expect(rows()[1]).toBe('Copy the last caption: Alt+9'));
  });

  it("opens the browser's page of shortcuts, in Firefox by its own command", async () => {
    const opened: string[] = [];
    await open({}, async (url) => opened.push(url));
    control(words('options_keysChange')).click();
    expect(opened).toEqual(['chrome://extensions/shortcuts']);
    const openShortcutSettings = vi.fn(async () => undefined);
    await open({ openShortcutSettings }, async (url) => opened.push(url));
    control(words('options_keysChange')).click();
    expect(openShortcutSettings).toHaveBeenCalledOnce();
    expect(opened).toHaveLength(1);
    expect(page()).not.toContain(words('options_keysWhere'));
  });

  it('says where to look if the browser refuses to open it', async () => {
    await open({}, async () => {
      throw new Error('Illegal URL');
    });
    control(words('options_keysChange')).click();
    await vi.waitFor(() => expect(page()).toContain(words('options_keysWhere')));
  });
});
