import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Settings } from '../../src/settings/schema.ts';
import type { Tab } from '../../tools/lib/browsers/tabs.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { captionsShown } from '../../tools/start/call.ts';
import { captionAppears } from './support/harness.ts';
import {
  ask,
  driveOverlay,
  middle,
  type OverlayCall,
  openOverlayCall,
  style,
  viewport,
} from './support/overlay-driver.ts';

describe('captions in a call page', { timeout: 1_200_000 }, () => {
  let call: OverlayCall;
  let tab: Tab;
  const { set, picture, panel, startAfresh } = driveOverlay(() => call);

  beforeAll(async () => {
    call = await openOverlayCall();
    ({ tab } = call);
  });

  afterAll(() => call?.dispose());

  beforeEach(startAfresh);

  it('let clicks through to the page', async () => {
    const { page } = tab;
    const at = middle(await panel());
    await page.evaluate(() => {
      const heard = document.documentElement;
      addEventListener(
        'click',
        (event) => heard.setAttribute('data-hit', (event.target as Element).outerHTML),
        {
          once: true,
        },
      );
    });
    await page.mouse.click(...at);
    const hit = await page.evaluate(() => document.documentElement.dataset.hit);
    expect(hit).toBeDefined();
    expect(hit).not.toContain('popover');
  });

  it.each<[string, Partial<Settings>, string, string, RegExp]>([
    ['font', { captionFont: 'serif' }, 'captions', 'font-family', /^serif$/],
    ['mono', { captionFont: 'mono' }, 'captions', 'font-family', /^monospace$/],
    ['weight', { captionWeight: 700 }, 'captions', 'font-weight', /^700$/],
    ['colour', { captionColor: '#ffee00' }, 'newest', 'color', /^rgb\(255, 238, 0\)$/],
    [
      'background',
      { captionBackground: '#00308f' },
      'captions',
      'background-color',
      /^rgba\(0, 48, 143, 0\.86\)$/,
    ],
    ['opacity', { captionOpacity: 40 }, 'captions', 'background-color', /0\.4\)$/],
    [
      'outline',
      { captionEdge: 'outline', captionOpacity: 0 },
      'captions',
      'text-shadow',
      /^(rgb\(0, 0, 0\).*){16}$/,
    ],
    ['shadow', { captionEdge: 'shadow' }, 'captions', 'text-shadow', /^rgb\(0, 0, 0\)/],
    ['align', { captionAlign: 'end' }, 'captions', 'text-align', /^end$/],
    ['aloud', { captionsAloud: true }, 'captions', '--unused', /^$/],
  ])('follow the setting of %s at once', async (name, settings, where, property, wanted) => {
    await captionAppears(tab.page);
    await set(settings);
    await until(`${property} is as wanted`, async () =>
      wanted.test((await style(tab.page, where, property)) ?? 'gone'),
    );
    if (settings.captionsAloud)
      await until('the log is read out', () =>
        ask(tab.page, 'captions', function () {
          return this.getAttribute('aria-live') === 'polite';
        }),
      );
    await picture(`setting-${name}`);
  });

  it('follow size, width, position and number of lines at once', async () => {
    const size = async () =>
      Number.parseFloat((await style(tab.page, 'captions', 'font-size')) ?? '0');
    await captionAppears(tab.page);
    const plain = await size();
    await set({ captionSize: 200 });
    await until(
      'the letters are twice as large',
      async () => Math.abs((await size()) / plain - 2) < 0.02,
    );
    await picture('setting-size');
    await set({ captionPosition: 'top-end' });
    await until('they are in the upper right corner', async () => {
      const { left, top, width } = await panel();
      return top < 60 && left + width > viewport.width - 50;
    });
    await picture('setting-position');
    await set({ captionWidth: 20, captionSize: 150 });
    await until('lines are narrow', async () => {
      const width = await style(tab.page, 'captions', 'max-width');
      return width?.includes('min(') && (await panel()).width < viewport.width / 2;
    });
    await set({ captionLines: 1 });
    await until('there is one line', async () => (await captionsShown(tab.page)).length === 1);
    await picture('setting-lines');
  });

  it('come back when the page removes them', async () => {
    const { page } = tab;
    await captionAppears(page);
    for (let i = 0; i < 3; i++) {
      await page.evaluate(() => document.querySelector('html > [popover]')?.remove());
      await captionAppears(page);
    }
    const open = await page.$eval('html > [popover]', (host) => host.matches(':popover-open'));
    expect(open).toBe(true);
  });
});
