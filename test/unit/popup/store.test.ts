import { describe, expect, it, vi } from 'vitest';
import type { TabState } from '../../../src/messaging/protocol.ts';
import { sitePattern } from '../../../src/messaging/site-pattern.ts';
import { createPopupStore } from '../../../src/popup/store.ts';
import { fakeApi, off } from './fake-browser.ts';

async function started(api = fakeApi()) {
  const store = createPopupStore(api);
  await store.start();
  return { api, store };
}

describe('the popup store', () => {
  it('starts with the state of its tab and the shortcut', async () => {
    const { api, store } = await started();
    expect(api.sent).toEqual([{ type: 'tab-get', tabId: 7 }]);
    expect(store.state.value).toEqual(off);
    expect(store.shortcut.value).toBe('Alt+Shift+C');
    expect(store.fault.value).toBeNull();
  });

  it('switches captions on and chooses vocabularies', async () => {
    const { api, store } = await started();
    await store.setOn(true);
    await store.setVocabulary('fingerspelling');
    expect(api.sent.slice(1)).toEqual([
      { type: 'tab-set', tabId: 7, on: true },
      { type: 'vocabulary-set', tabId: 7, vocabulary: 'fingerspelling' },
    ]);
    expect(store.state.value).toMatchObject({
      on: true,
      recognition: { vocabulary: 'fingerspelling' },
    });
  });

  it('moves the switch at once, and corrects it when the reply comes', async () => {
    const { api, store } = await started();
    let answer: (state: TabState) => void = () => {};
    api.answer = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const done = store.setOn(true);
    expect(store.state.value).toMatchObject({ on: true, status: 'starting' });
    expect(store.busy.value).toBe(true);
    answer(off);
    await done;
    expect(store.state.value?.on).toBe(false);
    expect(store.busy.value).toBe(false);
  });

  it('follows the state while it is open', async () => {
    const { api, store } = await started();
    api.answer = async () => ({ ...off, on: true, status: 'hand' });
    api.pass();
    await vi.waitFor(() => expect(store.state.value?.status).toBe('hand'));
  });

  it('ignores a late reply to an older request', async () => {
    const { api, store } = await started();
    const answers: ((state: TabState) => void)[] = [];
    api.answer = () => new Promise((resolve) => answers.push(resolve));
    api.pass();
    const done = store.setOn(true);
    answers[1]?.({ ...off, on: true });
    await done;
    answers[0]?.(off);
    await Promise.resolve();
    expect(store.state.value?.on).toBe(true);
  });

  it.each([
    ['nothing', undefined],
    ['a wrong shape', { on: 'yes' }],
    ['an unknown problem', { ...off, problem: { code: 'gremlins' } }],
  ])('says that the extension does not answer if it gets %s', async (_, reply) => {
    const api = fakeApi();
    api.answer = async () => reply;
    const { store } = await started(api);
    expect(store.fault.value).toBe('popup_noAnswer');
    expect(store.state.value).toBeNull();
  });

  it('says that the extension does not answer if the message cannot be sent, and recovers by itself', async () => {
    const api = fakeApi();
    const working = api.answer;
    api.answer = () => Promise.reject(new Error('no receiver'));
    const { store } = await started(api);
    expect(store.fault.value).toBe('popup_noAnswer');
    api.answer = working;
    api.pass();
    await vi.waitFor(() => expect(store.fault.value).toBeNull());
    expect(store.state.value).toEqual(off);
  });

  it('sends again if the background was killed before it replied', async () => {
    const { api, store } = await started();
    const working = api.answer;
    api.answer = async () => {
      api.answer = working;
      throw new Error('The message channel closed before a response was received.');
    };
    await store.setOn(true);
    expect(store.fault.value).toBeNull();
    expect(store.state.value?.on).toBe(true);
    expect(api.sent.slice(-2)).toEqual(Array(2).fill({ type: 'tab-set', tabId: 7, on: true }));
  });

  it('says that there is no tab', async () => {
    const api = fakeApi();
    api.tab = async () => null;
    const { store } = await started(api);
    expect(store.fault.value).toBe('popup_noTab');
    await store.setOn(true);
    expect(api.sent).toEqual([]);
  });

  it('reloads its tab and requests the state again', async () => {
    const { api, store } = await started();
    await store.reloadTab();
    expect(api.reloaded).toEqual([7]);
    expect(api.sent).toHaveLength(2);
  });

  it('stops polling when the popup closes', async () => {
    const { api, store } = await started();
    expect(api.polling).toBe(true);
    store.dispose();
    expect(api.polling).toBe(false);
  });
});

describe('enabling a site', () => {
  it('asks for the permission within the click, and says what for and what was answered', async () => {
    const { api, store } = await started();
    const done = store.enableSite();
    // Before anything is awaited: later the browser would no longer count it as part of the click.
    expect(api.asked).toEqual(['https://call.example/*']);
    // Also before that, because the browser may close the popup when it asks.
    const wanted = { type: 'site-wanted', tabId: 7, site: 'https://call.example/*' };
    expect(api.sent.slice(1)).toEqual([wanted]);
    await done;
    expect(api.sent.slice(2)).toEqual([
      { type: 'site-answered', tabId: 7, granted: true },
      { type: 'tab-get', tabId: 7 },
    ]);
  });

  it.each([
    ['declined', false],
    ['impossible', new Error('Only permissions specified in the manifest may be requested.')],
  ])('says what to do if it was %s', async (_, grant) => {
    const { api, store } = await started();
    api.grant = grant;
    await store.enableSite();
    expect(store.fault.value).toBe('popup_enableRefused');
    expect(api.sent).toContainEqual({ type: 'site-answered', tabId: 7, granted: false });
    api.grant = true;
    await store.enableSite();
    expect(store.fault.value).toBeNull();
  });

  it('is not offered if the address is unknown or is no website', async () => {
    for (const url of [undefined, 'chrome://settings', 'file:///tmp/x.html', 'nonsense']) {
      expect(sitePattern(url)).toBeNull();
    }
    const api = fakeApi();
    api.tab = async () => ({ id: 7 });
    const { store } = await started(api);
    expect(store.canEnable.value).toBe(false);
    await store.enableSite();
    expect(api.asked).toEqual([]);
  });
});
