import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { maxTracks, type TrackWatch, watchTracks } from '../../../src/content/tracks.ts';
import { endEvent, failureEvent, trackEvent } from '../../../src/page-world/events.ts';
import { FakeObserver, FakeTrackEvent, FakeWindow } from './fake-page.ts';
import { FakeTimers } from './fake-runtime.ts';

class FakeTrack extends EventTarget {
  readonly #kind: string;
  readyState: 'live' | 'ended' = 'live';
  enabled = true;
  muted = false;
  label = '';
  readonly settings: MediaTrackSettings;

  constructor(kind = 'video', settings: MediaTrackSettings = {}) {
    super();
    this.#kind = kind;
    this.settings = settings;
  }
  get kind(): string {
    return this.#kind;
  }
  getSettings(): MediaTrackSettings {
    return this.settings;
  }
}

/**
 * A window with a size and a parent: a page frame too small for captions passes tracks to its
 * parent.
 */
class FramedWindow extends FakeWindow {
  innerWidth = 1280;
  innerHeight = 720;
  parent: unknown = this;
  readonly MediaStreamTrackEvent = FakeTrackEvent;
}

let window: FramedWindow;
let timers: FakeTimers;
let reported: string[];
let watch: TrackWatch;
const names = new Map<unknown, string>();

beforeEach(() => {
  vi.stubGlobal('MediaStreamTrack', FakeTrack);
  vi.stubGlobal('MediaStreamTrackEvent', FakeTrackEvent);
  vi.stubGlobal('MutationObserver', FakeObserver);
  window = new FramedWindow();
  timers = new FakeTimers();
  reported = [];
  names.clear();
  watch = start(window, reported);
});
afterEach(() => {
  watch.dispose();
  vi.unstubAllGlobals();
});

function start(window: FramedWindow, reported: string[]): TrackWatch {
  return watchTracks(
    window as unknown as Window,
    {
      onTrack: (track) => reported.push(track ? (names.get(track) ?? 'unnamed') : 'none'),
      onShown: (shown) => reported.push(shown ? 'shown' : 'dark'),
      onFailure: (kind) => reported.push(kind),
    },
    timers,
  );
}

function give(name: string, track = new FakeTrack()): FakeTrack {
  names.set(track, name);
  window.document.dispatchEvent(new FakeTrackEvent(trackEvent, { track }));
  return track;
}

function end(track: FakeTrack): void {
  track.readyState = 'ended';
  window.document.dispatchEvent(new FakeTrackEvent(endEvent, { track }));
}

describe('camera tracks', () => {
  it('are watched one at a time, the newest first', () => {
    give('first');
    give('second');
    expect(reported).toEqual(['first', 'second']);
  });

  it('give way to the one before when the newest ends', () => {
    give('first');
    end(give('second'));
    expect(reported).toEqual(['first', 'second', 'first']);
  });

  it('leave nothing watched when all have ended, however often that is reported', () => {
    const track = give('only');
    end(track);
    end(track);
    track.dispatchEvent(new Event('ended'));
    expect(reported).toEqual(['only', 'none']);
    expect(timers.pending).toBe(0);
  });

  it('are found to have ended even without an event', () => {
    give('only').readyState = 'ended';
    timers.advance(1000);
    expect(reported).toEqual(['only', 'none']);
  });

  it('stay watched when their end is forged', () => {
    const track = give('only');
    window.document.dispatchEvent(new FakeTrackEvent(endEvent, { track }));
    expect(reported).toEqual(['only']);
  });

  it('give way to an enabled older one while the newest is disabled', () => {
    give('first');
    const second = give('second');
    second.enabled = false;
    watch.check();
    second.enabled = true;
    watch.check();
    expect(reported).toEqual(['first', 'second', 'first', 'second']);
  });

  it('stay watched but not shown while the only one is disabled or muted', () => {
    const track = give('only');
    track.enabled = false;
    watch.check();
    track.enabled = true;
    watch.check();
    track.muted = true;
    track.dispatchEvent(new Event('mute'));
    track.muted = false;
    track.dispatchEvent(new Event('unmute'));
    expect(reported).toEqual(['only', 'dark', 'shown', 'dark', 'shown']);
  });

  it('are counted once when they are announced twice', () => {
    const track = give('only');
    give('only', track);
    expect(reported).toEqual(['only']);
  });

  it('are kept in a limited number, and the oldest is watched again when all others have ended', () => {
    give('first');
    const rest = Array.from({ length: 1000 }, (_, i) => give(`${i}`));
    expect(reported.at(-1)).toContain('999');
    let asked = 0;
    for (const track of rest)
      Object.defineProperty(track, 'readyState', {
        get() {
          asked++;
          return 'ended';
        },
      });
    watch.check();
    expect(asked).toBeLessThan(3 * maxTracks);
    expect(reported.at(-1)).toContain('first');
  });

  it.each([
    ['a microphone', () => new FakeTrack('audio')],
    ['a shared screen', () => new FakeTrack('video', { displaySurface: 'monitor' })],
    ['something that looks like a track', () => ({ kind: 'video', readyState: 'live' })],
    ['null', () => null],
  ])('do not include %s', (_, make) => {
    window.document.dispatchEvent(new FakeTrackEvent(trackEvent, { track: make() }));
    expect(reported).toEqual([]);
  });

  it('do not come from an event that only has the right name', () => {
    window.document.dispatchEvent(Object.assign(new Event(trackEvent), { track: new FakeTrack() }));
    expect(reported).toEqual([]);
  });

  it('do not include one that has ended already', () => {
    const track = new FakeTrack();
    track.readyState = 'ended';
    give('late', track);
    expect(reported).toEqual([]);
  });

  it('are received again after document.open() has removed the listeners, each once', () => {
    FakeObserver.reopen();
    give('only');
    expect(reported).toEqual(['only']);
  });

  it("are not seen by the page's own listeners", () => {
    const page = vi.fn();
    window.addEventListener(trackEvent, page, true);
    give('only');
    expect(page).not.toHaveBeenCalled();
  });

  it('are released on dispose', () => {
    const track = give('only');
    const removed = vi.spyOn(track, 'removeEventListener');
    watch.dispose();
    give('later');
    expect(reported).toEqual(['only']);
    expect(removed.mock.calls.map(([type]) => type).sort()).toEqual(['ended', 'mute', 'unmute']);
    expect(timers.pending).toBe(0);
  });
});

describe('a camera that fails', () => {
  it('is reported by its kind', () => {
    window.dispatchEvent(new CustomEvent(failureEvent, { detail: 'NotAllowedError' }));
    expect(reported).toEqual(['NotAllowedError']);
  });

  it('is not reported for an unknown kind', () => {
    for (const detail of ['constructor', 7, null, { name: 'NotAllowedError' }])
      window.dispatchEvent(new CustomEvent(failureEvent, { detail }));
    expect(reported).toEqual([]);
  });
});

describe('a page frame too small to show captions', () => {
  it('passes its track and its end to a parent of the same origin', () => {
    const parentReported: string[] = [];
    const parent = new FramedWindow();
    const parentWatch = start(parent, parentReported);
    window.parent = parent;
    window.innerWidth = 1;
    const track = give('hidden');
    expect(reported).toEqual([]);
    expect(parentReported).toEqual(['hidden']);
    end(track);
    expect(parentReported).toEqual(['hidden', 'none']);
    parentWatch.dispose();
  });

  it('keeps its track if the parent is of another origin', () => {
    window.parent = {
      get document(): never {
        throw new DOMException('Blocked a frame', 'SecurityError');
      },
    };
    window.innerHeight = 1;
    give('alone');
    expect(reported).toEqual(['alone']);
  });
});
