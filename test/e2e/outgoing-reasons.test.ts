import { describe, expect, it } from 'vitest';
import { until } from '../../tools/lib/browsers/until.ts';
import { driveSending, isCaption, sendingOfEachTest } from './support/outgoing-driver.ts';

const sending = sendingOfEachTest();
const { captioned, flows, goesOn, on, read, say, status, sendCamera } = driveSending(sending);

const share = async (): Promise<void> => {
  await sending().page.click('#share');
  await sending().page.waitForFunction(() => globalThis.sending.screen !== null);
};

describe('the reason why others do not see captions', () => {
  it.each(['detail', 'text'])('is that the page marks its camera as %s', async (hint) => {
    await sendCamera('addTrack');
    await sending().page.evaluate((hint) => {
      globalThis.sending.camera!.contentHint = hint;
    }, hint);
    await on();
    await say('Thank you');
    await until('that is reported', async () => (await status()) === 'document');
    await goesOn(0, 20);
    expect(isCaption(await read())).toBe(false);
    await sending().page.evaluate(() => {
      globalThis.sending.camera!.contentHint = 'motion';
    });
    await captioned();
  });

  it('is that a filter was started while a screen is shared, until the sharing ends', async () => {
    await sending().page.evaluate(() => globalThis.sending.turnOn());
    await share();
    await sending().page.evaluate(async () => {
      await globalThis.sending.send(await globalThis.sending.blur(110), 'addTrack');
    });
    await flows();
    await on();
    await until('that is reported', async () => (await status()) === 'screen');
    await say('Thank you');
    await goesOn(0, 20);
    expect(isCaption(await read())).toBe(false);
    await sending().page.evaluate(() => globalThis.sending.screen!.stop());
    await captioned();
  });

  it('is that the page sends its screen in place of the camera', async () => {
    await sendCamera('addTrack');
    await on();
    await until('it is ready', async () => (await status()) === 'ready');
    await share();
    await sending().page.evaluate(async () => {
      const { lines, screen } = globalThis.sending;
      await lines[0]!.sender.replaceTrack(screen);
    });
    await until('that is reported', async () => (await status()) === 'screen');
    await sending().page.evaluate(async () => {
      const { lines, camera } = globalThis.sending;
      await lines[0]!.sender.replaceTrack(camera);
    });
    await until('it is ready again', async () => (await status()) === 'ready');
  });

  it('is nothing as long as one line carries captions', async () => {
    await sendCamera('addTrack');
    await share();
    await sending().page.evaluate(() => globalThis.sending.send(globalThis.sending.screen));
    await flows(1);
    await on();
    await until('it is ready', async () => (await status()) === 'ready');
  });
});
