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

/** Two captions of one sign that come sooner after each other would be of the same movement, s. */
const leastBetween = 3;

/** What a call has seen and captioned so far. */
export interface SoFar {
  /** How much of the camera's time, s. */
  played: number;
  captions: readonly { t: number; caption: string }[];
}

/**
 * Waits for a pass of the clip, and until each of these is captioned: a busy machine plays the clip late
 * and may miss a sign in one pass. Expects that none was captioned twice for one time that it was
 * shown, and that nothing else was.
 *
 * @param seconds length of one pass
 * @param others what may be captioned, too
 */
export async function expectOnceEach(
  read: () => Promise<SoFar>,
  seconds: number,
  expected: readonly string[],
  others: readonly string[] = [],
): Promise<void> {
  const captions = await until(
    `each of ${expected.join(', ')} is captioned`,
    async () => {
      const soFar = await read();
      const captioned = new Set(soFar.captions.map(({ caption }) => caption));
      return (
        soFar.played >= seconds &&
        expected.every((caption) => captioned.has(caption)) &&
        soFar.captions
      );
    },
    slow + 3 * seconds * 1000,
  );
  const why = JSON.stringify(captions);
  for (const [i, { t, caption }] of captions.entries()) {
    expect([...expected, ...others], why).toContain(caption);
    const before = captions.slice(0, i).findLast((one) => one.caption === caption);
    if (before) expect(t - before.t, why).toBeGreaterThan(leastBetween);
  }
}

/** An open hand that waves reads "Hello" where so few frames are seen that it seems to be held. */
export const wavedHello = 'Hello';

/** Expects that every sent frame was answered, except for those on their way. */
export async function expectNothingLost(page: Page): Promise<void> {
  const { frames } = (await counters(page))!;
  expect(frames.lost).toBe(0);
  // At most two are on their way at a time.
  expect(frames.sent - frames.answered).toBeLessThanOrEqual(2);
}
