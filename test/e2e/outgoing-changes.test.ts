import { describe, expect, it } from 'vitest';
import { until } from '../../tools/lib/browsers/until.ts';
import { driveSending, isCaption, sendingOfEachTest } from './support/outgoing-driver.ts';
import { waysToDraw } from './support/probe-page.ts';

describe.each(waysToDraw)('the picture that a page sends, with captions drawn %s', (_, path) => {
  const sending = sendingOfEachTest(path);
  const { read, captioned, bare, ownTrack, goesOn, on, say, status, sendCamera } =
    driveSending(sending);

  it('comes captioned from the new camera when the page replaces the track', async () => {
    await sendCamera('addTrack');
    await on();
    await say('Thank you');
    await captioned();
    const same = await sending().page.evaluate(async () => {
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
    const held = await sending().page.evaluate(async () => {
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
    await sending().page.evaluate(() => globalThis.sending.camera!.stop());
    await until('it is put back', async () => (await status()) !== 'shown');
    expect(await ownTrack()).toBe('camera');
    await sending().page.evaluate(async () => {
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
    await sending().page.evaluate(() => {
      globalThis.sending.camera!.enabled = false;
    });
    await until('it is black', async () => {
      const all = await read(0, { x: 0, y: 0, width: 1, height: 1 });
      return all.black > 0.99;
    });
    await sending().page.evaluate(() => {
      globalThis.sending.camera!.enabled = true;
    });
    await captioned();
  });

  it('survives a renegotiation', async () => {
    await sendCamera('addTrack');
    await on();
    await say('Thank you');
    await captioned();
    await sending().page.evaluate(() => globalThis.sending.lines[0]!.negotiate());
    await goesOn();
    await captioned();
    expect(await ownTrack()).toBe('camera');
  });

  it("is the page's own when captions are switched off, and when the extension goes away", async () => {
    await sendCamera('addTrack');
    await on();
    await say('Thank you');
    await captioned();
    await sending().probe((probe) => probe.configure(false));
    await bare();
    await on();
    await say('Thanks again');
    await captioned();
    await sending().probe((probe) => probe.dispose());
    await bare();
    await goesOn();
    expect(await ownTrack()).toBe('camera');
  });

  it('is reported as out of reach when a camera is on and no video connection sends it', async () => {
    await sending().page.evaluate(() => globalThis.sending.turnOn());
    await on();
    await until('that is reported', async () => (await status()) === 'impossible', 30_000);
    await sending().page.evaluate(() => globalThis.sending.send(globalThis.sending.camera));
    await until('the report is taken back', async () => (await status()) === 'ready');
  });
});

// Faults can be put into the page's thread only; the worker runs the same code.
describe('the picture that a page sends', () => {
  const sending = sendingOfEachTest('outgoing.html#here');
  const { read, captioned, ownTrack, goesOn, on, say, status, sendCamera } = driveSending(sending);

  it.each(['throw', 'hang'] as const)(
    "is the page's own again within a second when drawing fails (%s), until the next caption",
    async (kind) => {
      await sendCamera('addTrack');
      await on();
      await say('Thank you');
      await captioned();
      await until('it is shown', async () => (await status()) === 'shown');
      await sending().probe((probe, kind) => probe.break(kind), kind);
      await until('it is put back', async () => (await status()) === 'ready');
      // A second, by a clock that is late when the page's thread is.
      expect(await sending().probe((probe) => probe.ticksToPutBack)).toBeLessThanOrEqual(4);
      await goesOn();
      expect(isCaption(await read())).toBe(false);
      expect(await ownTrack()).toBe('camera');
      await sending().probe((probe) => probe.break('none'));
      await say('Thanks again');
      await captioned();
    },
  );

  it('is left alone after three failures, which is reported', async () => {
    await sendCamera('addTrack');
    await on();
    await sending().probe((probe) => probe.break('throw'));
    await until('it is given up', async () => {
      await say(`Try ${Math.random()}`);
      return (await status()) === 'failed';
    });
    await goesOn();
    expect(isCaption(await read())).toBe(false);
  });
});
