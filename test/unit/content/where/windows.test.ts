import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  collectWindows,
  maxWindows,
  reportToOpener,
  type Windows,
} from '../../../../src/content/where/windows.ts';
import { windowEvent } from '../../../../src/page-world/events.ts';
import { FakeObserver } from '../fake-page.ts';
import { FakeUIEvent, FakeWindow, trusted } from './fake-windows.ts';

let window: FakeWindow;
let life: AbortController;
let windows: Windows;

beforeEach(() => {
  vi.stubGlobal('UIEvent', FakeUIEvent);
  vi.stubGlobal('MutationObserver', FakeObserver);
  window = new FakeWindow();
  life = new AbortController();
  windows = collectWindows(window as unknown as Window, life.signal);
});
afterEach(() => {
  life.abort();
  vi.unstubAllGlobals();
});

const tell = (view: unknown, detail = 1): void => {
  window.document.dispatchEvent(new FakeUIEvent(windowEvent, { view, detail }));
};

describe('the windows of a page', () => {
  it('are known once a video plays in them, the one that reported last at the end', () => {
    const [first, second] = [new FakeWindow(), new FakeWindow()];
    const onReported = vi.fn();
    windows.onReported = onReported;
    tell(first);
    tell(second);
    tell(first);
    expect(windows.reported).toEqual([second, first]);
    expect(onReported).toHaveBeenCalledTimes(3);
  });

  it('are forgotten when they have a call of their own, or are closed', () => {
    const [own, closed, other] = [new FakeWindow(), new FakeWindow(), new FakeWindow()];
    for (const view of [own, closed]) tell(view);
    closed.closed = true;
    tell(own, 0);
    tell(other);
    expect(windows.reported).toEqual([other]);
  });

  it('are at most a few, however many a page names', () => {
    for (let i = 0; i < 100; i++) tell(new FakeWindow());
    expect(windows.reported).toHaveLength(maxWindows);
  });

  it('are not what a page forges: no window, its own, a frame, or one of another origin', () => {
    const frame = window.frame(640, 480);
    const foreign = Object.defineProperty(new FakeWindow(), 'document', {
      get: () => {
        throw new DOMException('Blocked a frame', 'SecurityError');
      },
    });
    for (const view of [null, window, frame, foreign, {}, 7]) tell(view);
    window.document.dispatchEvent(new CustomEvent(windowEvent, { detail: 1 }));
    expect(windows.reported).toEqual([]);
  });

  it('are reported without the page noticing it', () => {
    const heard = vi.fn();
    window.addEventListener(windowEvent, heard);
    tell(new FakeWindow());
    expect(heard).not.toHaveBeenCalled();
  });

  it('are still heard of after the page has removed all listeners', () => {
    const added = vi.spyOn(window, 'addEventListener');
    FakeObserver.reopen();
    expect(added).toHaveBeenCalledWith(windowEvent, expect.anything(), expect.anything());
  });

  it('are no longer heard of at the end', () => {
    life.abort();
    tell(new FakeWindow());
    expect(windows.reported).toEqual([]);
  });
});

describe('a window that was opened by a page', () => {
  let opened: FakeWindow;
  const parts = { isOwnCall: () => false, isGone: () => false };
  const start = (changed: Partial<typeof parts> = {}): void => {
    opened = new FakeWindow();
    opened.opener = window;
    reportToOpener(opened as unknown as Window, { ...parts, ...changed, signal: life.signal });
  };
  const play = (isTrusted = true): void => {
    opened.dispatchEvent(isTrusted ? trusted('playing') : new Event('playing'));
  };

  it('reports to its opener when a video starts in it', () => {
    start();
    expect(windows.reported).toEqual([]);
    play();
    expect(windows.reported).toEqual([opened]);
  });

  it('takes itself back when it has a call of its own', () => {
    let isOwn = false;
    start({ isOwnCall: () => isOwn });
    play();
    isOwn = true;
    play();
    expect(windows.reported).toEqual([]);
  });

  it('reports nothing when the page only pretends that a video plays', () => {
    start();
    play(false);
    expect(windows.reported).toEqual([]);
  });

  it('reports nothing once the extension or this script is gone: nobody would stop the event', () => {
    let isGone = false;
    start({ isGone: () => isGone });
    isGone = true;
    play();
    isGone = false;
    life.abort();
    const heard = vi.fn();
    window.addEventListener(windowEvent, heard);
    play();
    expect(heard).not.toHaveBeenCalled();
    expect(windows.reported).toEqual([]);
  });

  it.each([
    ['none', null],
    [
      'one of another origin',
      {
        get document(): never {
          throw new DOMException('Blocked a frame', 'SecurityError');
        },
      },
    ],
  ])('throws nothing if its opener is %s', (_, opener) => {
    start();
    opened.opener = opener;
    expect(() => play()).not.toThrow();
  });

  it('is no frame', () => {
    const inner = window.frame(640, 480);
    const added = vi.spyOn(inner, 'addEventListener');
    reportToOpener(inner as unknown as Window, { ...parts, signal: life.signal });
    expect(added).not.toHaveBeenCalled();
  });
});
