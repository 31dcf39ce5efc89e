/** A call in which a clip of taught gestures loops, and its captions. */
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { until } from '../../../tools/lib/browsers/until.ts';
import { counters, diagnostics } from '../../../tools/start/call.ts';
import { slow } from './options-page.ts';

/** How much of the camera's time the call has seen, s. */
export async function playedSeconds(page: Page): Promise<number> {
  const now = await counters(page);
  return ((now?.lastTimestamp ?? 0) - (now?.firstTimestamp ?? 0)) / 1000;
}

/**
 * Expects these captions, in this order and no other, of the next whole pass of the clip.
 * @param seconds length of one pass
 */
export async function expectCaptions(
  page: Page,
  seconds: number,
  expected: readonly string[],
): Promise<void> {
  // Nothing is signed in the first second of a pass.
  const pass = Math.ceil(((await playedSeconds(page)) - 1) / seconds);
  const [from, to] = [pass * seconds, (pass + 1) * seconds];
  await until('the clip has been played', async () => (await playedSeconds(page)) >= to, slow);
  const captioned = (await counters(page))!.captions
    .filter(({ t }) => t >= from && t < to)
    .map(({ caption }) => caption);
  const { stages, captions } = (await diagnostics(page))!;
  const halfTook = [...stages.roundTrip].sort((a, b) => a - b)[stages.roundTrip.length >> 1];
  const why = `${JSON.stringify(captions)}; half of the frames took over ${halfTook} ms`;
  expect(captioned, why).toEqual(expected);
}

/** Expects that every sent frame was answered, except for those on their way. */
export async function expectNothingLost(page: Page): Promise<void> {
  const { frames } = (await counters(page))!;
  expect(frames.lost).toBe(0);
  // At most two are on their way at a time.
  expect(frames.sent - frames.answered).toBeLessThanOrEqual(2);
}
