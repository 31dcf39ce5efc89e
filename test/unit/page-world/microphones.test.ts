import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  microphoneEvent,
  microphonesOffEvent,
  microphonesOnEvent,
} from '../../../src/page-world/events.ts';
import { createMicrophones, type Microphones } from '../../../src/page-world/microphones.ts';

class MediaStreamTrack {
  #state = 'live';
  readonly #kind: string;
  readonly label: string;
  constructor(label: string, kind = 'audio') {
    this.label = label;
    this.#kind = kind;
  }
  get kind() {
    return this.#kind;
  }
  get readyState() {
    return this.#state;
  }
  end() {
    this.#state = 'ended';
  }
  settings = {};
  getSettings() {
    return this.settings;
  }
}
class RTCRtpSender {
  held: MediaStreamTrack | null;
  constructor(held: MediaStreamTrack | null) {
    this.held = held;
  }
  get track() {
    return this.held;
  }
}
/** One that has come to the page by a way that is not tapped. */
function untapped(label: string): MediaStreamTrack {
  return Object.assign(new MediaStreamTrack(label), { settings: { deviceId: '1', groupId: '2' } });
}
class MediaStream {
  readonly tracks: MediaStreamTrack[];
  constructor(...tracks: MediaStreamTrack[]) {
    this.tracks = tracks;
  }
  getAudioTracks() {
    return this.tracks.filter(({ kind }) => kind === 'audio');
  }
}

class Window extends EventTarget {
  readonly EventTarget = EventTarget;
  readonly Event = Event;
  readonly MediaStream = MediaStream;
  readonly MediaStreamTrack = MediaStreamTrack;
  readonly RTCRtpSender = RTCRtpSender;
}

let window: Window;
let told: string[];
let microphones: Microphones;
beforeEach(() => {
  window = new Window();
  told = [];
  microphones = createMicrophones(
    window as unknown as Parameters<typeof createMicrophones>[0],
    (type, track) => {
      expect(type).toBe(microphoneEvent);
      told.push(track.label);
    },
  );
});

const ask = () => window.dispatchEvent(new Event(microphonesOnEvent));
const stopAsking = () => window.dispatchEvent(new Event(microphonesOffEvent));
function take(label: string, constraints: unknown = { audio: true }): MediaStreamTrack {
  const track = new MediaStreamTrack(label);
  microphones.took(new MediaStream(track, new MediaStreamTrack('camera', 'video')), constraints);
  return track;
}

describe('microphones', () => {
  it('are not handed over without a request', () => {
    take('a');
    expect(told).toEqual([]);
  });

  it('are handed over once requested: present ones and later ones', () => {
    take('a');
    ask();
    take('b');
    expect(told).toEqual(['a', 'b']);
  });

  it('are no longer handed over when they are no longer wanted', () => {
    ask();
    stopAsking();
    take('a');
    expect(told).toEqual([]);
  });

  it('are not handed over if they have ended', () => {
    take('a').end();
    take('b');
    ask();
    expect(told).toEqual(['b']);
  });

  it('are handed over as clones too, but clones of other sound are not', () => {
    ask();
    const track = take('a');
    const other = new MediaStreamTrack('far end');
    microphones.clonedTrack(track, new MediaStreamTrack('clone'));
    microphones.clonedTrack(other, new MediaStreamTrack('no'));
    microphones.clonedStream(
      new MediaStream(other, track),
      new MediaStream(new MediaStreamTrack('no'), new MediaStreamTrack('in a stream')),
    );
    expect(told).toEqual(['a', 'clone', 'in a stream']);
  });

  it('are handed over when the page sends them, though they were not given by a tapped method', () => {
    const sends = (sender: RTCRtpSender) =>
      microphones.sends(sender as unknown as Parameters<Microphones['sends']>[0]);
    const [first, empty] = [new RTCRtpSender(untapped('a')), new RTCRtpSender(null)];
    for (const sender of [first, first, empty, new RTCRtpSender(new MediaStreamTrack('a file'))])
      sends(sender);
    expect(told).toEqual([]);
    ask();
    expect(told).toEqual(['a']);
    told = [];
    // `replaceTrack` is not noticed by itself; the content script asks again and again.
    empty.held = untapped('b');
    ask();
    expect(new Set(told)).toEqual(new Set(['a', 'b']));
  });

  it('are handed over as clones of one that was not given by a tapped method', () => {
    ask();
    microphones.clonedTrack(untapped('a'), new MediaStreamTrack('clone'));
    microphones.clonedStream(
      new MediaStream(untapped('a')),
      new MediaStream(new MediaStreamTrack('in a stream')),
    );
    expect(told).toEqual(['clone', 'in a stream']);
  });

  it.each([
    { audio: { mandatory: { chromeMediaSource: 'desktop' } } },
    { audio: { mediaSource: 'audioCapture' } },
  ])("do not include the computer's own sound: %j", (constraints) => {
    ask();
    take('played', constraints);
    expect(told).toEqual([]);
  });

  it('are requested without the page seeing it', () => {
    const page = vi.fn();
    window.addEventListener(microphonesOnEvent, page, true);
    window.addEventListener(microphonesOffEvent, page);
    ask();
    stopAsking();
    expect(page).not.toHaveBeenCalled();
  });

  it('are not kept alive by the tap', () => {
    const made: unknown[] = [];
    const { deref } = WeakRef.prototype;
    const gone = vi.spyOn(WeakRef.prototype, 'deref').mockImplementation(function (this: unknown) {
      made.push(this);
      return undefined;
    });
    const world = new Window();
    const later = createMicrophones(
      world as unknown as Parameters<typeof createMicrophones>[0],
      (_, track) => told.push(track.label),
    );
    later.took(new MediaStream(new MediaStreamTrack('a')), { audio: true });
    world.dispatchEvent(new Event(microphonesOnEvent));
    gone.mockRestore();
    expect(WeakRef.prototype.deref).toBe(deref);
    // The only path back to the track is a weak reference; if it is empty, there is none.
    expect(made).toHaveLength(1);
    expect(told).toEqual([]);
  });
});
