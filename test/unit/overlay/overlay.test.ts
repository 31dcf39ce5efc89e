// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { raiseMs, truceMs } from '../../../src/overlay/host.ts';
import { mountOverlay, type Overlay, type OverlayView } from '../../../src/overlay/overlay.tsx';

const nothing: OverlayView = { lines: [], candidate: null, notice: null };
const hello: OverlayView = { ...nothing, lines: [{ id: 1, text: 'Hello' }] };

let roots: ShadowRoot[] = [];
let faults: unknown[] = [];
let overlays: Overlay[] = [];

beforeEach(() => {
  roots = [];
  faults = [];
  overlays = [];
  // The root is closed, so that the page cannot look in; a test must catch it at its making.
  const attach = Element.prototype.attachShadow;
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, init) {
    expect(init.mode).toBe('closed');
    const root = attach.call(this, init);
    roots.push(root);
    return root;
  });
});

afterEach(() => {
  for (const overlay of overlays) overlay.dispose();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

function mount(): { overlay: Overlay; inside: ShadowRoot } {
  const overlay = mountOverlay(document, {
    strings: { captions: 'Sign captions', move: 'Move', wrong: 'Wrong', lang: 'ar', dir: 'rtl' },
    report: (fault) => faults.push(fault),
  });
  overlays.push(overlay);
  const inside = roots.at(-1);
  if (!inside) throw new Error('The overlay has no shadow root');
  return { overlay, inside };
}

const host = (): HTMLElement | null => document.querySelector('html > div');
const texts = (root: ShadowRoot, selector: string): string[] =>
  [...root.querySelectorAll<HTMLElement>(selector)].map(
    ({ dataset, textContent }) => dataset.text ?? textContent ?? '',
  );
/** Done when the mutation observers that were due before have run. */
const settle = (): Promise<void> =>
  new Promise((done) => {
    const witness = document.createElement('p');
    new MutationObserver(() => done()).observe(witness, { attributes: true });
    witness.id = 'changed';
  });

describe('with nothing to show', () => {
  it('puts nothing into the page', () => {
    const { overlay } = mount();
    overlay.show(nothing);
    expect(host()).toBeNull();
  });

  it('takes the panel away again', () => {
    const { overlay, inside } = mount();
    overlay.show(hello);
    overlay.show(nothing);
    expect(host()?.hidden).toBe(true);
    expect(texts(inside, '.captions, .status, .notice, .said')).toEqual([]);
  });
});

describe('captions', () => {
  it('stand in their order in a log that stays silent', () => {
    const { overlay, inside } = mount();
    overlay.show({
      ...nothing,
      lines: [
        { id: 1, text: 'Yes' },
        { id: 2, text: 'HELLO' },
      ],
    });
    expect(texts(inside, '.line')).toEqual(['Yes', 'HELLO']);
    expect(texts(inside, '.newest')).toEqual(['HELLO']);
    const log = inside.querySelector('[role=log]');
    expect(log?.getAttribute('aria-live')).toBe('off');
    expect(log?.getAttribute('aria-label')).toBe('Sign captions');
  });

  it('keep their element while the line grows', () => {
    const { overlay, inside } = mount();
    overlay.show({ ...nothing, lines: [{ id: 3, text: 'H' }] });
    const before = inside.querySelector('.line');
    overlay.show({ ...nothing, lines: [{ id: 3, text: 'HI' }] });
    expect(inside.querySelector('.line')).toBe(before);
    expect(before?.getAttribute('data-text')).toBe('HI');
  });

  it('are text, whatever they hold', () => {
    const { overlay, inside } = mount();
    overlay.show({ ...nothing, lines: [{ id: 1, text: '<img src=x onerror=alert(1)>' }] });
    expect(inside.querySelector('img')).toBeNull();
    expect(texts(inside, '.line')).toEqual(['<img src=x onerror=alert(1)>']);
  });

  it('say their own language and direction where these are known', () => {
    const { overlay, inside } = mount();
    overlay.show({
      ...nothing,
      lines: [
        { id: 1, text: 'OK', language: 'ar' },
        { id: 2, text: 'はい', language: 'ja' },
        { id: 3, text: 'Meine Worte' },
      ],
      candidate: { text: 'نعم', progress: 0.5, language: 'ar' },
    });
    const told = [...inside.querySelectorAll<HTMLElement>('.line, .name')].map((element) => [
      element.getAttribute('lang'),
      element.dir,
    ]);
    expect(told).toEqual([
      ['ar', 'rtl'],
      ['ja', 'ltr'],
      [null, 'auto'],
      ['ar', 'rtl'],
    ]);
  });

  it('are in the language and direction of the interface', () => {
    const { overlay, inside } = mount();
    overlay.show(hello);
    const stage = inside.querySelector<HTMLElement>('.stack')?.parentElement;
    expect([stage?.lang, stage?.dir]).toEqual(['ar', 'rtl']);
  });
});

describe('the status row', () => {
  const offset = (root: ShadowRoot): number =>
    Number(root.querySelector('.held')?.getAttribute('stroke-dashoffset'));

  it('shows the sign with its ring while one is held', () => {
    const { overlay, inside } = mount();
    overlay.show({ ...nothing, candidate: { text: 'Fist', progress: 0.5 } });
    expect(texts(inside, '.name')).toEqual(['Fist']);
    expect(offset(inside)).toBeCloseTo(Math.PI * 9, 1);
  });

  it.each([
    [-1, 2 * Math.PI * 9],
    [2, 0],
    [Number.NaN, 2 * Math.PI * 9],
  ])('keeps the ring a ring when the share is %s', (progress, expected) => {
    const { overlay, inside } = mount();
    overlay.show({ ...nothing, candidate: { text: 'Fist', progress } });
    expect(offset(inside)).toBeCloseTo(expected, 1);
  });

  it('is not read aloud', () => {
    const { overlay, inside } = mount();
    overlay.show({ ...nothing, candidate: { text: 'Fist', progress: 0.5 } });
    expect(inside.querySelector('.status')?.getAttribute('aria-hidden')).toBe('true');
  });
});

describe('a notice', () => {
  it('is announced, and its button works without the page noticing the click', async () => {
    const { overlay, inside } = mount();
    const run = vi.fn();
    const page = vi.fn();
    document.addEventListener('click', page);
    overlay.show({ ...nothing, notice: { text: 'Reload', action: { label: 'Now', run } } });
    const said = inside.querySelector('[role=status]');
    expect(said?.textContent, 'a live region is there before its text').toBe('');
    await vi.waitFor(() => expect(said?.textContent).toBe('Reload'));
    expect(texts(inside, '.notice p')).toEqual(['Reload']);
    inside.querySelector('button')?.click();
    document.removeEventListener('click', page);
    expect(run).toHaveBeenCalledOnce();
    expect(page).not.toHaveBeenCalled();
  });

  it('without an action has nothing that takes the focus', () => {
    const { overlay, inside } = mount();
    overlay.show({ ...nothing, notice: { text: 'The camera failed.' } });
    expect(inside.querySelector('button, a, [tabindex]')).toBeNull();
  });
});

describe('the page', () => {
  it('may throw the overlay out a few times and gets it back, then is left alone', async () => {
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

  it('finds no text of captions: they are drawn from attributes inside the closed root', () => {
    const { overlay, inside } = mount();
    overlay.show({ ...hello, candidate: { text: 'Fist', progress: 0.5 } });
    expect(inside.textContent).not.toMatch(/Hello|Fist/);
    expect(host()?.outerHTML).not.toMatch(/Hello|Fist/);
  });

  it('cannot define our element: its name is one of HTML’s own', () => {
    mount().overlay.show(hello);
    expect(host()?.localName).toBe('div');
  });

  it('sees the same element whether there is a caption or not, while a camera is watched', () => {
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

  it('gives the sheets back to an element that it moved through another document', async () => {
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

  it('keeps it out while there is nothing to show', async () => {
    const { overlay } = mount();
    overlay.show(hello);
    overlay.show(nothing);
    host()?.remove();
    await settle();
    expect(host()).toBeNull();
  });

  it('gets no error when a fault happens inside; the fault is reported', () => {
    const { overlay } = mount();
    const broken = { ...hello, lines: null } as unknown as OverlayView;
    expect(() => overlay.show(broken)).not.toThrow();
    expect(faults).toHaveLength(1);
    overlay.show(hello);
    expect(host()?.hidden).toBe(false);
  });
});

describe('in the top layer', () => {
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
    for (const overlay of overlays) overlay.dispose();
    overlays = [];
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

  it('comes back on top when the page goes fullscreen', () => {
    const { overlay } = mount();
    overlay.show(hello);
    calls = [];
    document.dispatchEvent(new Event('fullscreenchange'));
    expect(calls).toEqual(['hide', 'show']);
  });

  it('does not move with a new line: the page would see when something was signed', () => {
    const { overlay } = mount();
    overlay.show({ ...nothing, lines: [{ id: 1, text: 'H' }] });
    calls = [];
    overlay.show({ ...nothing, lines: [{ id: 2, text: 'A' }] });
    expect(calls).toEqual([]);
  });

  const opened = (): Event => Object.assign(new Event('toggle'), { newState: 'open' });

  it('comes back on top when something else has come there, or has taken the focus', () => {
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

  it('fights nobody for the first place: twice in half a second, whatever the page opens', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { overlay } = mount();
    overlay.show(hello);
    calls = [];
    for (let i = 0; i < 1000; i++) document.body.dispatchEvent(opened());
    vi.advanceTimersByTime(raiseMs);
    vi.useRealTimers();
    expect(calls).toEqual(['hide', 'show', 'hide', 'show']);
  });

  it('is not brought back by it when the page has thrown it out too often', async () => {
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

  it('does not move for its own opening, for what closes, nor while it is not shown', () => {
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

  it('does not move while a button could be under the finger', () => {
    const { overlay } = mount();
    const notice = { text: 'Reload', action: { label: 'Now', run() {} } };
    overlay.show({ ...nothing, notice });
    calls = [];
    document.body.dispatchEvent(opened());
    expect(calls).toEqual([]);
  });

  it('stays away after fullscreen when there is nothing to show', () => {
    const { overlay } = mount();
    overlay.show(hello);
    overlay.show(nothing);
    calls = [];
    document.dispatchEvent(new Event('fullscreenchange'));
    expect(calls).toEqual([]);
  });
});

describe('dispose', () => {
  it('leaves nothing behind and hears no more', () => {
    const { overlay } = mount();
    const removed = vi.spyOn(document, 'removeEventListener');
    overlay.show(hello);
    overlay.dispose();
    overlay.dispose();
    overlay.show(hello);
    expect(host()).toBeNull();
    expect(removed.mock.calls.map(([type]) => type)).toEqual([
      'fullscreenchange',
      'toggle',
      'focusin',
    ]);
    expect(faults).toEqual([]);
  });
});
