/**
 * A participant of Janus' video room, as its demo page has it: by the page's own buttons, and where
 * it has none, by the page's own objects of janus.js.
 */
import type { Page } from 'puppeteer-core';
import { type ExtensionBrowser, type Tab, until } from '../../../tools/browser.ts';
import type { CallServer } from '../../../tools/janus.ts';
import { counters, openCall } from '../../../tools/start/call.ts';
import type { FakeCamera } from '../harness.ts';

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
  /** The demo page's own: what it publishes with. */
  var sfutest: PluginHandle;
}

export interface Participant {
  name: string;
  browser: ExtensionBrowser;
  camera: FakeCamera;
  tab: Tab;
  /** Machines that the page asked for anything, and errors that it did not catch. */
  asked: Set<string>;
  errors: string[];
}

/** Opens the demo page with captions on; does not join yet. */
export async function openRoom(
  server: CallServer,
  name: string,
  browser: ExtensionBrowser,
  camera: FakeCamera,
): Promise<Participant> {
  const url = `${server.url}videoroomtest.html`;
  const tab = await openCall(browser, { url, vocabulary: 'call-gestures' });
  const asked = new Set<string>();
  const errors: string[] = [];
  tab.page.on('request', (request) => asked.add(new URL(request.url()).hostname));
  tab.page.on('pageerror', (error) => errors.push(String(error)));
  // Its scripts came before anybody listened: once more.
  await tab.page.reload();
  await until('captions are on again', async () => (await counters(tab.page))?.ready);
  return { name, browser, camera, tab, asked, errors };
}

/** Joins and publishes; the camera is on and watched then. */
export async function enter({ name, tab: { page } }: Participant): Promise<void> {
  await page.waitForSelector('#start:enabled');
  await page.click('#start');
  await page.waitForSelector('#username', { visible: true });
  await page.type('#username', name);
  await page.click('#register');
  await cameraComes(page);
}

export async function cameraComes(page: Page): Promise<void> {
  await until('the camera is watched', async () => (await counters(page))?.firstTimestamp != null);
}

/** The page says good-bye to the server and loads itself anew. */
export async function leave({ tab: { page } }: Participant): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.click('#start')]);
}

/** As `sfutest.muteVideo` does: the track stays and is disabled. */
export function mute({ tab: { page } }: Participant, muted: boolean): Promise<void> {
  return page.evaluate(
    (muted) => (muted ? globalThis.sfutest.muteVideo() : globalThis.sfutest.unmuteVideo()),
    muted,
  );
}

/** Something else in the camera's sender, without negotiating anew. */
function replace({ tab: { page } }: Participant, type: 'video' | 'screen'): Promise<void> {
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
 * Another camera in the same sender. The fake camera is one device, which shows its next clip when
 * it is opened anew: so the page lets go of the first before.
 */
export async function switchCamera(who: Participant): Promise<void> {
  await who.tab.page.evaluate(() => {
    for (const track of globalThis.sfutest.webrtcStuff.myStream.getVideoTracks()) track.stop();
  });
  await replace(who, 'video');
}

/** The tab that the browser was told to choose, in place of the camera; janus.js leaves that on. */
export function shareInstead(who: Participant): Promise<void> {
  return replace(who, 'screen');
}

/** Shares the tab that the browser was told to choose, beside the camera. */
export function share({ tab: { page } }: Participant): Promise<void> {
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

/** What the senders of video hold, as the page sees it. */
export function sends({ tab: { page } }: Participant): Promise<string[]> {
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
  /** Pictures decoded so far. */
  frames: number;
  /** Shares of nearly white and nearly black pixels at the foot, where a caption stands. */
  foot: { white: number; black: number };
  /** Share of nearly black pixels in the whole. */
  black: number;
}

/** White letters on a nearly black box: no clip has white there. */
export const isCaption = (seen: Seen | undefined): boolean =>
  seen !== undefined && seen.foot.white > 0.02 && seen.foot.black > 0.4;

/**
 * What a participant sees of the others in a tile: a reading of the decoded picture of each video
 * that has one, in the order in which they came.
 */
export function seesIn({ tab: { page } }: Participant, tile = 1): Promise<Seen[]> {
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

/** Waits until a participant has seen so many more pictures in a tile. */
export async function picturesCome(who: Participant, count = 10, tile = 1): Promise<void> {
  const frames = async (): Promise<number> => (await seesIn(who, tile))[0]?.frames ?? 0;
  const before = await frames();
  await until(`${who.name} sees ${count} more pictures`, async () => {
    return (await frames()) >= before + count;
  });
}

/** Gestures captioned so far in a participant's page. */
export async function captioned({ tab: { page } }: Participant): Promise<string[]> {
  return ((await counters(page))?.captions ?? []).map(({ gesture }) => gesture);
}

/** Waits for captions beyond those. @returns the new ones */
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

/** Whether captions are drawn into the sent picture, as the options page stores it. */
export async function setOutgoing({ browser }: Participant, outgoing: boolean): Promise<void> {
  const desk = await browser.desk();
  await desk.evaluate(async (outgoing) => {
    const { settings } = await chrome.storage.local.get('settings');
    await chrome.storage.local.set({
      settings: { version: 2, ...(settings as object), outgoing },
    });
  }, outgoing);
}
