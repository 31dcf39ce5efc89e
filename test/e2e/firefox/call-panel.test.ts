import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tab } from '../../../tools/lib/browsers/tabs.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { createWorld, joinCall, openCall, type World } from '../support/firefox.ts';
import { root } from '../support/harness.ts';
import { calmLead, fixture } from '../support/signer-clip.ts';

describe('the panel in a call in Firefox', { timeout: 900_000 }, () => {
  const known = fixture('known', { slower: 1.5, signs: 4, lead: calmLead });
  let world: World;
  let tab: Tab;

  beforeAll(async () => {
    await mkdir(join(root, 'out/overlay'), { recursive: true });
    world = await createWorld(known);
    tab = await openCall(world);
    await joinCall(world, tab);
  });
  afterAll(() => world?.dispose());

  /** The middle of the first element of our overlay that matches. */
  const middleOf = (selector: string): Promise<readonly [number, number] | null> =>
    world.firefox.inContent(
      tab,
      (wanted) => {
        for (const element of document.querySelectorAll('html > div')) {
          const { openOrClosedShadowRoot: inner } = element as Element & {
            openOrClosedShadowRoot?: ShadowRoot | null;
          };
          const box = inner?.querySelector(wanted)?.getBoundingClientRect();
          if (box) return [box.left + box.width / 2, box.top + box.height / 2] as const;
        }
        return null;
      },
      selector,
    );

  it('is opened beside the captions, shows them, and closes with Escape', async () => {
    const { page } = tab;
    // Captions go after a while, and their tools with them.
    await until(
      'the panel is open',
      async () => {
        const panel = await middleOf('.call-panel');
        if (panel) return panel;
        const captions = await middleOf('.captions');
        if (captions) await page.mouse.move(...captions, { steps: 2 });
        const opener = await middleOf('.opener');
        if (opener) await page.mouse.click(...opener);
        return null;
      },
      120_000,
    );
    expect(await middleOf('.call-panel .last .drawn'), 'a caption in the panel').not.toBeNull();
    await writeFile(join(root, 'out/overlay/firefox-call-panel.png'), await page.screenshot());
    await page.keyboard.press('Escape');
    await until('the panel is closed', async () => (await middleOf('.call-panel')) === null);
  });
});
