import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ExtensionBrowser, until } from '../../tools/browser.ts';
import { serveDemo } from '../../tools/demo/server.ts';
import { ask, counters, join, openCall } from '../../tools/start/call.ts';
import { createCamera, type FakeCamera, launchTest, signerClip } from './harness.ts';
import { launchSending, type SendingBrowser, type SendingPage } from './outgoing-page.ts';
import type { Box, Reading } from './pages/outgoing.ts';

/** Where a caption of one or two lines stands in the sent picture. */
const foot: Box = { x: 0.25, y: 0.84, width: 0.5, height: 0.11 };

/** White letters on a nearly black box: neither the fake camera nor the blur has these there. */
const isCaption = ({ white, black }: Reading): boolean => white > 0.02 && black > 0.4;

let browser: SendingBrowser;
let sending: SendingPage;

describe('the picture that a page sends', () => {
  beforeAll(async () => {
    browser = await launchSending();
  });
  afterAll(() => browser?.dispose());
  beforeEach(async () => {
    sending = await browser.open();
  });
  afterEach(async () => {
    await sending?.page.evaluate(() => globalThis.sending.leave());
    await sending?.page.close();
  });

  const flows = (line = 0) =>
    sending.page.waitForFunction(
      (line) => (globalThis.sending.lines[line]?.arrivals.length ?? 0) > 5,
      {},
      line,
    );
  const read = (line = 0, box = foot) =>
    sending.page.evaluate(({ line, box }) => globalThis.sending.lines[line]!.read(box), {
      line,
      box,
    });
  const captioned = (line = 0) =>
    until('the caption arrives', async () => isCaption(await read(line)));
  const bare = (line = 0) => until('the caption is gone', async () => !isCaption(await read(line)));
  const ownTrack = (line = 0) =>
    sending.page.evaluate((line) => {
      const { sender } = globalThis.sending.lines[line]!;
      const { camera, made, screen } = globalThis.sending;
      if (sender.track === null) return 'nothing';
      if (sender.track === camera) return 'camera';
      if (sender.track === made) return 'made';
      return sender.track === screen ? 'screen' : 'unknown';
    }, line);
  /** Frames that arrive from now on. */
  const goesOn = async (line = 0, count = 10) => {
    const before = await sending.page.evaluate(
      (l) => globalThis.sending.lines[l]!.arrivals.length,
      line,
    );
    await sending.page.waitForFunction(
      (line, least) => globalThis.sending.lines[line]!.arrivals.length >= least,
      {},
      line,
      before + count,
    );
  };
  const on = () => sending.probe((probe) => probe.configure(true));
  const say = (...texts: string[]) => sending.probe((probe, texts) => probe.show(...texts), texts);
  const status = () => sending.probe((probe) => probe.status);
  const sendCamera = async (way: 'addTrack' | 'addTransceiver' | 'replaceTrack' | 'answer') => {
    await sending.page.evaluate(async (way) => {
      await globalThis.sending.send(await globalThis.sending.turnOn(), way);
    }, way);
    await flows();
  };

  it.each(['addTrack', 'addTransceiver', 'replaceTrack', 'answer'] as const)(
    'carries the caption while there is one, sent by %s, and the page sees its own track',
    async (way) => {
      await sendCamera(way);
      expect(isCaption(await read())).toBe(false);
      await on();
      await say('Thank you', 'See you soon');
      expect(await ownTrack()).toBe('camera');
      await captioned();
      expect(await ownTrack()).toBe('camera');
      await say();
      await bare();
      await goesOn();
      expect(await ownTrack()).toBe('camera');
    },
  );

  it('carries nothing while nobody asked for it, and nothing is wrapped that need not be', async () => {
    await sendCamera('addTrack');
    await say('Thank you');
    await goesOn(0, 20);
    expect(isCaption(await read())).toBe(false);
    expect(await status()).toBe('off');
    const natives = await sending.page.evaluate(() => {
      const mark = Symbol.for('sign-captions.wrapped');
      const get = Object.getOwnPropertyDescriptor(RTCRtpSender.prototype, 'track')!.get!;
      const { addTrack, getStats, setLocalDescription } = RTCPeerConnection.prototype;
      const { replaceTrack } = RTCRtpSender.prototype;
      return [get, addTrack, getStats, replaceTrack, setLocalDescription].map((f) => mark in f);
    });
    expect(natives).toEqual([false, false, false, false, true]);
  });

  it('looks to the page as if nothing had been done', async () => {
    await sendCamera('addTrack');
    await on();
    await say('Thank you');
    await captioned();
    const seen = await sending.page.evaluate(async () => {
      const line = globalThis.sending.lines[0]!;
      const camera = globalThis.sending.camera!;
      const get = Object.getOwnPropertyDescriptor(RTCRtpSender.prototype, 'track')!.get!;
      const attempt = (work: () => unknown): string => {
        try {
          return String(work());
        } catch (error) {
          return (error as Error).name;
        }
      };
      return {
        native: String(get),
        name: get.name,
        inSenders: line.near.getSenders().some(({ track }) => track === camera),
        inTransceivers: line.near.getTransceivers().some(({ sender }) => sender.track === camera),
        stats: await line.near.getStats(camera).then(
          (stats) => stats.size > 0,
          () => false,
        ),
        twice: attempt(() => line.near.addTrack(camera)),
        wrongThis: attempt(() => get.call({})),
        parameters: await line.sender
          .setParameters({ ...line.sender.getParameters() })
          .then(() => 'set', String),
      };
    });
    expect(seen).toEqual({
      native: 'function get track() { [native code] }',
      name: 'get track',
      inSenders: true,
      inTransceivers: true,
      stats: true,
      twice: 'InvalidAccessError',
      wrongThis: 'TypeError',
      parameters: 'set',
    });
  });

  it('goes to every recipient with the caption, whatever each is sent', async () => {
    await sending.page.evaluate(async () => {
      const { sending } = globalThis;
      const camera = await sending.turnOn();
      await sending.send(camera, 'addTrack');
      await sending.send(camera, 'addTransceiver');
      await sending.send(camera.clone(), 'replaceTrack');
    });
    for (const line of [0, 1, 2]) await flows(line);
    await on();
    await say('Thank you');
    for (const line of [0, 1, 2]) await captioned(line);
    await say();
    for (const line of [0, 1, 2]) await bare(line);
  });

  it('is encoded on in each simulcast layer', async () => {
    await sending.page.evaluate(async () => {
      await globalThis.sending.send(await globalThis.sending.turnOn(), 'simulcast');
    });
    const encoded = () => sending.page.evaluate(() => globalThis.sending.lines[0]!.encoded());
    const least = async (frames: number) =>
      until('both layers are encoded', async () => {
        const now = await encoded();
        return now.length === 2 && now.every((count) => count > frames) && now;
      });
    await least(5);
    await on();
    await say('Thank you');
    await until('the caption is in', async () => (await status()) === 'shown');
    await least(Math.max(...(await encoded())) + 10);
    await say();
    await until('it is out', async () => (await status()) === 'ready');
    await least(Math.max(...(await encoded())) + 10);
  });

  it('keeps the blur that the page makes with a canvas', async () => {
    await sending.page.evaluate(async () => {
      await globalThis.sending.turnOn();
      await globalThis.sending.send(await globalThis.sending.blur(110), 'addTrack');
    });
    await flows();
    await on();
    await say('Thank you');
    await captioned();
    const rest = await read(0, { x: 0.1, y: 0.1, width: 0.8, height: 0.55 });
    expect(rest.spread, 'the blurred picture is even').toBeLessThan(6);
    for (const channel of rest.mean) expect(Math.abs(channel - 110)).toBeLessThan(12);
    expect(await ownTrack()).toBe('made');
  });

  it('carries the caption when it comes out of a generator, and out of its clone', async () => {
    await sending.page.evaluate(async () => {
      const { sending } = globalThis;
      await sending.turnOn();
      await sending.send(sending.generate(), 'addTrack');
      await sending.send(sending.made!.clone(), 'addTrack');
    });
    await flows(0);
    await flows(1);
    await on();
    await say('Thank you');
    await captioned(0);
    await captioned(1);
  });

  it.each([
    ['I420', 0],
    ['NV12', 0],
    ['RGBA', 0],
    ['RGBX', 0],
    ['BGRA', 0],
    ['BGRX', 0],
    ['I420', 90],
  ] as const)(
    'carries the caption on %s turned by %i degrees, and grey stays grey',
    async (...how) => {
      await sending.page.evaluate(
        async (format, rotation) => {
          const { sending } = globalThis;
          await sending.turnOn();
          await sending.send(sending.emit(format, rotation), 'addTrack');
        },
        ...how,
      );
      await flows();
      await on();
      await say('Thank you', 'See you soon');
      await captioned();
      const rest = await read(0, { x: 0.1, y: 0.1, width: 0.8, height: 0.5 });
      expect(rest.spread).toBeLessThan(6);
      for (const channel of rest.mean) expect(Math.abs(channel - rest.mean[1])).toBeLessThan(6);
    },
  );

  it('carries no caption when it is a shared screen, nor a clone or a canvas of one', async () => {
    await sendCamera('addTrack');
    await sending.page.click('#share');
    await sending.page.waitForFunction(() => globalThis.sending.screen !== null);
    await sending.page.evaluate(async () => {
      const { sending } = globalThis;
      await sending.send(sending.screen, 'addTrack');
      await sending.send(sending.screen!.clone(), 'addTransceiver');
      await sending.send(await sending.blur(110), 'addTrack');
    });
    for (const line of [1, 2, 3]) await flows(line);
    await on();
    await say('Thank you');
    await captioned(0);
    await goesOn(3, 20);
    const held = await sending.page.evaluate(() =>
      globalThis.sending.lines.map(({ sender }) => sender.track === globalThis.sending.screen),
    );
    expect(held).toEqual([false, true, false, false]);
    for (const line of [1, 2, 3]) expect(isCaption(await read(line)), `line ${line}`).toBe(false);
  });

  it('goes on with the new camera, captioned, when the page replaces the track', async () => {
    await sendCamera('addTrack');
    await on();
    await say('Thank you');
    await captioned();
    const same = await sending.page.evaluate(async () => {
      const { sending } = globalThis;
      const old = sending.camera!;
      const devices = await navigator.mediaDevices.enumerateDevices();
      const cameras = devices.filter(({ kind }) => kind === 'videoinput');
      const track = await sending.turnOn({ deviceId: { exact: cameras[1]!.deviceId } });
      const { sender } = sending.lines[0]!;
      await sender.replaceTrack(track);
      old.stop();
      return sender.track === track;
    });
    expect(same).toBe(true);
    await goesOn();
    await captioned();
    expect(await ownTrack()).toBe('camera');
  });

  it('ends when the page takes its track out of the sender', async () => {
    await sendCamera('addTrack');
    await on();
    await say('Thank you');
    await captioned();
    const held = await sending.page.evaluate(async () => {
      const { sender } = globalThis.sending.lines[0]!;
      await sender.replaceTrack(null);
      return sender.track;
    });
    expect(held).toBeNull();
    await say('Hello');
    await until('there is nothing to put it into', async () => (await status()) === 'waiting');
    expect(await ownTrack()).toBe('nothing');
  });

  it('comes back after the camera was stopped and started', async () => {
    await sendCamera('addTrack');
    await on();
    await say('Thank you');
    await captioned();
    await sending.page.evaluate(() => globalThis.sending.camera!.stop());
    await until('it is put back', async () => (await status()) !== 'shown');
    expect(await ownTrack()).toBe('camera');
    await sending.page.evaluate(async () => {
      const { sending } = globalThis;
      await sending.lines[0]!.sender.replaceTrack(await sending.turnOn());
    });
    await goesOn();
    await captioned();
  });

  it('is black, without a caption, while the page has muted it', async () => {
    await sendCamera('addTrack');
    await on();
    await say('Thank you');
    await captioned();
    await sending.page.evaluate(() => {
      globalThis.sending.camera!.enabled = false;
    });
    await until('it is black', async () => {
      const all = await read(0, { x: 0, y: 0, width: 1, height: 1 });
      return all.black > 0.99;
    });
    await sending.page.evaluate(() => {
      globalThis.sending.camera!.enabled = true;
    });
    await captioned();
  });

  it('survives a renegotiation', async () => {
    await sendCamera('addTrack');
    await on();
    await say('Thank you');
    await captioned();
    await sending.page.evaluate(() => globalThis.sending.lines[0]!.negotiate());
    await goesOn();
    await captioned();
    expect(await ownTrack()).toBe('camera');
  });

  it.each(['throw', 'hang'] as const)(
    "is the page's own again within a second when drawing fails (%s), and is tried again later",
    async (kind) => {
      await sendCamera('addTrack');
      await on();
      await say('Thank you');
      await captioned();
      const began = await sending.page.evaluate(() => performance.now());
      await sending.probe((probe, kind) => probe.break(kind), kind);
      await until('it is put back', async () => (await status()) === 'ready');
      const waited = (await sending.page.evaluate(() => performance.now())) - began;
      expect(waited).toBeLessThan(1000);
      await goesOn();
      expect(isCaption(await read())).toBe(false);
      expect(await ownTrack()).toBe('camera');
      await sending.probe((probe) => probe.break('none'));
      await say('Thanks again');
      await captioned();
    },
  );

  it('is left alone after three failures, and that is told', async () => {
    await sendCamera('addTrack');
    await on();
    await sending.probe((probe) => probe.break('throw'));
    await until('it is given up', async () => {
      await say(`Try ${Math.random()}`);
      return (await status()) === 'failed';
    });
    await goesOn();
    expect(isCaption(await read())).toBe(false);
  });

  it("is the page's own when captions are switched off, and when the extension goes", async () => {
    await sendCamera('addTrack');
    await on();
    await say('Thank you');
    await captioned();
    await sending.probe((probe) => probe.configure(false));
    await bare();
    await on();
    await say('Thanks again');
    await captioned();
    await sending.probe((probe) => probe.dispose());
    await bare();
    await goesOn();
    expect(await ownTrack()).toBe('camera');
  });

  it('is said to be out of reach where a camera is on and no video connection sends it', async () => {
    await sending.page.evaluate(() => globalThis.sending.turnOn());
    await on();
    await until('that is told', async () => (await status()) === 'impossible', 30_000);
    await sending.page.evaluate(() => globalThis.sending.send(globalThis.sending.camera));
    await until('it is taken back', async () => (await status()) === 'ready');
  });
});

describe('a person who signs in a call and wants others to see it', { timeout: 300_000 }, () => {
  let clip: Awaited<ReturnType<typeof signerClip>>;
  let camera: FakeCamera;
  let extension: ExtensionBrowser;
  let site: Awaited<ReturnType<typeof serveDemo>>;

  beforeAll(async () => {
    clip = await signerClip('known');
    camera = await createCamera(clip);
    site = await serveDemo();
    extension = await launchTest({ camera: camera.file });
  });
  afterAll(async () => {
    await extension?.dispose();
    await site?.close();
    await camera?.dispose();
    await clip?.dispose();
  });

  it('is read at the far end of the call, and the popup says so', async () => {
    const tab = await openCall(extension, { url: site.url, vocabulary: 'call-gestures' });
    const desk = await extension.desk();
    await desk.evaluate(async () => {
      const { settings } = await chrome.storage.local.get('settings');
      await chrome.storage.local.set({
        settings: { version: 2, ...(settings as object), outgoing: true },
      });
    });
    await join(tab.page);
    await until(
      'a caption is read at the far end',
      async () => {
        const share = await tab.page.evaluate(
          (box) => {
            const video = document.querySelector<HTMLVideoElement>('#remote-video')!;
            const { videoWidth: width, videoHeight: height } = video;
            if (!width) return null;
            const canvas = new OffscreenCanvas(width, height);
            const context = canvas.getContext('2d')!;
            context.drawImage(video, 0, 0);
            const [x, y] = [box.x * width, box.y * height];
            const { data } = context.getImageData(x, y, box.width * width, box.height * height);
            let white = 0;
            let black = 0;
            for (let i = 0; i < data.length; i += 4) {
              const light = 0.299 * data[i]! + 0.587 * data[i + 1]! + 0.114 * data[i + 2]!;
              if (light > 200) white++;
              if (light < 40) black++;
            }
            return { white: (4 * white) / data.length, black: (4 * black) / data.length };
          },
          { x: 0.4, y: 0.87, width: 0.2, height: 0.08 },
        );
        return share !== null && share.white > 0.02 && share.black > 0.4;
      },
      120_000,
    );
    expect((await counters(tab.page))?.captions.length).toBeGreaterThan(0);
    const state = (await ask(extension, { type: 'tab-get', tabId: tab.id })) as {
      outgoing?: string;
    };
    expect(state.outgoing).toBe('ready');
  });
});
