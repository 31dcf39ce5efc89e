import { describe, expect, it } from 'vitest';
import {
  chooseTrack,
  type LiveTrack,
  type SentTrack,
  type Situation,
} from '../../../../src/content/cameras/choose.ts';

type Live = LiveTrack<string>;

/** `A1` and `A2` are tracks of camera `A`. */
const live = (track: string, more: Partial<Live> = {}): Live => ({
  track,
  device: track[0] as string,
  enabled: true,
  muted: false,
  rate: 30,
  pixels: 640 * 480,
  ...more,
});
const disabled = { enabled: false };
const held = (track: string, more: Partial<SentTrack<string>> = {}): SentTrack<string> => ({
  track,
  device: track[0] as string,
  seen: true,
  ...more,
});
/** A track that the page makes itself. */
const made = (seen = true): SentTrack<string> => ({ track: 'made', device: null, seen });

function choose(tracks: Live[], more: Partial<Situation<string>> = {}) {
  const calling = (more.sent ?? []).length > 0;
  const situation = { tracks, calling, sent: [], current: null, chosen: null, turn: null };
  return chooseTrack({ ...situation, ...more });
}

describe('before the page has sent a camera, it', () => {
  it('reads nothing without one', () => {
    expect(choose([])).toMatchObject({ track: null, shown: false, off: false });
  });

  it('reads the newest camera that is enabled', () => {
    expect(choose([live('A1'), live('B1')]).track).toBe('B1');
    expect(choose([live('A1'), live('B1', disabled)])).toMatchObject({ track: 'A1', shown: true });
    expect(choose([live('A1'), live('B1', { muted: true })]).track).toBe('A1');
  });

  it('keeps the newest when none is enabled, and says that the video is off', () => {
    const choice = choose([live('A1', disabled), live('B1', disabled)]);
    expect(choice).toMatchObject({ track: 'B1', shown: false, off: true });
  });

  it('does not say that the video is off when the camera gives nothing', () => {
    expect(choose([live('A1', { muted: true })])).toMatchObject({ shown: false, off: false });
  });
});

describe('once the page has sent a camera, it', () => {
  it('reads the camera that is sent, not a newer one beside it', () => {
    expect(choose([live('A1'), live('B1')], { sent: [held('A1')] }).track).toBe('A1');
  });

  it.each([
    ['a clone or a second request for the camera stays live', [live('A1', disabled), live('A2')]],
    ['another camera stays live', [live('A1', disabled), live('B1')]],
  ])('reads nothing while the sent track is disabled, though %s', (_, tracks) => {
    const choice = choose(tracks, { sent: [held('A1', { seen: false })] });
    expect(choice).toMatchObject({ track: 'A1', shown: false, off: true });
  });

  it.each<[string, SentTrack<string>[]]>([
    ['the sender holds nothing', []],
    ['the sender does not send', [held('A1', { seen: false })]],
    ['the sender holds a track that has ended', [held('A0', { seen: false })]],
    ['a made track is disabled', [made(false)]],
  ])('reads nothing while %s', (_, sent) => {
    const choice = choose([live('A1'), live('A2')], { sent, calling: true });
    expect(choice).toMatchObject({ track: null, shown: false, off: true });
  });

  it('reads the camera behind a picture that the page makes: the newest that is enabled', () => {
    expect(choose([live('A1'), live('B1', disabled)], { sent: [made()] }).track).toBe('A1');
    expect(choose([live('A1'), live('B1')], { sent: [made()] }).track).toBe('B1');
  });

  it('says that the video is off when the page blanks the camera behind what it makes', () => {
    const choice = choose([live('A1', disabled)], { sent: [made()] });
    expect(choice).toMatchObject({ track: 'A1', shown: false, off: true });
  });

  it('does not say that the video is off when the sent camera gives nothing', () => {
    const choice = choose([live('A1', { muted: true })], { sent: [held('A1')] });
    expect(choice).toMatchObject({ track: 'A1', shown: false, off: false });
  });

  it('reads the newest of several that are sent, or the one whose turn it is', () => {
    const tracks = [live('A1'), live('B1'), live('C1')];
    const sent = [held('B1'), held('A1')];
    expect(choose(tracks, { sent })).toMatchObject({ track: 'B1', rivals: ['A', 'B'] });
    expect(choose(tracks, { sent, turn: 'A' }).track).toBe('A1');
    expect(choose(tracks, { sent, turn: 'C' }).track).toBe('B1');
  });

  it('counts the camera behind a made picture among several that are sent', () => {
    const tracks = [live('A1'), live('B1')];
    expect(choose(tracks, { sent: [made(), held('B1')] }).rivals).toEqual(['A', 'B']);
  });

  it('has nothing to decide between several connections that send one camera', () => {
    const choice = choose([live('A1'), live('A2')], { sent: [held('A1'), held('A2')] });
    expect(choice.rivals).toEqual([]);
  });

  it('reads the newest again when the connections are closed', () => {
    expect(choose([live('A1'), live('B1')], { calling: false, sent: [] }).track).toBe('B1');
  });
});

describe("the user's choice", () => {
  it('comes before what is sent', () => {
    const tracks = [live('A1'), live('B1')];
    expect(choose(tracks, { chosen: 'B', sent: [held('A1')] }).track).toBe('B1');
    expect(choose(tracks, { chosen: 'A' }).track).toBe('A1');
  });

  it('waits while the page has that camera off', () => {
    expect(choose([live('A1')], { chosen: 'B', sent: [held('A1')] }).track).toBe('A1');
  });

  it('does not bring back what the user has switched off in the call', () => {
    const sent = [held('A1', { seen: false })];
    expect(choose([live('A1', disabled), live('B1')], { chosen: 'B', sent })).toMatchObject({
      shown: false,
      off: true,
    });
  });
});

describe('of the tracks of one camera, it', () => {
  const slow = live('A2', { rate: 1, pixels: 160 * 120 });
  it('reads the fast one, whichever is newer or sent', () => {
    expect(choose([live('A1'), slow]).track).toBe('A1');
    expect(choose([slow, live('A1')], { sent: [held('A2')] }).track).toBe('A1');
  });

  it('reads the fast one even if the slow one is larger', () => {
    const large = live('A2', { rate: 1, pixels: 1920 * 1080 });
    expect(choose([live('A1'), large]).track).toBe('A1');
    expect(choose([large, live('A1')]).track).toBe('A1');
  });

  it('reads the larger of two that are fast enough', () => {
    const large = live('A2', { rate: 20, pixels: 1280 * 720 });
    expect(choose([live('A1'), large]).track).toBe('A2');
    expect(choose([large, live('A1')]).track).toBe('A2');
  });

  it('reads a slow one while the fast one is disabled or gives nothing', () => {
    expect(choose([live('A1', disabled), slow])).toMatchObject({ track: 'A2', shown: true });
    expect(choose([live('A1', { muted: true }), slow]).track).toBe('A2');
  });

  it('stays with the one that it reads among equals, else takes the sent one', () => {
    const tracks = [live('A1'), live('A2'), live('A3')];
    expect(choose(tracks).track).toBe('A3');
    expect(choose(tracks, { current: 'A1' }).track).toBe('A1');
    expect(choose(tracks, { sent: [held('A2')] }).track).toBe('A2');
  });
});
