/** Uses pages as a person does, and counts the presses. */
import type { Page } from 'puppeteer-core';
import en from '../../_locales/en/messages.json' with { type: 'json' };
import type { MessageKey } from '../../src/ui/i18n.ts';
import { until } from '../lib/browsers/until.ts';

/** Models are loaded and measured before the first frame, ms. */
const patienceMs = 150_000;

export interface Hand {
  /** How often it has pressed something. */
  readonly presses: number;
  /** Counts a press that another function makes. */
  count<T>(press: Promise<T>): Promise<T>;
  /**
   * Presses the control with these words, once it can be pressed.
   *
   * @returns when, ms of `performance.now()`
   */
  press(page: Page, role: 'button' | 'switch', words: MessageKey): Promise<number>;
  /** Enters a text; typing is no press. */
  type(page: Page, label: MessageKey, text: string): Promise<void>;
}

export function createHand(): Hand {
  let presses = 0;
  return {
    get presses() {
      return presses;
    },
    count(press) {
      presses++;
      return press;
    },
    async press(page, role, words) {
      const selector = `::-p-aria([name="${en[words].message}"][role="${role}"])`;
      const control = await page.waitForSelector(selector, { timeout: patienceMs });
      await until(`“${en[words].message}” can be pressed`, () =>
        control?.evaluate((node) => !(node as HTMLButtonElement).disabled),
      );
      presses++;
      const pressed = performance.now();
      await control?.click();
      return pressed;
    },
    async type(page, label, text) {
      await page.locator(`::-p-aria(${en[label].message})`).setTimeout(patienceMs).fill(text);
    },
  };
}
