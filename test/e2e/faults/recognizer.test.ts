import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../../tools/lib/browsers/until.ts';
import { counters } from '../../../tools/start/call.ts';
import { createWorld, listen, recognizers, recovers, type World } from '../support/faults-call.ts';

describe('captions of a call come back by themselves', { timeout: 900_000 }, () => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld();
  });
  afterEach(() => world.hangUp());
  afterAll(() => world?.dispose());

  /** Waits until only one recognizer is left, which serves all calls. */
  const worker = () =>
    until('there is one recognizer', async () => {
      const [only, ...others] = await recognizers(world.browser);
      return others.length === 0 && only;
    });

  it('when the recognizer crashes, ends silently, hangs, or its page closes', async () => {
    const { page } = await world.call();
    const heard = listen(page);

    const crashed = await worker();
    await recovers(page, 'the recognizer crashes', () =>
      crashed.evaluate(() => {
        setTimeout(() => {
          throw new Error('out of memory');
        });
      }),
    );
    expect(await worker()).not.toBe(crashed);

    await recovers(page, 'the page of the recognizer is closed', async () => {
      const offscreen = await world.browser.offscreen();
      await offscreen.evaluate(() => close());
    });

    const ended = await worker();
    await recovers(page, 'the recognizer ends silently', () => ended.evaluate(() => self.close()));
    expect(await worker()).not.toBe(ended);

    const hung = await worker();
    await recovers(page, 'the recognizer hangs', async () => {
      // The answer never comes.
      hung
        .evaluate(() => {
          for (;;);
        })
        .catch(() => undefined);
      await until('the call says that captions stopped', async () => {
        return (await counters(page))?.problem === 'recognizer-lost';
      });
    });

    expect((await counters(page))?.problem).toBeNull();
    expect(heard).toEqual([]);
  });
});
