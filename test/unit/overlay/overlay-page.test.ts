// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { OverlayView } from '../../../src/overlay/overlay.tsx';
import { truceMs } from '../../../src/overlay/shadow-host.ts';
import { hello, host, nothing, overlaysOfEachTest, settle } from './mounted.ts';

const { mount, faults } = overlaysOfEachTest();

describe('the page', () => {
  it('may remove the overlay a few times until it is left alone for a while', async () => {
    const { overlay } = mount();
    overlay.show(hello);
    for (let i = 0; i < 5; i++) {
      host()?.remove();
      await vi.waitFor(() => expect(host()).not.toBeNull());
    }
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    host()?.remove();
    await settle();
    expect(host()).toBeNull();
    vi.advanceTimersByTime(truceMs - 1);
    expect(host()).toBeNull();
    vi.advanceTimersByTime(1);
    expect(host()?.hidden).toBe(false);
    vi.useRealTimers();
  });

  it('finds no text of captions, which are drawn from attributes inside the closed root', () => {
    const { overlay, inside } = mount();
    overlay.show({ ...hello, candidate: { text: 'Fist', progress: 0.5 } });
    expect(inside.textContent).not.toMatch(/Hello|Fist/);
    expect(host()?.outerHTML).not.toMatch(/Hello|Fist/);
  });

  it('cannot define our element, whose name is one of HTML’s own', () => {
    mount().overlay.show(hello);
    expect(host()?.localName).toBe('div');
  });

  it('sees the same element with and without a caption while a camera is watched', () => {
    const { overlay } = mount();
    overlay.show({ ...nothing, standing: true });
    const before = host()?.outerHTML;
    const seen: MutationRecord[] = [];
    const watcher = new MutationObserver(() => undefined);
    watcher.observe(document, { subtree: true, childList: true, attributes: true });
    overlay.show({ ...hello, standing: true });
    overlay.show({ ...nothing, standing: true });
    seen.push(...watcher.takeRecords());
    watcher.disconnect();
    expect(seen).toEqual([]);
    expect(host()?.outerHTML).toBe(before);
    overlay.show(nothing);
    expect(host()?.hidden).toBe(true);
  });

  it('gets the overlay back with its stylesheet after moving it through another document', async () => {
    const { overlay, inside } = mount();
    overlay.show(hello);
    const sheets = inside.adoptedStyleSheets.length + inside.querySelectorAll('style').length;
    expect(sheets).toBe(1);
    host()?.remove();
    inside.adoptedStyleSheets = [];
    for (const style of inside.querySelectorAll('style')) style.remove();
    await vi.waitFor(() => expect(host()).not.toBeNull());
    expect(inside.adoptedStyleSheets.length + inside.querySelectorAll('style').length).toBe(1);
  });

  it('gets no overlay back while there is nothing to show', async () => {
    const { overlay } = mount();
    overlay.show(hello);
    overlay.show(nothing);
    host()?.remove();
    await settle();
    expect(host()).toBeNull();
  });

  it('gets no error from a fault inside the overlay, which is reported to us', () => {
    const { overlay } = mount();
    const broken = { ...hello, lines: null } as unknown as OverlayView;
    expect(() => overlay.show(broken)).not.toThrow();
    expect(faults).toHaveLength(1);
    overlay.show(hello);
    expect(host()?.hidden).toBe(false);
  });
});
