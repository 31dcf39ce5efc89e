// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lookMs, watchSentPictures } from '../../../../src/content/outgoing/sent-pictures.ts';
import type { SentLook } from '../../../../src/outgoing/layout.ts';
import { sentLook } from '../../../../src/outgoing/sent-look.ts';
import type { ClearRoom } from '../../../../src/overlay/types.ts';
import { defaultSettings } from '../../../../src/settings/schema.ts';
import { FakeTimers } from '../fake-runtime.ts';

const track = {} as MediaStreamTrack;
let timers: FakeTimers;
let rooms: ClearRoom[];
let look: SentLook | null;
let carried: Set<MediaStreamTrack>;
let stop: () => void;

/** A video that fills the window and plays this track. */
const addVideo = (played: MediaStreamTrack): void => {
  const video = document.createElement('video');
  const height = window.innerHeight;
  video.getBoundingClientRect = () => new DOMRect(0, 0, window.innerWidth, height);
  for (const [name, value] of Object.entries({
    srcObject: { getVideoTracks: () => [played] },
    videoWidth: window.innerWidth,
    videoHeight: height,
  }))
    Object.defineProperty(video, name, { value });
  document.body.append(video);
};

beforeEach(() => {
  timers = new FakeTimers();
  rooms = [];
  look = sentLook(defaultSettings, 'ltr');
  carried = new Set([track]);
  const outgoing = {
    get sentLook() {
      return look;
    },
    carried: () => carried,
  };
  stop = watchSentPictures({ window, outgoing, timers, onRoom: (room) => rooms.push(room) });
});
afterEach(() => {
  stop();
  document.body.replaceChildren();
});

describe('the overlay', () => {
  it('leaves room for the caption in a picture that came back, as long as it is shown', () => {
    addVideo(track);
    timers.advance(lookMs);
    expect(rooms).toHaveLength(1);
    expect(rooms[0]?.below).toBeGreaterThan(0);
    timers.advance(lookMs);
    expect(rooms).toHaveLength(1);
    document.body.replaceChildren();
    timers.advance(lookMs);
    expect(rooms.at(-1)).toEqual({ above: 0, below: 0 });
  });

  it('leaves none for other pictures, nor while others see no captions', () => {
    addVideo({} as MediaStreamTrack);
    timers.advance(lookMs);
    look = null;
    addVideo(track);
    timers.advance(lookMs);
    expect(rooms).toEqual([]);
  });

  it('leaves none in a page that has overwritten its own methods', () => {
    Object.defineProperty(document, 'querySelectorAll', { value: null, configurable: true });
    timers.advance(lookMs);
    expect(rooms).toEqual([]);
    Reflect.deleteProperty(document, 'querySelectorAll');
  });

  it('stops looking when it ends', () => {
    stop();
    expect(timers.pending).toBe(0);
    addVideo(track);
    window.dispatchEvent(new Event('resize'));
    expect(rooms).toEqual([]);
  });
});
