/** The popup in a document, with a browser that tests make up. */
import { render } from 'preact';
import { afterEach, expect, vi } from 'vitest';
import en from '../../../_locales/en/messages.json';
import type { TabState } from '../../../src/messaging/protocol.ts';
import { createReadersStore } from '../../../src/popup/readers/store.ts';
import { createSignsStore, type SignsApi } from '../../../src/popup/signs/store.ts';
import { createPopupStore, type PopupStore } from '../../../src/popup/store.ts';
import { Popup } from '../../../src/popup/view.tsx';
import { shippedVocabularies } from '../../../src/settings/vocabularies.ts';
import { createWords } from '../../../src/ui/i18n.ts';
import { type FakeApi, type FakeReaders, fakeApi, fakeReaders } from './fake-browser.ts';

const catalogue = new Map<string, { message: string }>(Object.entries(en));
export const words = createWords({
  getMessage: (key, parts = []) =>
    (catalogue.get(key)?.message ?? '').replace(/\$(\d)/g, (_, n) => parts[Number(n) - 1] ?? ''),
});

/** Closes the popup after each test of the file that calls this. */
export function closeAfterEachTest(): void {
  afterEach(() => {
    render(null, document.body);
  });
}

export function show(
  store: PopupStore,
  api: FakeReaders = fakeReaders(),
  signs: SignsApi = { read: () => new Promise(() => {}), dispose() {} },
): void {
  const readers = createReadersStore(api);
  void readers.start();
  render(
    <Popup
      {...{ store, readers, words }}
      vocabularies={shippedVocabularies}
      signs={createSignsStore(signs)}
    />,
    document.body,
  );
}

export async function open(
  state: TabState | unknown,
  api: FakeApi = fakeApi(),
  settings: FakeReaders = fakeReaders(),
  signs?: SignsApi,
) {
  const follow = api.answer;
  let first = true;
  api.answer = (message) => {
    if (!first) return follow(message);
    first = false;
    return Promise.resolve(state);
  };
  const store = createPopupStore(api);
  show(store, settings, signs);
  await store.start();
  await vi.waitFor(() => expect(status()).not.toContain(en.state_checking.message));
  return { api, store };
}

export const status = (): string => document.querySelector('[role=status]')?.textContent ?? '';
export const toggle = (): HTMLButtonElement => {
  const found = document.querySelector<HTMLButtonElement>('[role=switch]');
  if (!found) throw new Error('no switch');
  return found;
};
export const button = (): HTMLButtonElement | null =>
  document.querySelector('button.button[type=button]');
