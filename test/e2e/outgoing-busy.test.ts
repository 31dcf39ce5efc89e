import { describe, expect, it } from 'vitest';
import { until } from '../../tools/lib/browsers/until.ts';
import { driveSending, isCaption, sendingOfEachTest } from './support/outgoing-driver.ts';
import { waysToDraw } from './support/probe-page.ts';

/** @returns how many frames are encoded in this time, in which the page's thread is busy in one piece, or free */
async function encodedIn({ ms, busy }: { ms: number; busy: boolean }): Promise<number> {
  const encoded = async (): Promise<number> => {
    let frames = 0;
    for (const count of await globalThis.sending.lines[0]!.encoded()) frames += count;
    return frames;
  };
  const before = await encoded();
  if (busy) for (const end = performance.now() + ms; performance.now() < end; );
  else await new Promise((go) => setTimeout(go, ms));
  return (await encoded()) - before;
}

describe.each(waysToDraw)('captions that are drawn %s', (way, path) => {
  const sending = sendingOfEachTest(path);
  const { captioned, bare, goesOn, ownTrack, on, say, status, sendCamera } = driveSending(sending);
  const there = way === 'in a worker';

  it('are not given up by a page that is busy once during each', async () => {
    await sendCamera('addTrack');
    await on();
    for (let i = 0; i < 5; i++) {
      // A page that was busy has its own track for some seconds, if it draws itself.
      await say(`Caption ${i}`);
      await until('it is shown', async () => (await status()) === 'shown');
      await sending().page.evaluate(encodedIn, { ms: 700, busy: true });
      await say();
      await until('it is over', async () => (await status()) !== 'shown');
    }
    await until('all is well', async () => (await status()) === 'ready');
    const seen = await sending().probe((probe) => probe.statuses);
    expect(seen).not.toContain('failed');
    await say('After all');
    await captioned();
    expect(await ownTrack()).toBe('camera');
  });

  it(`${there ? 'hold up no' : 'hold up every'} frame while the page is busy`, async () => {
    await sendCamera('addTrack');
    await on();
    await say('Thank you');
    await captioned();
    const encoded = (busy: boolean) => sending().page.evaluate(encodedIn, { ms: 2000, busy });
    // A machine that is busy sends fewer frames anyway, and the busy page takes one of its cores.
    const enough = await until('captions are in the picture all the while', async () => {
      const before = await status();
      const frames = await encoded(false);
      return before === 'shown' && (await status()) === 'shown' && frames / 3;
    });
    const frames = await encoded(true);
    if (there) expect(frames).toBeGreaterThan(enough);
    else expect(frames).toBeLessThan(Math.min(8, enough));
    if (there) expect(await status()).toBe('shown');
    else {
      await until('the page has its own track back', async () => (await status()) === 'busy');
      await bare();
      // Long tasks no longer hold up its frames.
      expect(await encoded(true)).toBeGreaterThan(enough);
      await until('captions are back', async () => (await status()) === 'shown');
      await captioned();
    }
    await goesOn();
    expect(sending().page.workers().length).toBe(there ? 1 : 0);
  });
});

describe('a page whose policy allows no worker from text', () => {
  const sending = sendingOfEachTest('no-worker.html');
  const { captioned, on, say, sendCamera, read } = driveSending(sending);

  it('has captions in its picture all the same, and is asked once only', async () => {
    const said: string[] = [];
    sending().page.on('console', (message) => said.push(message.text()));
    await sendCamera('addTrack');
    await on();
    for (const text of ['Thank you', 'See you soon', 'Thanks again']) {
      await say(text);
      await captioned();
      await say();
      await until('it is gone', async () => !isCaption(await read()));
    }
    expect(sending().page.workers()).toEqual([]);
    expect(said.filter((line) => line.includes('worker-src')).length).toBe(1);
    expect(said.filter((line) => !line.includes('worker-src'))).toEqual([]);
  });
});
