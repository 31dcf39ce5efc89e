import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Cameras } from '../../../../src/content/cameras/chooser.ts';
import { lookMs, noHandMs } from '../../../../src/content/cameras/patrol.ts';
import { type TrackWatch, watchTracks } from '../../../../src/content/tracks.ts';
import { knownEvent, trackEvent } from '../../../../src/page-world/events.ts';
import { FakeObserver, FakeTrackEvent, FakeWindow } from '../fake-page.ts';
import { FakeTimers } from '../fake-runtime.ts';
import { FakeSender, FakeTrack, fakeSenders } from './fake-cameras.ts';

class TopWindow extends FakeWindow {
  readonly parent = this;
}

let window: TopWindow;
let timers: FakeTimers;
let senders: ReturnType<typeof fakeSenders>;
let reported: string[];
let cameras: Cameras | null;
let watch: TrackWatch;
/** What the page's elements hold. */
let onPage: FakeTrack[];
/** What another frame captions. */
let elsewhere: Set<unknown>;
let followed: { onTracks(tracks: FakeTrack[]): void; signal: AbortSignal }[];

beforeEach(() => {
  vi.stubGlobal('MediaStreamTrack', FakeTrack);
  vi.stubGlobal('MediaStreamTrackEvent', FakeTrackEvent);
  vi.stubGlobal('MutationObserver', FakeObserver);
  window = new TopWindow();
  timers = new FakeTimers();
  senders = fakeSenders();
  reported = [];
  cameras = null;
  onPage = [];
  elsewhere = new Set();
  followed = [];
  watch = watchTracks(
    window as unknown as Window,
    {
      onTrack: (track) => reported.push(track?.label ?? 'none'),
      onShown: (shown) => reported.push(shown ? 'shown' : 'dark'),
      onFailure: (kind) => reported.push(kind),
      onCameras: (list) => {
        cameras = list;
      },
    },
    timers,
    senders,
    {
      find: () => onPage as unknown as MediaStreamTrack[],
      follow: (_, onTracks, signal) =>
        followed.push({ onTracks: onTracks as (tracks: unknown[]) => void, signal }),
      isKnownElsewhere: (_, track) => elsewhere.has(track),
    },
  );
});
afterEach(() => {
  watch.dispose();
  vi.unstubAllGlobals();
});

function give(track: FakeTrack): FakeTrack {
  window.document.dispatchEvent(new FakeTrackEvent(trackEvent, { track }));
  return track;
}
function send(track: FakeTrack | null): FakeSender {
  const sender = new FakeSender(track);
  senders.all.push(sender);
  timers.advance(1000);
  return sender;
}

describe('a camera that is sent', () => {
  it('is read, and not a newer one, until its connection is closed', () => {
    const sender = send(give(new FakeTrack('a')));
    give(new FakeTrack('b'));
    expect(reported).toEqual(['a']);
    sender.currentDirection = 'stopped';
    watch.check();
    expect(reported).toEqual(['a', 'b']);
  });

  it('is read until the other side has closed the connection', () => {
    const { sender } = send(give(new FakeTrack('a')));
    give(new FakeTrack('b'));
    sender.transport.state = 'closed';
    watch.check();
    expect(reported).toEqual(['a', 'b']);
  });

  it('is known at the next frame, so that a newer one never takes its place', () => {
    const first = give(new FakeTrack('a'));
    senders.all.push(new FakeSender(first));
    give(new FakeTrack('b'));
    expect(reported).toEqual(['a']);
  });

  it('is no longer read at the next frame once the sender holds nothing, though it is live', () => {
    const sender = send(give(new FakeTrack('a')));
    sender.sender.track = null;
    watch.check();
    expect(reported).toEqual(['a', 'none']);
    expect(watch.off).toBe(true);
  });

  it('is no longer read once the connection only receives', () => {
    const sender = send(give(new FakeTrack('a')));
    sender.direction = 'recvonly';
    watch.check();
    expect(reported).toEqual(['a', 'none']);
  });

  it('is dark, and its clone is not read, while it is disabled', () => {
    const own = give(new FakeTrack('own', 'a'));
    send(own);
    give(new FakeTrack('clone', 'a'));
    own.enabled = false;
    watch.check();
    expect([reported, watch.off]).toEqual([['own', 'dark'], true]);
    own.enabled = true;
    watch.check();
    expect([reported, watch.off]).toEqual([['own', 'dark', 'shown'], false]);
  });

  it('is known by our stand-in for it', () => {
    const own = give(new FakeTrack('own', 'a'));
    const sender = send(own);
    const standIn = new FakeTrack('stand-in', null);
    senders.ownOf = (track) => ((track as unknown) === standIn ? own : track) as MediaStreamTrack;
    sender.sender.track = standIn;
    give(new FakeTrack('b'));
    timers.advance(1000);
    expect(reported).toEqual(['own']);
  });

  it('is the camera behind a picture that the page makes, until that is disabled', () => {
    give(new FakeTrack('a'));
    const blurred = new FakeTrack('blurred', null);
    senders.made.add(blurred);
    send(blurred);
    expect(reported).toEqual(['a']);
    blurred.enabled = false;
    watch.check();
    expect(reported).toEqual(['a', 'none']);
  });

  it('is not a track that the page received and sends on', () => {
    give(new FakeTrack('a'));
    send(new FakeTrack('received', null));
    expect(reported).toEqual(['a']);
  });

  it('shares the watch with another that is sent, by the hand', () => {
    send(give(new FakeTrack('a')));
    send(give(new FakeTrack('b')));
    timers.advance(noHandMs + 1000);
    expect(reported).toEqual(['a', 'b']);
    watch.sawHand();
    timers.advance(noHandMs - 1000);
    expect(reported).toEqual(['a', 'b']);
    timers.advance(1000 + lookMs);
    expect(reported).toEqual(['a', 'b', 'a', 'b']);
  });
});

describe('a camera that the tap has not reported', () => {
  const hidden = () => new FakeTrack('hidden');

  it('is found among what the page sends, and counts as a camera there', () => {
    const add = vi.spyOn(senders, 'addCamera');
    const track = hidden();
    watch.seek(true);
    send(track);
    expect(reported).toEqual(['hidden']);
    expect(add).toHaveBeenCalledWith(track);
  });

  it('is found in an element at once, or within a second', () => {
    watch.seek(true);
    followed[0]!.onTracks([hidden()]);
    expect(reported).toEqual(['hidden']);
    onPage = [new FakeTrack('later')];
    timers.advance(1000);
    expect(reported).toEqual(['hidden', 'later']);
  });

  it('is looked for only while captions are on', () => {
    onPage = [hidden()];
    timers.advance(5000);
    expect([reported, timers.pending]).toEqual([[], 0]);
    watch.seek(true);
    watch.seek(true);
    expect([reported, followed.length]).toEqual([['hidden'], 1]);
    onPage[0]!.readyState = 'ended';
    watch.seek(false);
    expect(followed[0]!.signal.aborted).toBe(true);
    expect([reported, timers.pending]).toEqual([['hidden', 'none'], 0]);
  });

  it.each([
    ['received or made', () => new FakeTrack('other', null)],
    ['of a microphone', () => new FakeTrack('other', 'a', 'audio')],
    [
      'of a screen',
      () => Object.assign(new FakeTrack('other'), { settings: { displaySurface: 'window' } }),
    ],
  ])('is never one that is %s', (_, make) => {
    onPage = [make()];
    watch.seek(true);
    send(make());
    expect(reported).toEqual([]);
  });

  it('is left to another frame of the tab that captions it already', () => {
    onPage = [hidden()];
    elsewhere.add(onPage[0]);
    watch.seek(true);
    expect(reported).toEqual([]);
    elsewhere.clear();
    timers.advance(1000);
    expect(reported).toEqual(['hidden']);
  });

  it('ends with the watch, which leaves nothing behind', () => {
    onPage = [hidden()];
    watch.seek(true);
    watch.dispose();
    expect([followed[0]!.signal.aborted, timers.pending]).toEqual([true, 0]);
  });
});

describe('another frame that asks for a track', () => {
  const asks = (track: FakeTrack): boolean => {
    const event = new FakeTrackEvent(knownEvent, { track, cancelable: true });
    return window.document.dispatchEvent(event);
  };

  it('learns that the tap has reported it here, which no page learns anything from', () => {
    const track = give(new FakeTrack('a'));
    onPage = [new FakeTrack('found')];
    for (const on of [false, true, false]) {
      watch.seek(on);
      expect(asks(track)).toBe(false);
      expect(asks(onPage[0]!)).toBe(true);
      expect(asks(new FakeTrack('unknown'))).toBe(true);
    }
    expect(reported).toContain('found');
  });

  it("is not heard by the page's own listeners", () => {
    const page = vi.fn();
    window.addEventListener(knownEvent, page, true);
    asks(give(new FakeTrack('a')));
    expect(page).not.toHaveBeenCalled();
  });
});

describe('the list of cameras', () => {
  beforeEach(() => watch.seek(true));

  it('is not made while captions are off', () => {
    watch.seek(false);
    give(new FakeTrack('Front'));
    timers.advance(1000);
    expect(cameras?.list ?? []).toEqual([]);
    watch.seek(true);
    expect(cameras?.list).toHaveLength(1);
  });

  it('names each camera once, without the id that the page has for it', () => {
    give(new FakeTrack('Front', 'front-id'));
    give(new FakeTrack('Front', 'front-id'));
    give(new FakeTrack('Desk', 'desk-id'));
    timers.advance(1000);
    expect(cameras?.list.map(({ label }) => label)).toEqual(['Front', 'Desk']);
    expect(JSON.stringify(cameras)).not.toMatch(/front-id|desk-id/);
    expect(cameras?.watched).toBe(cameras?.list[1]?.id);
  });

  it('lets the user choose, and take the choice back', () => {
    give(new FakeTrack('a'));
    give(new FakeTrack('b'));
    timers.advance(1000);
    const id = cameras?.list[0]?.id ?? '';
    watch.choose(id);
    expect([reported.at(-1), cameras?.chosen, cameras?.watched]).toEqual(['a', id, id]);
    watch.choose('');
    expect([reported.at(-1), cameras?.chosen]).toEqual(['b', null]);
  });

  it('keeps the choice while the page turns that camera off and on', () => {
    const a = give(new FakeTrack('a'));
    give(new FakeTrack('b'));
    timers.advance(1000);
    watch.choose(cameras?.list[0]?.id ?? '');
    a.readyState = 'ended';
    watch.check();
    expect(reported.at(-1)).toBe('b');
    give(new FakeTrack('a again', 'a'));
    expect(reported.at(-1)).toBe('a again');
  });

  it('is reported once a second, however often the page opens and closes cameras', () => {
    const reports = vi.fn();
    const other = watchTracks(
      window as unknown as Window,
      { onTrack() {}, onShown() {}, onFailure() {}, onCameras: reports },
      timers,
      null,
      { find: () => [], follow() {}, isKnownElsewhere: () => false },
    );
    other.seek(true);
    watch.dispose();
    for (let i = 0; i < 1000; i++) give(new FakeTrack(`${i}`)).readyState = 'ended';
    expect(reports.mock.calls.length).toBeLessThan(2);
    give(new FakeTrack('last'));
    timers.advance(1000);
    expect(reports.mock.lastCall?.[0].list).toEqual([{ id: expect.any(String), label: 'last' }]);
    other.dispose();
  });

  it('is short, whatever a page opens', () => {
    for (let i = 0; i < 30; i++) give(new FakeTrack(`${i} ${'x'.repeat(500)}`, `${i}`));
    timers.advance(1000);
    expect(cameras?.list).toHaveLength(8);
    expect(cameras?.list.every(({ label }) => label.length <= 100)).toBe(true);
  });
});
