/**
 * A participant of Janus' video room on its demo page, driven by the page's own buttons and, where
 * there are none, by its objects of janus.js.
 */
import type { Page } from 'puppeteer-core';
import type { Diagnostics } from '../../../src/content/diagnostics.ts';
import type { ExtensionBrowser } from '../../../tools/lib/browsers/chromium.ts';
import type { FirefoxBrowser } from '../../../tools/lib/browsers/firefox.ts';
import type { Tab } from '../../../tools/lib/browsers/tabs.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { type CallServer, findJanus, noJanus } from '../../../tools/lib/servers/janus.ts';
import { captionsShown, counters, openCall } from '../../../tools/start/call.ts';

/** The call server of this machine. Without one it is null, a warning says so, and tests are skipped. */
export const janus = findJanus();
if (!janus) console.warn(noJanus);

interface TrackWish {
  type: 'video' | 'screen';
  mid?: string | null;
  add?: boolean;
  capture: boolean;
  recv: boolean;
}

/** The part of janus.js' plugin handle that the tests use. */
interface PluginHandle {
  webrtcStuff: { pc: RTCPeerConnection; myStream: MediaStream };
  muteVideo(): void;
  unmuteVideo(): void;
  replaceTracks(how: { tracks: TrackWish[]; success(): void; error(reason: unknown): void }): void;
  createOffer(how: {
    tracks: TrackWish[];
    success(jsep: unknown): void;
    error(reason: unknown): void;
  }): void;
  send(what: { message: Record<string, unknown>; jsep: unknown }): void;
}

declare global {
  /** The demo page's own handle, with which it publishes. */
  var sfutest: PluginHandle;
}

export interface Participant {
  name: string;
  page: Page;
  tab: Tab;
  /** What the content script counted so far; null when there is none. */
  counters(): Promise<Omit<Diagnostics, 'stages'> | null>;
  /** The captions that the page shows now. */
  lines(): Promise<string[]>;
  /** An extension page. */
  desk(): Promise<Page>;
  /** The hosts of the page's requests, and errors that it did not catch. */
  asked: Set<string>;
  errors: string[];
}

/** A blob's address names the page that made it. */
function hostOf(address: string): string {
  const { protocol, hostname, origin } = new URL(address);
  return protocol === 'blob:' ? new URL(origin).hostname : hostname;
}

async function ready(who: Omit<Participant, 'asked' | 'errors'>): Promise<Participant> {
  const asked = new Set<string>();
  const errors: string[] = [];
  who.page.on('request', (request) => asked.add(hostOf(request.url())));
  who.page.on('pageerror', (error) => errors.push(String(error)));
  // Loads it again: its scripts came before anybody listened.
  await who.page.reload();
  await until(
    `${who.name} has captions on`,
    async () => {
      const now = await who.counters();
      if (now?.problem) throw new Error(`Captions cannot start: ${now.problem}.`);
      return now?.ready;
    },
    150_000,
  );
  return { ...who, asked, errors };
}

const pageOf = (server: CallServer): string => `${server.url}videoroomtest.html`;

/** Opens the demo page in Chromium with captions on; does not join yet. */
export async function openRoom(
  server: CallServer,
  name: string,
  browser: ExtensionBrowser,
): Promise<Participant> {
  const tab = await openCall(browser, { url: pageOf(server), vocabulary: 'call-gestures' });
  const { page } = tab;
  return ready({
    name,
    page,
    tab,
    counters: () => counters(page),
    lines: () => captionsShown(page),
    desk: () => browser.desk(),
  });
}

/** The same in Firefox. */
export async function openRoomInFirefox(
  server: CallServer,
  name: string,
  firefox: FirefoxBrowser,
): Promise<Participant> {
  const tab = await firefox.open(pageOf(server));
  await firefox.setCaptions(tab, true);
  return ready({
    name,
    page: tab.page,
    tab,
    counters: () => firefox.counters(tab),
    lines: () => firefox.textByClass(tab, 'line'),
    desk: () => firefox.desk(),
  });
}

/** Joins, publishes, and waits until the camera is watched. */
export async function enter(who: Participant): Promise<void> {
  const { name, page } = who;
  await page.waitForSelector('#start:enabled');
  await page.click('#start');
  await page.waitForSelector('#username', { visible: true });
  await page.type('#username', name);
  await page.click('#register');
  await cameraComes(who);
}

export async function cameraComes({ name, counters }: Participant): Promise<void> {
  await until(`the camera of ${name} is watched`, async () => {
    return (await counters())?.firstTimestamp != null;
  });
}

/** Leaves: the page says goodbye to the server and reloads itself. */
export async function leave({ page }: Participant): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.click('#start')]);
}

/** Mutes as `sfutest.muteVideo` does: the track stays and is disabled. */
export function mute({ page }: Participant, muted: boolean): Promise<void> {
  return page.evaluate(
    (muted) => (muted ? globalThis.sfutest.muteVideo() : globalThis.sfutest.unmuteVideo()),
    muted,
  );
}

/** Puts something else into the camera's sender, without a new negotiation. */
function replace({ page }: Participant, type: 'video' | 'screen'): Promise<void> {
  return page.evaluate(
    (type) =>
      new Promise<void>((done, fail) => {
        const { pc } = globalThis.sfutest.webrtcStuff;
        const line = pc.getTransceivers().find(({ sender }) => sender.track?.kind === 'video');
        globalThis.sfutest.replaceTracks({
          tracks: [{ type, mid: line!.mid, capture: true, recv: false }],
          success: done,
          error: fail,
        });
      }),
    type,
  );
}

/**
 * Puts another camera into the same sender. The fake camera is one device that shows its next clip
 * when it is opened again, so the page stops it first.
 */
export async function switchCamera(who: Participant): Promise<void> {
  await who.page.evaluate(() => {
    for (const track of globalThis.sfutest.webrtcStuff.myStream.getVideoTracks()) track.stop();
  });
  await replace(who, 'video');
}

/** Shares the tab that the browser chooses in place of the camera, which janus.js leaves on. */
export function shareInstead(who: Participant): Promise<void> {
  return replace(who, 'screen');
}

/** Shares the tab that the browser chooses beside the camera. */
export function share({ page }: Participant): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((done, fail) => {
        const { sfutest } = globalThis;
        sfutest.createOffer({
          tracks: [{ type: 'screen', add: true, capture: true, recv: false }],
          success(jsep) {
            sfutest.send({ message: { request: 'configure', audio: true, video: true }, jsep });
            done();
          },
          error: fail,
        });
      }),
  );
}

/** The tracks in the senders of video, as the page sees them. */
export function sends({ page }: Participant): Promise<string[]> {
  return page.evaluate(() => {
    const { pc, myStream } = globalThis.sfutest.webrtcStuff;
    const own: MediaStreamTrack[] = myStream.getVideoTracks();
    const sent = pc.getSenders().flatMap(({ track }) => (track?.kind === 'video' ? [track] : []));
    return sent.map((track) => {
      if (!own.includes(track)) return 'foreign';
      return track.getSettings().displaySurface ?? 'camera';
    });
  });
}

export interface Seen {
  /** How many frames were decoded so far. */
  frames: number;
  /** Shares of nearly white and nearly black pixels at the foot, where captions are drawn. */
  foot: { white: number; black: number };
  /** Share of nearly black pixels in the whole frame. */
  black: number;
}

/** White letters on a nearly black box: no clip has white there. */
export const isCaption = (seen: Seen | undefined): boolean =>
  seen !== undefined && seen.foot.white > 0.02 && seen.foot.black > 0.4;

/**
 * What a participant sees of the others in a tile: a reading of the current frame of each video
 * that has one, in the order in which they came.
 */
export function seesIn({ page }: Participant, tile = 1): Promise<Seen[]> {
  return page.$$eval(`#videoremote${tile} video`, (videos) =>
    (videos as HTMLVideoElement[]).flatMap((video) => {
      const { videoWidth: width, videoHeight: height } = video;
      if (width === 0) return [];
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d', { willReadFrequently: true })!;
      context.drawImage(video, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      const foot = { white: 0, black: 0, pixels: 0 };
      let black = 0;
      for (let i = 0; i < data.length; i += 4) {
        const light = 0.299 * data[i]! + 0.587 * data[i + 1]! + 0.114 * data[i + 2]!;
        if (light < 40) black++;
        const x = ((i / 4) % width) / width;
        const y = Math.floor(i / 4 / width) / height;
        if (x < 0.4 || x > 0.6 || y < 0.87 || y > 0.95) continue;
        foot.pixels++;
        if (light > 200) foot.white++;
        if (light < 40) foot.black++;
      }
      return [
        {
          frames: video.getVideoPlaybackQuality().totalVideoFrames,
          foot: { white: foot.white / foot.pixels, black: foot.black / foot.pixels },
          black: (4 * black) / data.length,
        },
      ];
    }),
  );
}

/** Waits until a participant has seen this many more frames in a tile. */
export async function picturesCome(who: Participant, count = 10, tile = 1): Promise<void> {
  const frames = async (): Promise<number> => (await seesIn(who, tile))[0]?.frames ?? 0;
  const before = await frames();
  await until(`${who.name} sees ${count} more frames`, async () => {
    return (await frames()) >= before + count;
  });
}

/** Gestures captioned so far in a participant's page. */
export async function captioned({ counters }: Participant): Promise<string[]> {
  return ((await counters())?.captions ?? []).map(({ gesture }) => gesture);
}

/** Waits for this many more captions. @returns the new ones */
export async function captionsGoOn(who: Participant, count = 1): Promise<string[]> {
  const before = (await captioned(who)).length;
  return until(
    `${who.name} gets ${count} more captions`,
    async () => {
      const fresh = (await captioned(who)).slice(before);
      return fresh.length >= count && fresh;
    },
    90_000,
  );
}

/** Sets whether captions are drawn into the sent video, as the options page stores it. */
export async function setOutgoing({ desk }: Participant, outgoing: boolean): Promise<void> {
  const page = await desk();
  await page.evaluate(async (outgoing) => {
    const { settings } = await chrome.storage.local.get('settings');
    await chrome.storage.local.set({
      settings: { version: 2, ...(settings as object), outgoing },
    });
  }, outgoing);
}
