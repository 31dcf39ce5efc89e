// @vitest-environment happy-dom
import { render } from 'preact';
import { describe, expect, it, vi } from 'vitest';
import en from '../../../_locales/en/messages.json';
import { problemCodes } from '../../../src/messaging/problems.ts';
import type { TabState } from '../../../src/messaging/protocol.ts';
import { createPopupStore, type PopupStore } from '../../../src/popup/store.ts';
import { fakeApi, fakeReaders, off } from './fake-browser.ts';
import { button, closeAfterEachTest, open, show, status, toggle, words } from './popup-driver.tsx';

closeAfterEachTest();

describe('the popup', () => {
  it('says that it is checking until it knows the state', () => {
    const store: PopupStore = createPopupStore(fakeApi());
    show(store);
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

  it('says why nothing is captioned, and what to do again when nothing is amiss', async () => {
    const seen: TabState = { ...off, on: true, status: 'hand' };
    const { api } = await open({ ...seen, reason: { why: 'cut-off' } });
    expect(status()).toContain(en.state_hand.message);
    expect(status()).toContain(en.teach_intoPicture.message);
    expect(status()).not.toContain(en.state_handDetail.message);
    api.answer = () => Promise.resolve(seen);
    api.pass();
    await vi.waitFor(() => expect(status()).toContain(en.state_handDetail.message));
  });

  it('names the gesture that is not accepted, and how sure it must be', async () => {
    const reason = {
      why: 'not-accepted',
      gesture: 'fist',
      caption: 'Stop',
      score: 0.6,
      threshold: 0.7,
    } as const;
    await open({ ...off, on: true, status: 'hand', reason });
    expect(status()).toContain(words('why_notAccepted', 'Stop', '60%', '70%'));
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

  it('says a phrase in the call that is typed and sent, and announces it', async () => {
    const watching = { ...off, on: true, status: 'watching' };
    const { api } = await open(watching);
    api.answer = () => Promise.resolve(watching);
    const field = document.querySelector<HTMLInputElement>('.phrase input')!;
    const send = document.querySelector<HTMLButtonElement>('.phrase button')!;
    const write = (text: string): void => {
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    };
    expect(send.disabled).toBe(true);
    write('  On my way ');
    await vi.waitFor(() => expect(send.disabled).toBe(false));
    send.click();
    await vi.waitFor(() =>
      expect(api.sent).toContainEqual({ type: 'phrase-say', tabId: 7, text: 'On my way' }),
    );
    await vi.waitFor(() => expect(field.value).toBe(''));
    expect(document.querySelector('.phrase [role=status]')?.textContent).toBe(
      en.panel_said.message,
    );
    write('one \u202e two');
    await vi.waitFor(() => expect(document.querySelector('.phrase .said')?.textContent).toBe(''));
    expect(send.disabled, 'a phrase that turns the direction').toBe(true);
  });

  it.each([{ ...off }, { ...off, on: true }])(
    'offers no line for phrases where there is no call to say them in',
    async (state) => {
      await open(state);
      expect(document.querySelector('.phrase')).toBeNull();
    },
  );

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

  it('says that the vocabulary counts on the site only that has one of its own', async () => {
    const site = 'https://meet.example/*';
    const settings = fakeReaders(false, [{ site, vocabulary: 'call-gestures' }]);
    await open({ ...off, site }, fakeApi(), settings);
    const note = words('popup_onlyOn', 'meet.example');
    await vi.waitFor(() => expect(document.querySelector('.note')?.textContent).toBe(note));
  });

  it('shows the id of a vocabulary that it does not know', async () => {
    await open({ ...off, recognition: { ...off.recognition, vocabulary: 'my-own' } });
    expect(document.querySelector('select')?.value).toBe('my-own');
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
    document.querySelector<HTMLButtonElement>('footer .link')?.click();
    expect(api.opened).toBe(1);
  });

  it('leads to all shortcuts', async () => {
    const { api } = await open(off);
    const all = [...document.querySelectorAll('button')].find(
      ({ textContent }) => textContent === en.popup_shortcutsAll.message,
    );
    all?.click();
    expect(api.openedKeys).toBe(1);
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
