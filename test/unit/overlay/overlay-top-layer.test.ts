// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { raiseMs } from '../../../src/overlay/shadow-host.ts';
import { hello, host, nothing, overlaysOfEachTest, settle } from './mounted.ts';

const { mount, disposeAll } = overlaysOfEachTest();

describe('the overlay in the top layer', () => {
  let open: boolean;
  let calls: string[];

  beforeEach(() => {
    open = false;
    calls = [];
    const matches = Element.prototype.matches;
    Object.assign(HTMLElement.prototype, {
      showPopover() {
        if (open) throw new DOMException('already open', 'InvalidStateError');
        open = true;
        calls.push('show');
      },
      hidePopover() {
        open = false;
        calls.push('hide');
      },
    });
    vi.spyOn(Element.prototype, 'matches').mockImplementation(function (this: Element, selector) {
      return selector === ':popover-open' ? open : matches.call(this, selector);
    });
  });

  afterEach(() => {
    disposeAll();
    Reflect.deleteProperty(HTMLElement.prototype, 'showPopover');
    Reflect.deleteProperty(HTMLElement.prototype, 'hidePopover');
  });

  it('is a manual popover, shown only while there is something to show', () => {
    const { overlay } = mount();
    overlay.show(hello);
    expect(host()?.getAttribute('popover')).toBe('manual');
    expect(open).toBe(true);
    overlay.show(nothing);
    expect(open).toBe(false);
  });

  it('is raised when the page goes fullscreen', () => {
    const { overlay } = mount();
    overlay.show(hello);
    calls = [];
    document.dispatchEvent(new Event('fullscreenchange'));
    expect(calls).toEqual(['hide', 'show']);
  });

  it('is not raised with a new line, which would show the page when something was signed', () => {
    const { overlay } = mount();
    overlay.show({ ...nothing, lines: [{ id: 1, text: 'H' }] });
    calls = [];
    overlay.show({ ...nothing, lines: [{ id: 2, text: 'A' }] });
    expect(calls).toEqual([]);
  });

  const opened = (): Event => Object.assign(new Event('toggle'), { newState: 'open' });

  it('is raised when something else enters the top layer, or takes the focus', () => {
    const { overlay } = mount();
    overlay.show(hello);
    for (const event of [opened(), new Event('focusin', { bubbles: true })]) {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      calls = [];
      document.body.dispatchEvent(event);
      expect(calls).toEqual(['hide', 'show']);
      vi.advanceTimersByTime(raiseMs);
      vi.useRealTimers();
    }
  });

  it('is raised at most twice in half a second, whatever the page opens', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { overlay } = mount();
    overlay.show(hello);
    calls = [];
    for (let i = 0; i < 1000; i++) document.body.dispatchEvent(opened());
    vi.advanceTimersByTime(raiseMs);
    vi.useRealTimers();
    expect(calls).toEqual(['hide', 'show', 'hide', 'show']);
  });

  it('is not raised when the page has removed it too often', async () => {
    const { overlay } = mount();
    overlay.show(hello);
    for (let i = 0; i < 5; i++) {
      host()?.remove();
      await vi.waitFor(() => expect(host()).not.toBeNull());
    }
    host()?.remove();
    await settle();
    document.body.dispatchEvent(opened());
    document.dispatchEvent(new Event('fullscreenchange'));
    expect(host()).toBeNull();
  });

  it('is not raised by its own opening, by what closes, nor while it is hidden', () => {
    const { overlay } = mount();
    overlay.show(hello);
    calls = [];
    host()?.dispatchEvent(opened());
    document.body.dispatchEvent(Object.assign(new Event('toggle'), { newState: 'closed' }));
    overlay.show(nothing);
    calls = [];
    document.body.dispatchEvent(opened());
    expect(calls).toEqual([]);
  });

  it('is not raised while the user may be pressing its button', () => {
    const { overlay } = mount();
    const notice = { text: 'Reload', action: { label: 'Now', run() {} } };
    overlay.show({ ...nothing, notice });
    calls = [];
    document.body.dispatchEvent(opened());
    expect(calls).toEqual([]);
  });

  it('stays hidden after fullscreen when there is nothing to show', () => {
    const { overlay } = mount();
    overlay.show(hello);
    overlay.show(nothing);
    calls = [];
    document.dispatchEvent(new Event('fullscreenchange'));
    expect(calls).toEqual([]);
  });
});
