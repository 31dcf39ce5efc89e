/** How a page and the extension are used without a mouse. */
import type { Page } from 'puppeteer-core';
import { until } from '../../../tools/lib/browsers/until.ts';

export interface Focus {
  /** What a screen reader says. */
  name: string;
  tag: string;
  /** Whether it, or the label that stands for it, has an outline and is in sight. */
  visible: boolean;
}

/** The element that has the focus. */
export function focus(page: Page): Promise<Focus> {
  return page.evaluate(() => {
    const at = document.activeElement as HTMLElement;
    const labels = 'labels' in at ? [...((at as HTMLInputElement).labels ?? [])] : [];
    const name = at.getAttribute('aria-label') ?? labels[0]?.textContent ?? at.textContent ?? '';
    // A hidden file input is shown by its label.
    const shown = at.matches('input[type=file]') ? (labels[0] ?? at) : at;
    const style = getComputedStyle(shown);
    const { top, bottom, left, right } = shown.getBoundingClientRect();
    const seen = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
    return {
      name: name.replace(/\s+/g, ' ').trim(),
      tag: at.tagName.toLowerCase(),
      visible: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1 && seen,
    };
  });
}

/**
 * Presses Tab until the control of this name has the focus. @returns the names on the way
 * @throws Error if it never has the focus, or if a control on the way does not show its focus.
 */
export async function tabTo(page: Page, name: string, most = 80): Promise<string[]> {
  const way: string[] = [];
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    const now = await focus(page);
    // Behind the last control the focus goes through the browser's own bars.
    if (now.tag === 'body') continue;
    if (!now.visible) throw new Error(`The focus cannot be seen on “${now.name}” (${now.tag})`);
    if (now.name === name) return way;
    way.push(now.name);
  }
  throw new Error(`Tab does not lead to “${name}”, but to ${way.join(' | ')}`);
}

/** Presses Enter on the control of this name, once Tab has led there. @returns the names on the way */
export async function enter(page: Page, name: string): Promise<string[]> {
  const way = await tabTo(page, name);
  await page.keyboard.press('Enter');
  return way;
}

/** Waits until the focus is on these words, which a screen reader then reads. */
export async function reads(page: Page, words: string): Promise<void> {
  await until(`the focus is on “${words}”`, async () => (await focus(page)).name === words);
}
