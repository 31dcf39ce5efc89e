import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lookMs, type Where, watchWhere } from '../../../../src/content/where/where.ts';
import type { Windows } from '../../../../src/content/where/windows.ts';
import { FakeTimers } from '../fake-runtime.ts';
import { FakeIntersections, FakeVideo, FakeWindow, trusted } from './fake-windows.ts';

let timers: FakeTimers;
let reported: FakeWindow[];
let windows: Windows;
let where: Where;
const onChange = vi.fn();

beforeEach(() => {
  vi.stubGlobal('IntersectionObserver', FakeIntersections);
  FakeIntersections.newest = null;
  onChange.mockClear();
  timers = new FakeTimers();
  reported = [];
  windows = { reported: reported as unknown as Window[], onReported: null };
});
afterEach(() => {
  where.dispose();
  vi.unstubAllGlobals();
});

const start = (home: FakeWindow): void => {
  where = watchWhere(home as unknown as Window, windows, onChange, timers);
};
/** The next look. @returns the document in which captions belong then */
const next = (): unknown => {
  timers.advance(lookMs);
  return where.document;
};

describe('captions of a page', () => {
  let home: FakeWindow;
  let other: FakeWindow;
  let video: FakeVideo;

  beforeEach(() => {
    home = new FakeWindow();
    other = new FakeWindow();
    video = new FakeVideo(320, 240);
    other.document.videos.push(video);
    start(home);
  });

  it('belong into its own document, and never move, if it opens no window', () => {
    expect(where.document).toBe(home.document);
    home.innerWidth = 10;
    home.document.visibilityState = 'hidden';
    expect(next()).toBe(home.document);
    expect(onChange).not.toHaveBeenCalled();
  });

  it('belong into a window that shows the picture as soon as it reports one', () => {
    reported.push(other);
    windows.onReported?.();
    expect(where.document).toBe(other.document);
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('begin in such a window if it is there before them', () => {
    where.dispose();
    reported.push(other);
    start(home);
    expect(where.document).toBe(other.document);
    expect(onChange).not.toHaveBeenCalled();
  });

  it.each<[string, () => void]>([
    ['is closed', () => Object.assign(other, { closed: true })],
    ['is covered or minimized', () => Object.assign(other.document, { visibilityState: 'hidden' })],
    ['is too small for captions', () => Object.assign(other, { innerWidth: 199 })],
    ['shows no video', () => other.document.videos.pop()],
    ['has paused it', () => Object.assign(video, { paused: true })],
    ['plays a file', () => Object.assign(video, { srcObject: null })],
    ['plays no stream of tracks', () => Object.assign(video, { srcObject: {} })],
    [
      'plays a stream that has ended',
      () =>
        Object.assign(video, { srcObject: { getVideoTracks: () => [{ readyState: 'ended' }] } }),
    ],
    ['hides it', () => Object.assign(video, { visible: false })],
    ['has it as a dot', () => Object.assign(video, { box: { width: 1, height: 1 } })],
    [
      'went to another origin',
      () =>
        Object.defineProperty(other, 'document', {
          get: () => {
            throw new DOMException('Blocked a frame', 'SecurityError');
          },
        }),
    ],
    [
      'has overwritten its own methods',
      () => Object.assign(other.document, { querySelectorAll: new FakeVideo(1, 1) }),
    ],
  ])('return when that window %s', (_, change) => {
    reported.push(other);
    expect(next()).toBe(other.document);
    change();
    expect(next()).toBe(home.document);
    expect(onChange).toHaveBeenCalledTimes(2);
  });

  it('leave a window before it goes, though it can still be read', () => {
    reported.push(other);
    next();
    other.dispatchEvent(trusted('pagehide'));
    expect(where.document).toBe(home.document);
    expect(next()).toBe(home.document);
  });

  it('stay if the page only pretends that the window goes', () => {
    reported.push(other);
    next();
    other.dispatchEvent(new Event('pagehide'));
    expect(next()).toBe(other.document);
  });

  it('return to a window that was loaded again', () => {
    reported.push(other);
    next();
    other.dispatchEvent(trusted('pagehide'));
    const { videos } = other.document;
    other.document = new FakeWindow().document;
    other.document.videos.push(...videos);
    expect(next()).toBe(other.document);
  });

  it('leave other windows before their own page goes', () => {
    reported.push(other);
    next();
    home.dispatchEvent(trusted('pagehide'));
    expect(where.document).toBe(home.document);
  });

  it('return at once when a window is covered', () => {
    reported.push(other);
    next();
    other.document.visibilityState = 'hidden';
    other.document.tell('visibilitychange');
    expect(where.document).toBe(home.document);
  });

  it('belong into the window that reported last, and into a picture-in-picture window before any', () => {
    const [newer, picture] = [new FakeWindow(), new FakeWindow()];
    for (const { document } of [newer, picture]) document.videos.push(new FakeVideo(320, 240));
    reported.push(other, newer);
    expect(next()).toBe(newer.document);
    home.documentPictureInPicture = { window: picture };
    expect(next()).toBe(picture.document);
    home.documentPictureInPicture.window = null;
    expect(next()).toBe(newer.document);
  });

  it('no longer move, and nothing listens or waits, once they are gone', () => {
    reported.push(other);
    next();
    const listeners = (): number =>
      [home, other, other.document]
        .flatMap((at) => ['pagehide', 'resize', 'visibilitychange'].map((type) => ({ at, type })))
        .reduce((sum, { at, type }) => sum + getEventListeners(at, type).length, 0);
    expect(listeners()).toBeGreaterThan(0);
    where.dispose();
    expect(listeners()).toBe(0);
    expect(timers.pending).toBe(0);
    expect(windows.onReported).toBeNull();
  });
});

describe('captions of a frame', () => {
  let page: FakeWindow;
  let frame: FakeWindow;
  beforeEach(() => {
    page = new FakeWindow();
    frame = page.frame(640, 480);
    start(frame);
  });
  const cut = (width: number, height: number): void =>
    FakeIntersections.newest!.cut(frame.frameElement!, { width, height });

  it('go to its parent while it is too small, and return', () => {
    expect(where.document).toBe(frame.document);
    frame.frameElement!.box = { width: 160, height: 90 };
    frame.dispatchEvent(new Event('resize'));
    expect(where.document).toBe(page.document);
    frame.frameElement!.box = { width: 640, height: 480 };
    expect(next()).toBe(frame.document);
  });

  it('go to its parent while a style hides it, or what is around it cuts it off', () => {
    frame.frameElement!.visible = false;
    expect(next()).toBe(page.document);
    frame.frameElement!.visible = true;
    expect(next()).toBe(frame.document);
    cut(640, 20);
    expect(where.document).toBe(page.document);
    cut(0, 0);
    expect(where.document).toBe(page.document);
    cut(640, 480);
    expect(where.document).toBe(frame.document);
  });

  it('go to its parent while another element there fills the screen', () => {
    const { ownerDocument } = frame.frameElement!;
    ownerDocument.fullscreenElement = { contains: () => false };
    expect(next()).toBe(page.document);
    ownerDocument.fullscreenElement = { contains: (element) => element === frame.frameElement };
    expect(next()).toBe(frame.document);
  });

  it('go past a parent that is hidden itself', () => {
    where.dispose();
    const inner = frame.frame(300, 200);
    start(inner);
    expect(where.document).toBe(inner.document);
    frame.frameElement!.box = { width: 100, height: 60 };
    expect(next()).toBe(page.document);
  });

  it('stay in it if its parent is of another origin', () => {
    where.dispose();
    const alone = new FakeWindow();
    alone.innerWidth = 100;
    alone.parent = {
      get document(): never {
        throw new DOMException('Blocked a frame', 'SecurityError');
      },
    } as unknown as FakeWindow;
    start(alone);
    expect(next()).toBe(alone.document);
  });

  it('leave its parent before the frame is removed', () => {
    frame.frameElement!.visible = false;
    next();
    frame.dispatchEvent(trusted('pagehide'));
    expect(where.document).toBe(frame.document);
  });

  it('go to the window in which the page around it shows the picture', () => {
    const picture = new FakeWindow();
    picture.document.videos.push(new FakeVideo(320, 240));
    page.documentPictureInPicture = { window: picture };
    expect(next()).toBe(picture.document);
  });

  it('no longer observe it once they are gone', () => {
    where.dispose();
    expect(FakeIntersections.newest?.connected).toBe(false);
  });
});
