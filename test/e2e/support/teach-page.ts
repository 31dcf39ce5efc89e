/** How a person uses the section "Teach" of the options page. */
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { until } from '../../../tools/lib/browsers/until.ts';
import { message, sentence } from './harness.ts';
import { fill, press, slow, wordsOf } from './options-page.ts';

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
  expect(outcome).toBe(sentence(samples < 12 ? 'teach_tookFew' : 'teach_took', samples));
  return samples;
}
