import { describe, expect, it } from 'vitest';
import { until } from '../../tools/lib/browsers/until.ts';
import { driveSending, isCaption, sendingOfEachTest } from './support/outgoing-driver.ts';

const sending = sendingOfEachTest();
const { flows, read, captioned, bare, ownTrack, goesOn, on, say, status, sendCamera } =
  driveSending(sending);

describe('the picture that a page sends', () => {
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

  it('carries no caption, and few methods are wrapped, until captions are asked for', async () => {
    await sendCamera('addTrack');
    await say('Thank you');
    await goesOn(0, 20);
    expect(isCaption(await read())).toBe(false);
    expect(await status()).toBe('off');
    const natives = await sending().page.evaluate(() => {
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
    const seen = await sending().page.evaluate(async () => {
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

  it('carries the caption to every recipient, whatever each is sent', async () => {
    await sending().page.evaluate(async () => {
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

  it('is still encoded in each simulcast layer', async () => {
    await sending().page.evaluate(async () => {
      await globalThis.sending.send(await globalThis.sending.turnOn(), 'simulcast');
    });
    const encoded = () => sending().page.evaluate(() => globalThis.sending.lines[0]!.encoded());
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
    await sending().page.evaluate(async () => {
      await globalThis.sending.turnOn();
      await globalThis.sending.send(await globalThis.sending.blur(110), 'addTrack');
    });
    await flows();
    await on();
    await say('Thank you');
    await captioned();
    await until('the blurred picture is even and grey', async () => {
      const { spread, mean } = await read(0, { x: 0.1, y: 0.1, width: 0.8, height: 0.55 });
      return spread < 6 && mean.every((channel) => Math.abs(channel - 110) < 12);
    });
    expect(await ownTrack()).toBe('made');
  });

  it('carries the caption when it comes from a generator, and from its clone', async () => {
    await sending().page.evaluate(async () => {
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
      await sending().page.evaluate(
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
      // The first pictures that an encoder sends can be coarse: read until they are fine.
      await until('grey stays grey', async () => {
        const { spread, mean } = await read(0, { x: 0.1, y: 0.1, width: 0.8, height: 0.5 });
        return spread < 6 && mean.every((channel) => Math.abs(channel - mean[1]) < 6);
      });
    },
  );

  it('carries no caption when it is a shared screen, or a clone or a canvas of one', async () => {
    await sendCamera('addTrack');
    await sending().page.click('#share');
    await sending().page.waitForFunction(() => globalThis.sending.screen !== null);
    await sending().page.evaluate(async () => {
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
    const held = await sending().page.evaluate(() =>
      globalThis.sending.lines.map(({ sender }) => sender.track === globalThis.sending.screen),
    );
    expect(held).toEqual([false, true, false, false]);
    for (const line of [1, 2, 3]) expect(isCaption(await read(line)), `line ${line}`).toBe(false);
  });
});
