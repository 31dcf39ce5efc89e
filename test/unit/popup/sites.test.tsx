// @vitest-environment happy-dom
import { render } from 'preact';
import { describe, expect, it, vi } from 'vitest';
import en from '../../../_locales/en/messages.json';
import { fakeApi, off } from './fake-browser.ts';
import { button, closeAfterEachTest, open, status, toggle, words } from './popup-driver.tsx';

closeAfterEachTest();

describe('where captions cannot run yet, the popup', () => {
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
    await vi.waitFor(() => expect(api.sent.map((m) => m.type)).toContain('site-answered'));
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
      await vi.waitFor(() => expect(api.sent.map((m) => m.type)).toContain('site-answered'));
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

  describe.each(['site-impossible', 'site-not-allowed'])(
    'where captions cannot run: %s',
    (code) => {
      it('shows no error, and no control of a call', async () => {
        await open({ ...off, starts: false, problem: { code } });
        expect(document.querySelector('.state')?.classList).not.toContain('error');
        expect(status()).not.toContain(en.state_problem.message);
        expect(document.querySelectorAll('[role=switch], select, input')).toHaveLength(0);
      });

      it('lets captions that are still on be switched off', async () => {
        await open({ ...off, on: true, problem: { code } });
        expect(document.querySelectorAll('[role=switch]')).toHaveLength(1);
        expect(toggle().disabled).toBe(false);
      });
    },
  );
});
