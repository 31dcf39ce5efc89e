import { beforeEach, describe, expect, it, vi } from 'vitest';
import { grabByVisibility, type VisibilityParts } from '../../../src/grab/by-visibility.ts';
import type { FrameSink, Grab } from '../../../src/grab/types.ts';
import type { Frame } from '../../../src/messaging/frame.ts';

interface Source {
  path: Grab['path'];
  sink: FrameSink;
  disposed: boolean;
  onUseless(): void;
}

const track = {} as MediaStreamTrack;
let page: EventTarget & { hidden: boolean };
let sources: Source[];
let refused: boolean;
let now: number;
/** Timestamps that were asked for and that came, ms. */
let asked: number[];
let got: number[];
let begun: number[];
let sink: FrameSink;

const make =
  (path: Grab['path']) =>
  (_: MediaStreamTrack, to: FrameSink, onUseless = (): void => undefined): Grab => {
    if (path === 'processor' && refused) throw new TypeError('a track of another document');
    const source: Source = { path, sink: to, disposed: false, onUseless };
    sources.push(source);
    return {
      path,
      dispose() {
        source.disposed = true;
      },
    };
  };
const live = (): Source[] => sources.filter(({ disposed }) => !disposed);
const start = (): Grab => {
  const parts: VisibilityParts = {
    page: page as unknown as VisibilityParts['page'],
    now: () => now,
    fromVideo: make('video'),
    fromProcessor: make('processor'),
  };
  return grabByVisibility(track, sink, parts);
};
const show = (visible: boolean): void => {
  page.hidden = !visible;
  page.dispatchEvent(new Event('visibilitychange'));
};
/** A frame of the source that is read now, `timestamp` ms by its own clock. */
const deliver = (timestamp: number): void => {
  const [source] = live();
  if (source?.sink.want(timestamp)) source.sink.onFrame({ timestamp } as Frame, 1);
};

beforeEach(() => {
  page = Object.assign(new EventTarget(), { hidden: false });
  sources = [];
  refused = false;
  now = 1000;
  asked = [];
  got = [];
  begun = [];
  sink = {
    want(timestamp) {
      asked.push(timestamp);
      return { region: null, limit: { long: 640, short: 480 } };
    },
    onBegin: (timestamp) => begun.push(timestamp),
    restMs: () => 70,
    onFrame: ({ timestamp }) => got.push(timestamp),
    onUnreadable: vi.fn(),
    onEnd: vi.fn(),
  };
});

describe('a track that is read by visibility', () => {
  it('comes from a video element while the tab is visible, from the processor while it is hidden', () => {
    const grab = start();
    expect(live().map(({ path }) => path)).toEqual(['video']);
    show(false);
    expect(live().map(({ path }) => path)).toEqual(['processor']);
    expect(grab.path).toBe('processor');
    show(true);
    expect(live().map(({ path }) => path)).toEqual(['video']);
    expect(grab.path).toBe('video');
  });

  it('comes from the processor at once if the tab is hidden at the start', () => {
    page.hidden = true;
    start();
    expect(live().map(({ path }) => path)).toEqual(['processor']);
  });

  it('comes from the processor while the element is useless, until the tab is shown again', () => {
    const grab = start();
    live()[0]!.onUseless();
    expect(grab.path).toBe('processor');
    show(false);
    show(true);
    expect(grab.path).toBe('video');
    expect(live()).toHaveLength(1);
  });

  it('goes on coming from the element if the browser refuses the processor', () => {
    refused = true;
    const grab = start();
    show(false);
    live()[0]!.onUseless();
    expect(grab.path).toBe('video');
    expect(sources).toHaveLength(1);
    deliver(5);
    expect(got).toEqual([1000]);
  });

  it('has timestamps of the page’s clock, which go on when its source changes', () => {
    start();
    deliver(40);
    now += 100;
    deliver(140);
    show(false);
    now += 70;
    deliver(9_000_000);
    now += 33;
    deliver(9_000_033);
    show(true);
    now += 50;
    deliver(3);
    expect(asked).toEqual([1000, 1100, 1170, 1203, 1253]);
    expect(got).toEqual(asked);
  });

  it('never has the same timestamp twice, even if its source changes within one moment', () => {
    start();
    deliver(40);
    show(false);
    deliver(40);
    expect(got).toEqual([1000, 1001]);
  });

  it('begins with the element’s first frame, though it is not looked at, or with the processor’s', () => {
    start();
    deliver(40);
    deliver(73);
    expect(begun).toEqual([960]);
    show(false);
    deliver(9_000_000);
    expect(begun).toEqual([960]);
    page.hidden = true;
    start();
    live().at(-1)!.sink.want(9_000_000);
    expect(begun).toEqual([960]);
  });

  it('rests as long as no frame will be wanted', () => {
    start();
    expect(live()[0]!.sink.restMs?.()).toBe(70);
  });

  it('ends once, by whichever source is read', () => {
    start();
    show(false);
    live()[0]!.sink.onEnd();
    expect(sink.onEnd).toHaveBeenCalledTimes(1);
  });

  it('starts nothing and reports no end once it is disposed', () => {
    const grab = start();
    const [element] = live();
    grab.dispose();
    grab.dispose();
    expect(live()).toEqual([]);
    show(false);
    element!.onUseless();
    element!.sink.onEnd();
    expect(sources).toHaveLength(1);
    expect(sink.onEnd).not.toHaveBeenCalled();
  });
});
