import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tab } from '../../../tools/lib/browsers/tabs.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { counters, join } from '../../../tools/start/call.ts';
import { type DemoCall, startDemoCall } from '../support/demo-call.ts';
import { captionAppears } from '../support/harness.ts';
import { kidnap, look, spy } from '../support/hostile-spy.ts';

describe('a page that wants to read what its user signs', { timeout: 900_000 }, () => {
  let demo: DemoCall;
  let tab: Tab;

  beforeAll(async () => {
    demo = await startDemoCall();
    tab = await demo.open();
    await tab.page.evaluate(spy);
    await join(tab.page);
  });

  afterAll(() => demo?.dispose());

  it('finds no word, size, font or node of the captions', async () => {
    const words = await captionAppears(tab.page);
    expect(await tab.page.evaluate(look, words)).toEqual([]);
    // To prove that the search works: it finds the same word in the page's own text.
    const found = await tab.page.evaluate((word) => {
      document.body.append(Object.assign(document.createElement('p'), { textContent: word }));
      return (Reflect.get(window, 'find') as (word: string) => boolean).call(window, word);
    }, words[0]!);
    expect(found).toBe(true);
  });

  it('cannot tell from our element when a sign is recognised', async () => {
    const { page } = tab;
    await page.evaluate(() => {
      spied.events = [];
      spied.changes = [];
    });
    const before = (await counters(page))!.captions.length;
    await until(
      'two more signs are captioned',
      async () => (await counters(page))!.captions.length >= before + 2,
    );
    await captionAppears(page);
    expect(await page.evaluate(() => [...spied.events, ...spied.changes])).toEqual([]);
  });

  it('learns nothing by moving our element through another document, and captions come back', async () => {
    const { page } = tab;
    await captionAppears(page);
    const { sizes, found } = await page.evaluate(kidnap);
    await captionAppears(page);
    expect(found).toBe(false);
    // Once more while no caption is held: the sizes do not depend on captions.
    await until('the captions are gone', async () => {
      const { captions, lastTimestamp, firstTimestamp } = (await counters(page))!;
      const now = ((lastTimestamp ?? 0) - (firstTimestamp ?? 0)) / 1000;
      return captions.length > 0 && now - captions.at(-1)!.t > 0.1;
    });
    const again = await page.evaluate(kidnap);
    expect(again.sizes).toEqual(sizes);
    const open = await page.$eval('html > [popover]', (host) => host.matches(':popover-open'));
    expect(open).toBe(true);
  });
});
