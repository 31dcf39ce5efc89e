// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import en from '../../../_locales/en/messages.json';
import { problemCodes } from '../../../src/messaging/problems.ts';
import type { TabState } from '../../../src/messaging/protocol.ts';
import { createPopupStore, type PopupStore } from '../../../src/popup/store.ts';
import { Popup } from '../../../src/popup/view.tsx';
import { shippedVocabularies } from '../../../src/popup/vocabularies.ts';
import { createWords } from '../../../src/ui/i18n.ts';
import { type FakeApi, fakeApi, off } from './fake-browser.ts';

const catalogue = new Map<string, { message: string }>(Object.entries(en));
const words = createWords({
  getMessage: (key, parts = []) =>
    (catalogue.get(key)?.message ?? '').replace(/\$(\d)/g, (_, n) => parts[Number(n) - 1] ?? ''),
});

afterEach(() => {
  render(null, document.body);
});

async function open(state: TabState | unknown, api: FakeApi = fakeApi()) {
  const follow = api.answer;
  let first = true;
  api.answer = (message) => {
    if (!first) return follow(message);
    first = false;
    return Promise.resolve(state);
  };
  const store = createPopupStore(api);
  render(<Popup store={store} words={words} vocabularies={shippedVocabularies} />, document.body);
  await store.start();
  await vi.waitFor(() => expect(status()).not.toContain(en.state_checking.message));
  return { api, store };
}

const status = (): string => document.querySelector('[role=status]')?.textContent ?? '';
const toggle = (): HTMLButtonElement => {
  const found = document.querySelector<HTMLButtonElement>('[role=switch]');
  if (!found) throw new Error('no switch');
  return found;
};
const button = (): HTMLButtonElement | null => document.querySelector('button.button');

describe('the popup', () => {
  it('says that it is checking until it knows the state', () => {
    const store: PopupStore = createPopupStore(fakeApi());
    render(<Popup store={store} words={words} vocabularies={shippedVocabularies} />, document.body);
    expect(status()).toContain(en.state_checking.message);
    expect(toggle().disabled).toBe(true);
    expect(document.querySelector('select')).toBeNull();
    expect(document.querySelector('main')?.getAttribute('aria-busy')).toBe('true');
  });

  it('is no longer busy once it knows the state', async () => {
    await open(off);
    expect(document.querySelector('main')?.getAttribute('aria-busy')).toBe('false');
  });

  it.each<[string, TabState, keyof typeof en]>([
    ['off', off, 'state_off'],
    ['waiting for the camera', { ...off, on: true }, 'state_waiting'],
    ['getting ready', { ...off, on: true, status: 'starting' }, 'state_starting'],
    ['of a user whose video is off', { ...off, on: true, status: 'video-off' }, 'state_videoOff'],
    ['watching', { ...off, on: true, status: 'watching' }, 'state_watching'],
    ['seeing a hand', { ...off, on: true, status: 'hand' }, 'state_hand'],
  ])('says in words that the tab is %s', async (_, state, key) => {
    await open(state);
    expect(status()).toContain(en[key].message);
    expect(toggle().getAttribute('aria-checked')).toBe(String(state.on));
    expect(button()).toBeNull();
  });

  it.each(problemCodes)('says what happened and what to do about %s', async (code) => {
    await open({ ...off, on: true, problem: { code } });
    expect(status()).toContain(words(`problem_${code}`.replaceAll('-', '_') as 'problem_internal'));
  });

  it('turns captions on by the switch, which is labelled', async () => {
    const { api } = await open(off);
    expect(document.querySelector(`label[for="${toggle().id}"]`)?.textContent).toBe(
      en.popup_switch.message,
    );
    toggle().click();
    await vi.waitFor(() => expect(toggle().getAttribute('aria-checked')).toBe('true'));
    expect(api.sent.at(-1)).toEqual({ type: 'tab-set', tabId: 7, on: true });
  });

  it('names the camera that is watched only if there are several, and lets the user choose', async () => {
    const list = [
      { id: '7-0', label: 'Front' },
      { id: '7-1', label: '' },
    ];
    const cameras = { list, watched: '7-0', chosen: null };
    const { api, store } = await open({ ...off, on: true, status: 'watching', cameras });
    const select = [...document.querySelectorAll('select')].find(
      (one) => one.labels[0]?.textContent === en.popup_camera.message,
    );
    expect([...(select?.options ?? [])].map(({ text }) => text)).toEqual([
      words('popup_cameraAutoNamed', 'Front'),
      'Front',
      words('popup_cameraNumber', '2'),
    ]);
    expect(select?.value).toBe('');
    if (select) select.value = '7-1';
    select?.dispatchEvent(new Event('change', { bubbles: true }));
    expect(api.sent.at(-1)).toEqual({ type: 'camera-set', tabId: 7, camera: '7-1' });
    api.answer = () =>
      Promise.resolve({ ...off, on: true, cameras: { ...cameras, watched: '7-1', chosen: '7-1' } });
    await store.setCamera('7-1');
    await vi.waitFor(() => expect(select?.value).toBe('7-1'));
    expect(select?.options[0]?.text).toBe(en.popup_cameraAuto.message);
  });

  it('changes the vocabulary, and says what fingerspelling cannot do yet', async () => {
    const { api } = await open(off);
    const select = document.querySelector('select');
    if (!select) throw new Error('no select');
    expect([...select.options].map((option) => option.text)).toEqual([
      en.vocabulary_callGestures.message,
      en.vocabulary_fingerspelling.message,
    ]);
    expect(select.getAttribute('aria-describedby')).toBeNull();
    select.value = 'fingerspelling';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    const note = await vi.waitFor(() => {
      const found = document.querySelector('.note');
      expect(found).not.toBeNull();
      return found;
    });
    expect(note?.textContent).toBe(en.vocabulary_fingerspellingNote.message);
    expect(select.getAttribute('aria-describedby')).toBe(note?.id);
    expect(api.sent.at(-1)).toEqual({
      type: 'vocabulary-set',
      tabId: 7,
      vocabulary: 'fingerspelling',
    });
  });

  it('shows the id of a vocabulary that it does not know', async () => {
    await open({ ...off, recognition: { ...off.recognition, vocabulary: 'my-own' } });
    expect(document.querySelector('select')?.value).toBe('my-own');
  });

  it.each(['reload-tab', 'extension-updated'])('offers to reload the tab for %s', async (code) => {
    const { api } = await open({ ...off, on: true, problem: { code } });
    expect(button()?.textContent).toBe(en.popup_reload.message);
    button()?.click();
    await vi.waitFor(() => expect(api.reloaded).toEqual([7]));
  });

  it('offers to enable the site and asks for its permission', async () => {
    const { api } = await open({ ...off, problem: { code: 'site-not-allowed' } });
    expect(button()?.textContent).toBe(en.popup_enable.message);
    button()?.click();
    expect(api.asked).toEqual(['https://call.example/*']);
    await vi.waitFor(() => expect(api.sent.map((m) => m.type)).toContain('sites-changed'));
  });

  it('keeps the button and says what to do if the permission was declined', async () => {
    const api = fakeApi();
    api.grant = false;
    const state = { ...off, problem: { code: 'site-not-allowed' } };
    api.answer = async () => state;
    await open(state, api);
    button()?.click();
    await vi.waitFor(() => expect(status()).toContain(en.popup_enableRefused.message));
    expect(button()).not.toBeNull();
  });

  describe('while a call may be in a frame of another site', () => {
    const waiting = { ...off, on: true };
    const frame = { site: 'https://call.school.example/*', allowed: false };

    it('names that site and asks for its permission within the click', async () => {
      const { api } = await open({ ...waiting, frame });
      const site = 'call.school.example';
      expect(status()).toContain(words('state_waiting'));
      expect(status()).toContain(words('state_waitingFrame', site));
      expect(button()?.textContent).toBe(words('popup_enableFrame', site));
      button()?.click();
      expect(api.asked).toEqual([frame.site]);
      await vi.waitFor(() => expect(api.sent.map((m) => m.type)).toContain('sites-changed'));
    });

    it('says what to do if the permission was declined', async () => {
      const api = fakeApi();
      api.grant = false;
      api.answer = async () => ({ ...waiting, frame });
      await open({ ...waiting, frame }, api);
      button()?.click();
      await vi.waitFor(() => expect(status()).toContain(en.popup_enableRefused.message));
      expect(button()).not.toBeNull();
    });

    it('offers to reload the tab once the site is allowed', async () => {
      const { api } = await open({ ...waiting, frame: { ...frame, allowed: true } });
      expect(status()).toContain(en.problem_reload_tab.message);
      button()?.click();
      await vi.waitFor(() => expect(api.reloaded).toEqual([7]));
    });

    it('says nothing of it when captions are off or a camera is watched', async () => {
      for (const state of [off, { ...waiting, status: 'watching' }]) {
        await open({ ...state, frame });
        expect(status()).not.toContain('call.school.example');
        expect(button()).toBeNull();
        render(null, document.body);
      }
    });
  });

  it('forgets the refusal if the site was allowed some other way', async () => {
    const api = fakeApi();
    api.grant = false;
    const { store } = await open({ ...off, problem: { code: 'site-not-allowed' } }, api);
    await store.enableSite();
    api.answer = async () => ({ ...off, problem: { code: 'reload-tab' } });
    api.pass();
    await vi.waitFor(() => expect(status()).toContain(en.problem_reload_tab.message));
  });

  it('lets captions that cannot run here be switched off, but not on', async () => {
    await open({ ...off, problem: { code: 'site-impossible' } });
    expect(toggle().disabled).toBe(true);
    render(null, document.body);
    await open({ ...off, on: true, problem: { code: 'site-impossible' } });
    expect(toggle().disabled).toBe(false);
  });

  it('shows the keys, or says that there are none', async () => {
    await open(off);
    expect(document.querySelector('kbd')?.textContent).toBe('Alt+Shift+C');
    render(null, document.body);
    const api = fakeApi();
    api.shortcut = async () => '';
    await open(off, api);
    expect(document.querySelector('.shortcut')?.textContent).toContain(
      en.popup_shortcutNone.message,
    );
  });

  it('opens the options page', async () => {
    const { api } = await open(off);
    document.querySelector<HTMLButtonElement>('.link')?.click();
    expect(api.opened).toBe(1);
  });

  it('says that the extension does not answer', async () => {
    await open(undefined);
    expect(status()).toContain(en.popup_noAnswer.message);
    expect(toggle().disabled).toBe(true);
  });
});

describe('a pause everywhere', () => {
  it('begins with one press, is shown, and ends with another', async () => {
    const api = fakeApi();
    await open({ ...off, on: true, status: 'watching' }, api);
    const press = (text: string): void => {
      const found = [...document.querySelectorAll('button')].find(
        ({ textContent }) => textContent === text,
      );
      found?.click();
    };
    api.answer = async (message) => ({
      ...off,
      paused: message.type === 'pause-set' && message.paused,
    });
    press(en.popup_pause.message);
    await vi.waitFor(() => expect(document.body.textContent).toContain(en.state_paused.message));
    expect(api.sent.at(-1)).toEqual({ type: 'pause-set', tabId: 7, paused: true });
    press(en.popup_resume.message);
    await vi.waitFor(() =>
      expect(document.body.textContent).not.toContain(en.state_paused.message),
    );
  });
});

describe('captions that start by themselves', () => {
  it('are offered only if the site is known', async () => {
    await open(off);
    expect(document.querySelector('input[type=checkbox]')).toBeNull();
    render(null, document.body);
    const api = fakeApi();
    await open({ ...off, starts: false }, api);
    document.querySelector<HTMLInputElement>('input[type=checkbox]')?.click();
    await vi.waitFor(() =>
      expect(api.sent.at(-1)).toEqual({ type: 'start-set', tabId: 7, starts: true }),
    );
  });
});
