// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import en from '../../../_locales/en/messages.json';
import { OutgoingReport, type TabState } from '../../../src/messaging/protocol.ts';
import { createReadersStore } from '../../../src/popup/readers/store.ts';
import { ReadersSection, readersOf } from '../../../src/popup/readers/view.tsx';
import { createWords } from '../../../src/ui/i18n.ts';
import { type FakeReaders, fakeReaders, off } from './fake-browser.ts';

const catalogue = new Map<string, { message: string }>(Object.entries(en));
const words = createWords({
  getMessage: (key, parts = []) =>
    (catalogue.get(key)?.message ?? '').replace(/\$(\d)/g, (_, n) => parts[Number(n) - 1] ?? ''),
});
const on: TabState = { ...off, on: true, status: 'watching' };

afterEach(() => {
  render(null, document.body);
});

async function open(api: FakeReaders, state = on) {
  const store = createReadersStore(api);
  render(<ReadersSection {...{ store, words, state }} />, document.body);
  await store.start();
  await vi.waitFor(() => expect(document.querySelector('[role=switch]')).not.toBeNull());
  return store;
}

const said = (): string => document.querySelector('[role=status]')?.textContent ?? '';
const shown = (): string => document.querySelector('canvas')?.getAttribute('aria-label') ?? '';
const toggle = (): HTMLButtonElement => {
  const found = document.querySelector<HTMLButtonElement>('[role=switch]');
  if (!found) throw new Error('no switch');
  return found;
};

describe('the popup, about who reads the captions,', () => {
  it('says that only the user does, and changes that with one press', async () => {
    const api = fakeReaders();
    await open(api);
    expect(said()).toBe(en.readers_you.message);
    expect(shown()).toBe(en.readers_previewYou.message);
    expect(toggle().getAttribute('aria-describedby')).toBe(document.querySelector('.title')?.id);
    toggle().click();
    await vi.waitFor(() => expect(said()).toContain(en.readers_all.message));
    expect(said()).toContain(en.readers_everywhere.message);
    expect(toggle().getAttribute('aria-checked')).toBe('true');
    expect(shown()).toBe(words('readers_previewAll', en.readers_example.message));
    expect(api.saved).toEqual([true]);
  });

  it('follows a change by another page', async () => {
    const api = fakeReaders();
    await open(api);
    api.change(true);
    await vi.waitFor(() => expect(said()).toContain(en.readers_all.message));
  });

  it('changes the choice of the site that has one, and says that it counts there only', async () => {
    const site = 'https://meet.example/*';
    const api = fakeReaders(true, [{ site, outgoing: false }]);
    const store = await open(api, { ...on, site });
    const only = words('popup_onlyOn', 'meet.example');
    expect(said()).toBe(`${en.readers_you.message}${only}`);
    toggle().click();
    await vi.waitFor(() => expect(said()).toBe(`${en.readers_all.message}${only}`));
    expect(api.savedAt).toEqual([site]);
    expect(store.settings.value).toMatchObject({
      outgoing: true,
      siteChoices: [{ site, outgoing: true }],
    });
  });

  it('changes what counts everywhere on a site that has no choice of its own', async () => {
    const api = fakeReaders(false, [{ site: 'https://other.example/*', outgoing: true }]);
    const store = await open(api, { ...on, site: 'https://meet.example/*' });
    expect(said()).toBe(en.readers_you.message);
    toggle().click();
    await vi.waitFor(() => expect(said()).toContain(en.readers_everywhere.message));
    expect(store.settings.value?.outgoing).toBe(true);
  });

  it('gives the reason and offers the chat in a browser that cannot draw captions', async () => {
    const api = fakeReaders();
    api.possible = false;
    await open(api);
    expect(said()).toContain(en.readers_you.message);
    expect(said()).toContain(en.outgoing_unsupported.message);
    expect(said()).toContain(en.readers_chat.message);
    expect(toggle().disabled).toBe(true);
  });

  it('lets a setting that cannot work be switched off', async () => {
    const api = fakeReaders(true);
    api.possible = false;
    await open(api);
    expect(toggle().disabled).toBe(false);
  });

  it('stays as it was and says so if the change could not be stored', async () => {
    const api = fakeReaders();
    api.save = () => Promise.reject(new Error('full'));
    await open(api);
    toggle().click();
    await vi.waitFor(() => expect(said()).toContain(en.readers_notSet.message));
    expect(said()).toContain(en.readers_you.message);
    expect(toggle().getAttribute('aria-checked')).toBe('false');
  });

  it('keeps what it heard while it was still reading', async () => {
    const api = fakeReaders();
    const old = await api.load();
    let finish = (): void => {};
    api.load = () => new Promise((done) => (finish = () => done(old)));
    const store = createReadersStore(api);
    const started = store.start();
    api.change(true);
    finish();
    await started;
    expect(store.settings.value?.outgoing).toBe(true);
  });
});

describe('who reads captions', () => {
  it.each(OutgoingReport.options)('is said for the report %s', (outgoing) => {
    const { who, details } = readersOf(true, true, { ...on, outgoing });
    const isSeen = ['off', 'waiting', 'ready'].includes(outgoing);
    expect(who).toBe(isSeen ? 'all' : 'you');
    // A report that others see nothing always has its reason.
    expect(details).toEqual([
      isSeen && outgoing !== 'waiting' ? 'readers_everywhere' : `outgoing_${outgoing}`,
    ]);
  });

  it('is only the user if the user wants that, whatever was reported before', () => {
    expect(readersOf(true, false, { ...on, outgoing: 'ready' }).who).toBe('you');
  });

  it('does not follow what a tab reported before captions were switched off', () => {
    const left: TabState = { ...off, outgoing: 'screen' };
    expect(readersOf(true, true, left).details).toEqual(['readers_everywhere']);
  });
});
