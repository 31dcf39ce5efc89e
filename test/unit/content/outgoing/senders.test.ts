import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  maxLive,
  type SenderWatch,
  watchSenders,
} from '../../../../src/content/outgoing/senders.ts';
import {
  generatedEvent,
  replacedEvent,
  replacingEvent,
  screenEvent,
  senderEvent,
  swapEvent,
  trackEvent,
} from '../../../../src/page-world/events.ts';

// A browser's classes, as far as the watch uses them.

class Track {
  kind = 'video';
  readyState = 'live';
  contentHint = '';
  settings: object = {};
  getSettings() {
    return this.settings;
  }
}
class CanvasTrack extends Track {}
class GeneratorTrack extends Track {}
class Transceiver {
  currentDirection = 'sendonly';
  sender: { track: Track | null } = { track: null };
  receiver = {};
}
class TrackEvent extends Event {
  readonly track: Track;
  constructor(type: string, init: { track: Track }) {
    super(type);
    this.track = init.track;
  }
}
class RtcEvent extends Event {
  readonly transceiver: Transceiver;
  readonly track: Track | undefined;
  constructor(type: string, init: EventInit & { transceiver: Transceiver; track?: Track }) {
    super(type, init);
    this.transceiver = init.transceiver;
    this.track = init.track;
  }
}
const observers = { on: 0, callback: () => {} };
class Observer {
  constructor(callback: () => void) {
    observers.callback = callback;
  }
  observe() {
    observers.on++;
  }
  disconnect() {
    observers.on--;
  }
}

let page: EventTarget & { document: EventTarget };
let onChange: ReturnType<typeof vi.fn<() => void>>;
let watch: SenderWatch;

beforeEach(() => {
  vi.stubGlobal('MediaStreamTrackEvent', TrackEvent);
  vi.stubGlobal('RTCTrackEvent', RtcEvent);
  vi.stubGlobal('RTCRtpTransceiver', Transceiver);
  vi.stubGlobal('CanvasCaptureMediaStreamTrack', CanvasTrack);
  vi.stubGlobal('MediaStreamTrackGenerator', GeneratorTrack);
  vi.stubGlobal('MutationObserver', Observer);
  page = Object.assign(new EventTarget(), { document: new EventTarget() });
  onChange = vi.fn<() => void>();
  watch = watchSenders(page as unknown as Window, onChange);
});
afterEach(() => {
  watch.dispose();
  vi.unstubAllGlobals();
});

const fire = (type: string, track: Track) => page.dispatchEvent(new TrackEvent(type, { track }));
const fireOf = (type: string, transceiver: Transceiver) =>
  page.dispatchEvent(new RtcEvent(type, { transceiver }));
const carries = (track: Track) => watch.isCaptionable(track as unknown as MediaStreamTrack);
const camera = (): Track => {
  const track = new Track();
  fire(trackEvent, track);
  return track;
};

describe('tracks that carry captions', () => {
  it('are those of a camera, and none that are received or play a file', () => {
    expect(carries(camera())).toBe(true);
    expect(carries(new Track())).toBe(false);
  });

  it('are those that the page makes itself, while a camera is on', () => {
    expect(carries(new CanvasTrack())).toBe(false);
    const on = camera();
    expect(carries(new CanvasTrack())).toBe(true);
    expect(carries(new GeneratorTrack())).toBe(true);
    on.readyState = 'ended';
    expect(carries(new CanvasTrack())).toBe(false);
  });

  it('are clones of generators, which only the page’s world can report', () => {
    camera();
    const clone = new Track();
    fire(generatedEvent, clone);
    expect(carries(clone)).toBe(true);
  });

  it('are no screens, even if they are announced as a camera', () => {
    const screen = new Track();
    screen.settings = { displaySurface: 'window' };
    fire(trackEvent, screen);
    expect(carries(screen)).toBe(false);
    expect(watch.hasCamera()).toBe(false);
  });

  it.each(['text', 'detail'])('are none that the page marks as %s', (hint) => {
    const track = camera();
    track.contentHint = hint;
    expect(carries(track)).toBe(false);
  });

  it('are none that the page begins to make while a screen is shared', () => {
    camera();
    const transceiver = new Transceiver();
    const before = new CanvasTrack();
    transceiver.sender.track = before;
    fireOf(senderEvent, transceiver);
    const screen = new Track();
    fire(screenEvent, screen);
    const during = new CanvasTrack();
    expect(carries(before)).toBe(true);
    expect(carries(during)).toBe(false);
    screen.readyState = 'ended';
    expect(carries(during)).toBe(true);
  });
});

describe('the reason why a track carries no captions', () => {
  const reason = (track: Track) => watch.refusalOf(track as unknown as MediaStreamTrack);

  it.each(['text', 'detail'])('is that the page marks it as %s, whatever it shows', (hint) => {
    const [own, made] = [camera(), new CanvasTrack()];
    expect([reason(own), reason(made)]).toEqual([null, null]);
    own.contentHint = made.contentHint = hint;
    expect([reason(own), reason(made)]).toEqual(['document', 'document']);
    own.contentHint = 'motion';
    expect(reason(own)).toBeNull();
  });

  it('is the screen, for a screen and for a filter that is started while one is shared', () => {
    camera();
    const screen = new Track();
    screen.settings = { displaySurface: 'monitor' };
    fire(screenEvent, screen);
    const filter = new CanvasTrack();
    expect([reason(screen), reason(filter)]).toEqual(['screen', 'screen']);
    screen.readyState = 'ended';
    expect(reason(filter)).toBeNull();
  });

  it('is unknown for a received track, a file, and a canvas while no camera is on', () => {
    expect([reason(new Track()), reason(new CanvasTrack())]).toEqual(['unknown', 'unknown']);
  });
});

describe('a transceiver that the page sends video through', () => {
  it('is listed once, until its connection is closed', () => {
    const transceiver = new Transceiver();
    fireOf(senderEvent, transceiver);
    fireOf(senderEvent, transceiver);
    expect(watch.transceivers()).toEqual([transceiver]);
    expect(onChange).toHaveBeenCalledTimes(1);
    transceiver.currentDirection = 'stopped';
    expect(watch.transceivers()).toEqual([]);
  });

  it('is busy while the page replaces its track', () => {
    const transceiver = new Transceiver();
    const isBusy = () => watch.isBusy(transceiver as unknown as RTCRtpTransceiver);
    fireOf(senderEvent, transceiver);
    fireOf(replacingEvent, transceiver);
    expect(isBusy()).toBe(true);
    fireOf(replacedEvent, transceiver);
    expect(isBusy()).toBe(false);
    expect(onChange).toHaveBeenCalledTimes(2);
  });

  it('is not listed when the page forges it', () => {
    page.dispatchEvent(new Event(senderEvent));
    page.dispatchEvent(new RtcEvent(senderEvent, { transceiver: {} as Transceiver }));
    page.dispatchEvent(new Event(trackEvent));
    expect(watch.transceivers()).toEqual([]);
    expect(watch.hasCamera()).toBe(false);
  });

  it('is announced before a swap, to learn whether the page can notice it', () => {
    const announce = () =>
      watch.announce(
        new Transceiver() as unknown as RTCRtpTransceiver,
        new Track() as unknown as MediaStreamTrack,
      );
    expect(announce()).toBe(false);
    page.document.addEventListener(swapEvent, (event) => event.preventDefault());
    expect(announce()).toBe(true);
  });

  it('is announced by an event that is stopped, while those of camera tracks go on', () => {
    const received: string[] = [];
    for (const type of [trackEvent, screenEvent, generatedEvent, senderEvent])
      page.addEventListener(type, (event) => received.push(event.type));
    camera();
    fire(screenEvent, new Track());
    fire(generatedEvent, new Track());
    fireOf(senderEvent, new Transceiver());
    expect(received).toEqual([trackEvent]);
  });

  it('is released on dispose', () => {
    camera();
    fireOf(senderEvent, new Transceiver());
    watch.dispose();
    watch.dispose();
    onChange.mockClear();
    fireOf(senderEvent, new Transceiver());
    camera();
    expect(watch.transceivers()).toEqual([]);
    expect(onChange).not.toHaveBeenCalled();
    expect(observers.on).toBe(0);
  });
});

it('the watch keeps few tracks of a page that opens a thousand cameras', () => {
  const cameras = Array.from({ length: 1000 }, () => new Track());
  for (const camera of cameras) fire(trackEvent, camera);
  // The watch reads `readyState` of the tracks that it keeps only.
  const asked = new Set<Track>();
  for (const camera of cameras)
    Object.defineProperty(camera, 'readyState', {
      get() {
        asked.add(camera);
        return 'live';
      },
    });
  expect(watch.hasCamera()).toBe(true);
  expect(asked.size).toBe(maxLive);
  expect(asked.has(cameras[0]!) && asked.has(cameras.at(-1)!)).toBe(true);
});
