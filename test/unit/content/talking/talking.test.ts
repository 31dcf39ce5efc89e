import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  maxMicrophones,
  type TalkWatch,
  watchTalking,
} from '../../../../src/content/talking/talking.ts';
import {
  microphoneEvent,
  microphonesOffEvent,
  microphonesOnEvent,
} from '../../../../src/page-world/events.ts';
import { FakeObserver, FakeTrackEvent, FakeWindow } from '../fake-page.ts';
import { FakeTimers } from '../fake-runtime.ts';

class FakeTrack {
  readyState: 'live' | 'ended' = 'live';
  enabled = true;
  muted = false;
  readonly #kind: string;
  readonly #settings: object;
  constructor(kind = 'audio', settings = {}) {
    this.#kind = kind;
    this.#settings = settings;
  }
  getSettings(): object {
    return this.#settings;
  }
  get kind(): string {
    return this.#kind;
  }
}

/** What the browser says of a track of a microphone or camera. */
const device = { deviceId: 'a', groupId: 'b' };

interface FakeMeter {
  track: unknown;
  level(level: number): void;
  disposed: boolean;
}

let window: FakeWindow;
let timers: FakeTimers;
let meters: FakeMeter[];
let reported: boolean[];
let asked: string[];
let measurable: boolean;
let talk: TalkWatch;
/** What the page's elements hold. */
let onPage: FakeTrack[];

beforeEach(() => {
  vi.stubGlobal('MediaStreamTrack', FakeTrack);
  vi.stubGlobal('MediaStreamTrackEvent', FakeTrackEvent);
  vi.stubGlobal('MutationObserver', FakeObserver);
  window = new FakeWindow();
  timers = new FakeTimers();
  meters = [];
  reported = [];
  asked = [];
  measurable = true;
  onPage = [];
  for (const type of [microphonesOnEvent, microphonesOffEvent])
    window.addEventListener(type, () => asked.push(type));
  talk = watchTalking(
    window as unknown as Window,
    (talking) => reported.push(talking),
    (track, level) => {
      if (!measurable) throw new TypeError('cannot be read');
      const meter = { track, level, disposed: false };
      meters.push(meter);
      return {
        dispose: () => {
          meter.disposed = true;
        },
      };
    },
    timers,
    () => onPage as unknown as MediaStreamTrack[],
  );
});
afterEach(() => {
  talk.dispose();
  vi.unstubAllGlobals();
});

function give(track: unknown = new FakeTrack()): FakeTrack {
  window.document.dispatchEvent(new FakeTrackEvent(microphoneEvent, { track }));
  return track as FakeTrack;
}
/** Lets a meter report blocks of one level for `ms`. */
function play(meter: FakeMeter, level: number, ms: number): void {
  for (let t = 0; t < ms; t += 50) {
    timers.advance(50);
    meter.level(level);
  }
}
const begin = (meter: FakeMeter): void => {
  play(meter, -70, 500);
  play(meter, -20, 400);
};

describe('a page’s microphone', () => {
  it('is neither asked for nor listened to before it is wanted', () => {
    give();
    expect([asked, meters, timers.pending]).toEqual([[], [], 0]);
  });

  it('is asked for once, and reports when the user starts and stops talking', () => {
    talk.listen(true);
    talk.listen(true);
    expect(asked).toEqual([microphonesOnEvent]);
    give();
    begin(meters[0]!);
    expect(reported).toEqual([true]);
    expect(talk.talking).toBe(true);
    play(meters[0]!, -70, 1000);
    expect(reported).toEqual([true, false]);
  });

  it('is found in what the page shows, and asked for again, when the tap could not report it', () => {
    onPage = [
      new FakeTrack('audio', device),
      new FakeTrack('audio'),
      new FakeTrack('video', device),
    ];
    timers.advance(1000);
    expect(meters).toEqual([]);
    talk.listen(true);
    expect(meters.map(({ track }) => track)).toEqual([onPage[0]]);
    onPage.push(new FakeTrack('audio', device));
    timers.advance(1000);
    expect(meters.map(({ track }) => track)).toEqual([onPage[0], onPage[3]]);
    expect(asked).toEqual([microphonesOnEvent, microphonesOnEvent]);
  });

  it('is released when it is no longer wanted, and then reports silence', () => {
    talk.listen(true);
    give();
    begin(meters[0]!);
    talk.listen(false);
    expect(asked).toEqual([microphonesOnEvent, microphonesOffEvent]);
    expect(meters[0]!.disposed).toBe(true);
    expect(reported).toEqual([true, false]);
    expect(timers.pending).toBe(0);
    give();
    expect(meters).toHaveLength(1);
  });

  it('is released for good on dispose', () => {
    talk.listen(true);
    give();
    talk.dispose();
    talk.dispose();
    expect(meters[0]!.disposed).toBe(true);
    expect(asked).toEqual([microphonesOnEvent, microphonesOffEvent]);
    expect(timers.pending).toBe(0);
  });

  it.each([
    ['disabled', (track: FakeTrack) => Object.assign(track, { enabled: false })],
    ['muted', (track: FakeTrack) => Object.assign(track, { muted: true })],
  ])('is silent while it is %s, whatever it delivers', (_, close) => {
    talk.listen(true);
    close(give());
    begin(meters[0]!);
    expect(reported).toEqual([]);
  });

  it('is silent when it no longer delivers anything', () => {
    talk.listen(true);
    give();
    begin(meters[0]!);
    timers.advance(1500);
    expect(reported).toEqual([true, false]);
  });

  it('that has ended is released, and speech ends with it', () => {
    talk.listen(true);
    const track = give();
    begin(meters[0]!);
    track.readyState = 'ended';
    timers.advance(200);
    expect(meters[0]!.disposed).toBe(true);
    expect(reported).toEqual([true, false]);
    talk.listen(false);
    expect(timers.pending).toBe(0);
  });

  it('that is announced twice is measured once', () => {
    talk.listen(true);
    give(give());
    expect(meters).toHaveLength(1);
  });

  it('is measured beside others, of which the oldest is released if there are too many', () => {
    talk.listen(true);
    for (let i = 0; i <= maxMicrophones; i++) give();
    expect(meters.map(({ disposed }) => disposed)).toEqual([true, false, false, false, false]);
    begin(meters[2]!);
    expect(reported).toEqual([true]);
  });

  it('that cannot be measured is silent', () => {
    measurable = false;
    talk.listen(true);
    give();
    expect(reported).toEqual([]);
    talk.listen(false);
    expect(timers.pending).toBe(0);
  });

  it.each([
    ['a camera', () => new FakeTrack('video')],
    ['something that looks like a track', () => ({ kind: 'audio', readyState: 'live' })],
    ['a track that has ended', () => Object.assign(new FakeTrack(), { readyState: 'ended' })],
    ['null', () => null],
  ])('is never %s', (_, make) => {
    talk.listen(true);
    give(make());
    expect(meters).toEqual([]);
  });

  it.each([true, false])('is not seen by the page, wanted: %s', (wanted) => {
    talk.listen(wanted);
    const page = vi.fn();
    window.addEventListener(microphoneEvent, page, true);
    give();
    expect(page).not.toHaveBeenCalled();
  });

  it('is received again after document.open() has removed the listeners, once', () => {
    talk.listen(true);
    FakeObserver.reopen();
    give();
    expect(meters).toHaveLength(1);
  });
});
