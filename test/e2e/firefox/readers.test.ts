import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tab } from '../../../tools/lib/browsers/tabs.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { createWorld, joinCall, openCall, type World } from '../support/firefox.ts';
import { message, root } from '../support/harness.ts';
import { calmLead, fixture } from '../support/signer-clip.ts';

describe('a person in Firefox, where others cannot see captions,', { timeout: 900_000 }, () => {
  const known = fixture('known', { slower: 1.5, signs: 4, lead: calmLead });
  let world: World;
  let tab: Tab;

  beforeAll(async () => {
    await mkdir(join(root, 'out/readers'), { recursive: true });
    world = await createWorld(known);
    tab = await openCall(world);
    // A chat, as call pages have it.
    await tab.page.evaluate(() => {
      const chat = document.createElement('input');
      chat.id = 'chat';
      document.querySelector('header')!.append(chat);
    });
    await joinCall(world, tab);
  });
  afterAll(() => world?.dispose());

  const hint = async (): Promise<string> =>
    (await world.firefox.textByClass(tab, 'hint')).join(' ');
  const chat = (): Promise<string> =>
    tab.page.$eval('#chat', (field) => (field as HTMLInputElement).value);
  const picture = async (name: string): Promise<void> => {
    await writeFile(join(root, `out/readers/${name}.png`), await tab.page.screenshot());
  };
  /**
   * Moves the mouse to the first button of the hint. The page, and so a press, finds no button before
   * the user's own pointer is there; and the hint moves when the row below it changes.
   * @returns the button's middle, once it lies under the pointer
   */
  const pointAt = async (): Promise<readonly [number, number] | null> => {
    const found = await world.firefox.inContent(tab, () => {
      for (const element of document.querySelectorAll('*')) {
        const { openOrClosedShadowRoot: inner } = element as Element & {
          openOrClosedShadowRoot?: ShadowRoot | null;
        };
        const button = inner?.querySelector('.answers button');
        if (!inner || !button) continue;
        const box = button.getBoundingClientRect();
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
        return { x, y, under: inner.elementFromPoint(x, y) === button };
      }
      return null;
    });
    if (!found) return null;
    const { x, y, under } = found;
    if (under) return [x, y];
    await tab.page.mouse.move(x, y - 2);
    await tab.page.mouse.move(x, y);
    return null;
  };
  const press = async (): Promise<void> => {
    const [x, y] = await until('the hint has a button under the pointer', pointAt);
    await tab.page.mouse.click(x, y, { delay: 100 });
  };

  it('is offered the chat below the first caption, and the caption is written there', async () => {
    await until(
      'the hint is there',
      async () => (await hint()).includes(message('readers_hintCannot')),
      120_000,
    );
    await picture('firefox-hint');
    await press();
    await until('it waits for a field', async () =>
      (await hint()).includes(message('readers_hintField')),
    );
    await picture('firefox-field');
    expect(await chat()).toBe('');
    await tab.page.click('#chat');
    await until('the caption is in the chat', async () => (await chat()) !== '');
    const captions = (await world.firefox.counters(tab))?.captions.map(({ caption }) => caption);
    expect(captions).toContain(await chat());
    await until('the hint has gone', async () => (await hint()) === '');
    expect(await world.firefox.textByClass(tab, 'notice')).toContain(
      message('readers_hintWritten'),
    );
    await picture('firefox-written');
  });

  it('reads in the popup that only they read captions, why, and what to do', async () => {
    const popup = await world.firefox.popup(tab);
    const line = await until('the popup says it', () =>
      popup.$eval('.read-by', (node) => node.textContent).catch(() => null),
    );
    for (const name of ['readers_you', 'outgoing_unsupported', 'readers_chat'])
      expect(line).toContain(message(name));
    expect(await popup.$eval('.readers [role=switch]', (one) => one.matches(':disabled'))).toBe(
      true,
    );
    await writeFile(join(root, 'out/readers/firefox-popup.png'), await popup.screenshot());
    await popup.close();
  });

  it('reads the same if they had wanted others to read, and can take that back', async () => {
    const desk = await world.firefox.desk();
    const stored = () =>
      desk.evaluate(async () => {
        const { settings } = await chrome.storage.local.get('settings');
        return settings as { version: number; outgoing: boolean };
      });
    await desk.evaluate(
      (settings) => chrome.storage.local.set({ settings: { ...settings, outgoing: true } }),
      await stored(),
    );
    const popup = await world.firefox.popup(tab);
    const toggle = await popup.waitForSelector('.readers [role=switch][aria-checked=true]');
    const line = await popup.$eval('.read-by', (node) => node.textContent);
    for (const name of ['readers_you', 'outgoing_unsupported'])
      expect(line).toContain(message(name));
    await toggle!.click();
    await until('it is off', async () => !(await stored()).outgoing);
    await popup.waitForSelector('.readers [role=switch]:disabled');
    await popup.close();
  });

  it('is offered no other readers for a single site, with the reason', async () => {
    const sites = await world.firefox.show('options.html#sites');
    const lists = await until('the sites are there', async () => {
      const all = await sites.$$eval('.site-choices', (rows) =>
        rows.map((row) => ({
          disabled: [...row.querySelectorAll('select')].map(({ disabled }) => disabled),
          text: row.textContent,
        })),
      );
      return all.length > 0 && all;
    });
    for (const { disabled, text } of lists) {
      expect(disabled, 'what is recognised, and who reads').toEqual([false, true]);
      expect(text).toContain(message('outgoing_unsupported'));
    }
    await sites.close();
  });
});
