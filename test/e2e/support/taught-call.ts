/** A call in which a clip of taught gestures is played again and again, and what is told of it. */
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { until } from '../../../tools/lib/browsers/until.ts';
import { counters, diagnostics } from '../../../tools/start/call.ts';
import { slow } from './options-page.ts';

/** Seconds of the camera's pictures that the call has seen. */
export async function playedSeconds(page: Page): Promise<number> {
  const now = await counters(page);
  return ((now?.lastTimestamp ?? 0) - (now?.firstTimestamp ?? 0)) / 1000;
}

/**
 * Watches the next whole pass of the clip: it gives these captions, in their order, and no other.
 * @param seconds of one pass
 */
export async function expectCaptions(
  page: Page,
  seconds: number,
  expected: readonly string[],
): Promise<void> {
  // In the first second of a pass nothing is signed.
  const pass = Math.ceil(((await playedSeconds(page)) - 1) / seconds);
  const [from, to] = [pass * seconds, (pass + 1) * seconds];
  await until('the clip has been played', async () => (await playedSeconds(page)) >= to, slow);
  const told = (await counters(page))!.captions
    .filter(({ t }) => t >= from && t < to)
    .map(({ caption }) => caption);
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
