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
  constructor(kind = 'audio') {
    this.#kind = kind;
  }
  get kind(): string {
    return this.#kind;
  }
}

interface FakeMeter {
  track: unknown;
  level(level: number): void;
  disposed: boolean;
}

let window: FakeWindow;
let timers: FakeTimers;
let meters: FakeMeter[];
let heard: boolean[];
let asked: string[];
let measurable: boolean;
let talk: TalkWatch;

beforeEach(() => {
  vi.stubGlobal('MediaStreamTrack', FakeTrack);
  vi.stubGlobal('MediaStreamTrackEvent', FakeTrackEvent);
  vi.stubGlobal('MutationObserver', FakeObserver);
  window = new FakeWindow();
  timers = new FakeTimers();
  meters = [];
  heard = [];
  asked = [];
  measurable = true;
  for (const type of [microphonesOnEvent, microphonesOffEvent])
    window.addEventListener(type, () => asked.push(type));
  talk = watchTalking(
    window as unknown as Window,
    (speaking) => heard.push(speaking),
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
/** Blocks of one level from a meter, as they come. */
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
  it('is neither asked for nor listened to before that is wanted', () => {
    give();
    expect([asked, meters, timers.pending]).toEqual([[], [], 0]);
  });

  it('is asked for once, and tells when the user begins and stops to speak', () => {
    talk.listen(true);
    talk.listen(true);
    expect(asked).toEqual([microphonesOnEvent]);
    give();
    begin(meters[0]!);
    expect(heard).toEqual([true]);
    expect(talk.talking).toBe(true);
    play(meters[0]!, -70, 1000);
    expect(heard).toEqual([true, false]);
  });

  it('is let go of, and silent, when it is no longer wanted', () => {
    talk.listen(true);
    give();
    begin(meters[0]!);
    talk.listen(false);
    expect(asked).toEqual([microphonesOnEvent, microphonesOffEvent]);
    expect(meters[0]!.disposed).toBe(true);
    expect(heard).toEqual([true, false]);
    expect(timers.pending).toBe(0);
    give();
    expect(meters).toHaveLength(1);
  });

  it('is let go of for good on dispose', () => {
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
  ])('is silent while it is %s, whatever comes out of it', (_, close) => {
    talk.listen(true);
    close(give());
    begin(meters[0]!);
    expect(heard).toEqual([]);
  });

  it('is silent when nothing comes out of it any more', () => {
    talk.listen(true);
    give();
    begin(meters[0]!);
    timers.advance(1500);
    expect(heard).toEqual([true, false]);
  });

  it('that has ended is let go of, and speech with it', () => {
    talk.listen(true);
    const track = give();
    begin(meters[0]!);
    track.readyState = 'ended';
    timers.advance(200);
    expect(meters[0]!.disposed).toBe(true);
    expect(heard).toEqual([true, false]);
    expect(timers.pending).toBe(0);
  });

  it('that is told twice is measured once', () => {
    talk.listen(true);
    give(give());
    expect(meters).toHaveLength(1);
  });

  it('counts beside others, of which the oldest is let go when there are too many', () => {
    talk.listen(true);
    for (let i = 0; i <= maxMicrophones; i++) give();
    expect(meters.map(({ disposed }) => disposed)).toEqual([true, false, false, false, false]);
    begin(meters[2]!);
    expect(heard).toEqual([true]);
  });

  it('that cannot be measured is silent', () => {
    measurable = false;
    talk.listen(true);
    give();
    expect([heard, timers.pending]).toEqual([[], 0]);
  });

  it.each([
    ['a camera', () => new FakeTrack('video')],
    ['something that looks like a track', () => ({ kind: 'audio', readyState: 'live' })],
    ['a track that has ended', () => Object.assign(new FakeTrack(), { readyState: 'ended' })],
    ['nothing', () => null],
  ])('is not %s', (_, make) => {
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

  it('is heard again after document.open() took the listeners away, once', () => {
    talk.listen(true);
    FakeObserver.reopen();
    give();
    expect(meters).toHaveLength(1);
  });
});
