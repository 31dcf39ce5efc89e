/** A call in which a clip of taught gestures is played again and again, and what is told of it. */
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { counters, diagnostics } from '../../tools/start/call.ts';
import { until } from '../../tools/until.ts';
import { slow } from './options-page.ts';

/** Seconds of the camera's pictures that the call has seen. */
export async function playedSeconds(page: Page): Promise<number> {
  const now = await counters(page);
  return ((now?.lastTimestamp ?? 0) - (now?.firstTimestamp ?? 0)) / 1000;
}

/**
 * Watches whole passes of the clip until one has given all these captions, in their order. A busy
 * machine misses some that are held for less than it takes: it gets three passes. What is not among
 * them, or comes twice, is never right.
 * @param seconds of one pass
 */
export async function expectCaptions(
  page: Page,
  seconds: number,
  expected: readonly string[],
): Promise<void> {
  // In the first second of a pass nothing is signed.
  let pass = Math.ceil(((await playedSeconds(page)) - 1) / seconds);
  let told: string[] = [];
  for (const last = pass + 2; pass <= last && told.length < expected.length; pass++) {
    const [from, to] = [pass * seconds, (pass + 1) * seconds];
    await until('the clip has been played', async () => (await playedSeconds(page)) >= to, slow);
    told = (await counters(page))!.captions
      .filter(({ t }) => t >= from && t < to)
      .map(({ caption }) => caption);
    const rest = [...told];
    for (const caption of expected) if (rest[0] === caption) rest.shift();
    expect(rest, `beside ${expected}, of ${told}`).toEqual([]);
  }
  const { stages, captions } = (await diagnostics(page))!;
  const halfTook = [...stages.roundTrip].sort((a, b) => a - b)[stages.roundTrip.length >> 1];
  const why = `${JSON.stringify(captions)}; half of the frames took over ${halfTook} ms`;
  expect(told, why).toEqual(expected);
}

/** Each frame that was sent was answered, but for those that are on their way. */
export async function expectNothingLost(page: Page): Promise<void> {
  const { frames } = (await counters(page))!;
  expect(frames.lost).toBe(0);
  // At most two are on their way at a time.
  expect(frames.sent - frames.answered).toBeLessThanOrEqual(2);
}
