import { describe, expect, it } from 'vitest';
import { until } from '../../tools/lib/browsers/until.ts';
import { driveSending, sendingOfEachTest } from './support/outgoing-driver.ts';

const sending = sendingOfEachTest();
const { captioned, on, say, sendCamera } = driveSending(sending);

describe('the worker that draws captions', () => {
  it.each([
    ['I420', 0, {}],
    ['NV12', 0, { captionFont: 'serif', captionEdge: 'outline', captionOpacity: 40 }],
    ['RGBA', 0, { captionFont: 'mono', captionEdge: 'shadow', captionSize: 150 }],
    ['BGRX', 0, { captionWeight: 700, captionPosition: 'top-end' }],
    ['I420', 180, {}],
  ] as const)('draws what the page’s thread draws, byte for byte (%s, %i)', async (...how) => {
    for (const texts of [
      ['Thank you', 'See you soon'],
      ['شكرا لك'],
      ['ありがとう'],
      ['This one is much too long for one line of the picture and is halved'],
    ]) {
      const { differ, drawn } = await sending().probe(
        (probe, [format, rotation, change, texts]) =>
          probe.compare(format, rotation, change, texts),
        [...how, texts] as const,
      );
      expect(drawn, 'the caption is there').toBeGreaterThan(100);
      expect(differ, 'bytes that differ').toBe(0);
    }
  });

  it('can be found by the page neither by name nor by its address, and holds no text there', async () => {
    await sending().page.evaluate(() => {
      const seen: string[] = [];
      new PerformanceObserver((list) => {
        for (const { name } of list.getEntries()) seen.push(name);
      }).observe({ type: 'resource', buffered: true });
      for (const type of ['message', 'error', 'messageerror', 'securitypolicyviolation'])
        addEventListener(type, () => seen.push(type), true);
      Object.assign(globalThis, { seen });
    });
    await sendCamera('addTrack');
    await on();
    await say('Thank you');
    await captioned();
    const [worker] = sending().page.workers();
    const found = await sending().page.evaluate(
      async (url) => ({
        seen: (globalThis as unknown as { seen: string[] }).seen,
        fetched: await fetch(url).then(
          (answer) => answer.text(),
          (error: Error) => error.name,
        ),
        made: await new Promise((resolve) => {
          const worker = new Worker(url);
          worker.onerror = () => resolve('refused');
          worker.onmessage = () => resolve('made');
        }),
      }),
      worker!.url(),
    );
    expect(found.seen.filter((name) => !name.startsWith('http'))).toEqual([]);
    expect([found.fetched, found.made]).toEqual(['TypeError', 'refused']);
  });

  it('ends when captions for others end for good', async () => {
    await sendCamera('addTrack');
    await on();
    await say('Thank you');
    await captioned();
    expect(sending().page.workers().length).toBe(1);
    await sending().probe((probe) => probe.dispose());
    await until('it has ended', async () => sending().page.workers().length === 0);
  });
});
