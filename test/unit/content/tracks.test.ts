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

/** A frame too small to show captions hands its tracks to its parent. */
class FramedWindow extends FakeWindow {
  innerWidth = 1280;
  innerHeight = 720;
  parent: unknown = this;
  readonly MediaStreamTrackEvent = FakeTrackEvent;
}

let window: FramedWindow;
let timers: FakeTimers;
let heard: string[];
let watch: TrackWatch;
const names = new Map<unknown, string>();

beforeEach(() => {
  vi.stubGlobal('MediaStreamTrack', FakeTrack);
  vi.stubGlobal('MediaStreamTrackEvent', FakeTrackEvent);
  vi.stubGlobal('MutationObserver', FakeObserver);
  window = new FramedWindow();
  timers = new FakeTimers();
  heard = [];
  names.clear();
  watch = start(window, heard);
});
afterEach(() => {
  watch.dispose();
  vi.unstubAllGlobals();
});

function start(window: FramedWindow, heard: string[]): TrackWatch {
  return watchTracks(
    window as unknown as Window,
    {
      onTrack: (track) => heard.push(track ? (names.get(track) ?? 'unnamed') : 'none'),
      onShown: (shown) => heard.push(shown ? 'shown' : 'dark'),
      onFailure: (kind) => heard.push(kind),
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

describe('the tracks of a page', () => {
  it('the newest one is watched', () => {
    give('first');
    give('second');
    expect(heard).toEqual(['first', 'second']);
  });

  it('when the newest ends, the one before is watched', () => {
    give('first');
    end(give('second'));
    expect(heard).toEqual(['first', 'second', 'first']);
  });

  it('when all have ended, none is, however often that is told', () => {
    const track = give('only');
    end(track);
    end(track);
    track.dispatchEvent(new Event('ended'));
    expect(heard).toEqual(['only', 'none']);
    expect(timers.pending).toBe(0);
  });

  it('an end that nobody told is found', () => {
    give('only').readyState = 'ended';
    timers.advance(1000);
    expect(heard).toEqual(['only', 'none']);
  });

  it('a forged end changes nothing', () => {
    const track = give('only');
    window.document.dispatchEvent(new FakeTrackEvent(endEvent, { track }));
    expect(heard).toEqual(['only']);
  });

  it('a disabled newest gives way to an enabled older one, and comes back', () => {
    give('first');
    const second = give('second');
    second.enabled = false;
    watch.check();
    second.enabled = true;
    watch.check();
    expect(heard).toEqual(['first', 'second', 'first', 'second']);
  });

  it('the only one stays watched while it is disabled or muted, but dark', () => {
    const track = give('only');
    track.enabled = false;
    watch.check();
    track.enabled = true;
    watch.check();
    track.muted = true;
    track.dispatchEvent(new Event('mute'));
    track.muted = false;
    track.dispatchEvent(new Event('unmute'));
    expect(heard).toEqual(['only', 'dark', 'shown', 'dark', 'shown']);
  });

  it('one that is told twice is one', () => {
    const track = give('only');
    give('only', track);
    expect(heard).toEqual(['only']);
  });

  it('are kept no more than so many: the newest, and the oldest, which is watched again when all others have ended', () => {
    give('first');
    const rest = Array.from({ length: 1000 }, (_, i) => give(`${i}`));
    expect(heard.at(-1)).toContain('999');
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
    expect(heard.at(-1)).toContain('first');
  });

  it.each([
    ['a microphone', () => new FakeTrack('audio')],
    ['a shared screen', () => new FakeTrack('video', { displaySurface: 'monitor' })],
    ['something that looks like a track', () => ({ kind: 'video', readyState: 'live' })],
    ['nothing', () => null],
  ])('%s is not taken', (_, make) => {
    window.document.dispatchEvent(new FakeTrackEvent(trackEvent, { track: make() }));
    expect(heard).toEqual([]);
  });

  it('an event that only has the right name is not taken', () => {
    window.document.dispatchEvent(Object.assign(new Event(trackEvent), { track: new FakeTrack() }));
    expect(heard).toEqual([]);
  });

  it('a track that has ended already is not taken', () => {
    const track = new FakeTrack();
    track.readyState = 'ended';
    give('late', track);
    expect(heard).toEqual([]);
  });

  it('are heard again after document.open() took the listeners away, each once', () => {
    FakeObserver.reopen();
    give('only');
    expect(heard).toEqual(['only']);
  });

  it('go no further than to us', () => {
    const page = vi.fn();
    window.addEventListener(trackEvent, page, true);
    give('only');
    expect(page).not.toHaveBeenCalled();
  });

  it('are let go on dispose', () => {
    const track = give('only');
    const removed = vi.spyOn(track, 'removeEventListener');
    watch.dispose();
    give('later');
    expect(heard).toEqual(['only']);
    expect(removed.mock.calls.map(([type]) => type).sort()).toEqual(['ended', 'mute', 'unmute']);
    expect(timers.pending).toBe(0);
  });
});

describe('a camera that fails', () => {
  it('is told by its kind', () => {
    window.dispatchEvent(new CustomEvent(failureEvent, { detail: 'NotAllowedError' }));
    expect(heard).toEqual(['NotAllowedError']);
  });

  it('is not told for a kind that we do not know', () => {
    for (const detail of ['constructor', 7, null, { name: 'NotAllowedError' }])
      window.dispatchEvent(new CustomEvent(failureEvent, { detail }));
    expect(heard).toEqual([]);
  });
});

describe('a frame too small to show captions', () => {
  it('hands its track and its end to the parent of the same origin', () => {
    const parentHeard: string[] = [];
    const parent = new FramedWindow();
    const parentWatch = start(parent, parentHeard);
    window.parent = parent;
    window.innerWidth = 1;
    const track = give('hidden');
    expect(heard).toEqual([]);
    expect(parentHeard).toEqual(['hidden']);
    end(track);
    expect(parentHeard).toEqual(['hidden', 'none']);
    parentWatch.dispose();
  });

  it('keeps its track when the parent is of another origin', () => {
    window.parent = {
      get document(): never {
        throw new DOMException('Blocked a frame', 'SecurityError');
      },
    };
    window.innerHeight = 1;
    give('alone');
    expect(heard).toEqual(['alone']);
  });
});
