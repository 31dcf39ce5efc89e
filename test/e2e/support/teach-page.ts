/** How a person uses the section "Teach" of the options page. */
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { targetOf } from '../../../src/teaching/targets.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { message, sentence } from './harness.ts';
import { fill, press, says, slow, wordsOf } from './options-page.ts';

/**
 * Enters the name and the caption of a new gesture, and goes on to its recording.
 *
 * @param kind whether it is held still or moves
 */
export async function newGesture(
  page: Page,
  name: string,
  caption: string,
  kind: 'held' | 'moves' = 'held',
): Promise<void> {
  await press(page, message('teach_new'));
  await fill(page, message('teach_name'), name);
  await fill(page, message('teach_caption'), caption);
  await page.click(`.gesture-form input[value=${kind}]`);
  await press(page, message('teach_next'));
}

/** Waits until a recording has ended and is saved. @returns how many samples the review shows */
export async function recorded(page: Page): Promise<number> {
  const outcome = await until(
    'the recording has ended',
    async () => (await wordsOf(page, '.outcome')) || null,
    slow,
  );
  const samples = (await page.$$('.sample')).length;
  const { enough, good } = targetOf({});
  const expected =
    samples < enough
      ? sentence('teach_tookFew', samples)
      : samples < good
        ? sentence('teach_tookEnough', samples, good)
        : sentence('teach_took', samples);
  expect(outcome).toBe(expected);
  return samples;
}

/** Trains what was recorded, reads that it is trained, and goes live, whatever the report says. */
export async function trainAndGoLive(page: Page): Promise<void> {
  await press(page, message('teach_trainNow'));
  await until('it is trained', async () => (await wordsOf(page, '.train .outcome')) || null, slow);
  expect(await wordsOf(page, '.train .outcome')).toMatch(/^Trained in [\d.]+ s\./);
  await press(page, message('report_goLive'));
  if (await page.$('dialog')) await press(page, message('report_goLiveAnyway'));
  await says(page, message('report_live'));
}
