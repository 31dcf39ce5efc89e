import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import type { Tab } from '../../tools/lib/browsers/tabs.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { axeFaults } from './support/axe.ts';
import { captionAppears } from './support/harness.ts';
import {
  ask,
  box,
  driveOverlay,
  type OverlayCall,
  openOverlayCall,
  style,
} from './support/overlay-driver.ts';

describe('captions in a call page', { timeout: 1_200_000 }, () => {
  let call: OverlayCall;
  let browser: ExtensionBrowser;
  let tab: Tab;
  const { picture, panel, tool, set, startAfresh } = driveOverlay(() => call);

  beforeAll(async () => {
    call = await openOverlayCall();
    ({ browser, tab } = call);
  });

  afterAll(() => call?.dispose());

  beforeEach(startAfresh);

  it('do not move for users who want no motion, and take the colours of users who chose their own', async () => {
    const { page } = tab;
    await captionAppears(page);
    const session = await page.createCDPSession();
    const media = (features: { name: string; value: string }[]) =>
      session.send('Emulation.setEmulatedMedia', { features });
    await media([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    expect(await style(page, 'newest', 'animation-name')).toBe('none');
    expect(await style(page, 'line', 'transition-duration')).toMatch(/^0s/);
    await media([{ name: 'forced-colors', value: 'active' }]);
    const [text, ground] = await Promise.all([
      style(page, 'newest', 'color'),
      style(page, 'captions', 'background-color'),
    ]);
    const system = await page.evaluate(() => {
      const probe = document.createElement('p');
      probe.style.cssText = 'color: CanvasText; background: Canvas; color-scheme: dark';
      document.body.append(probe);
      const { color, backgroundColor } = getComputedStyle(probe);
      probe.remove();
      return [color, backgroundColor];
    });
    expect([text, ground]).toEqual(system);
    await picture('forced-colours');
    await media([]);
    await session.detach();
  });

  it('are text to a screen reader, which reads them out unasked only if the user wants that', async () => {
    const { page } = tab;
    const session = await page.createCDPSession();
    const log = async () => {
      const { nodes } = await session.send('Accessibility.getFullAXTree');
      const found = nodes.find(({ role }) => role?.value === 'log');
      if (!found) return null;
      const within = new Set([found.nodeId]);
      // Parents come before their children.
      for (const { nodeId, parentId } of nodes)
        if (parentId !== undefined && within.has(parentId)) within.add(nodeId);
      const texts = nodes
        .filter(({ nodeId, role }) => within.has(nodeId) && role?.value === 'StaticText')
        .map(({ name }) => String(name?.value));
      const live = found.properties?.find(({ name }) => name === 'live')?.value.value;
      return { texts, live: (live as string | undefined) ?? 'off' };
    };
    const [shown] = await captionAppears(page);
    const silent = await until('the captions are in the tree', async () => {
      const now = await log();
      return now?.texts.includes(shown!) ? now : null;
    });
    expect(silent.live).toBe('off');
    await set({ captionsAloud: true });
    await until('they are read out', async () => (await log())?.live === 'polite');
    await set({});
    await session.detach();
  });

  it('pass axe, and have their tools on the other side in languages from right to left', async () => {
    const { page } = tab;
    await tool('handle');
    const html = await until('the overlay is there', () =>
      ask(page, 'stage', function () {
        return this.outerHTML;
      }),
    );
    // axe cannot look into a closed shadow root, so it gets a copy of what is in it.
    const copy = await browser.browser.newPage();
    await copy.setContent(
      `<!doctype html><html lang="en"><title>Captions</title><main><h1>Captions</h1>${html}</main></html>`,
    );
    expect(await axeFaults(copy)).toEqual([]);
    await copy.close();
    await page.bringToFront();
    // At the captions, tools stay where the user aims at them when the next caption comes.
    await page.mouse.move(5, 5);
    const turned = await until('the overlay is turned round', async () => {
      if ((await style(page, 'tools', 'opacity')) !== '0') return null;
      return ask(page, 'stage', function () {
        this.dir = 'rtl';
        const left = (name: string): number =>
          this.querySelector(name)?.getBoundingClientRect().left ?? Number.NaN;
        const gap = Math.abs(left('.tools') - left('.panel'));
        this.dir = 'ltr';
        return { gap };
      });
    });
    expect(turned.gap).toBeLessThan(1);
  });

  it.each(['#ffffff', '#000000', 'noise'])(
    'have a contrast of 4.5:1 against a picture that is %s',
    async (ground) => {
      const { page } = tab;
      await page.evaluate((fill) => {
        const canvas = document.createElement('canvas');
        canvas.id = 'ground';
        [canvas.width, canvas.height] = [innerWidth, innerHeight];
        canvas.style.cssText = 'position: fixed; inset: 0; z-index: 9';
        const pen = canvas.getContext('2d')!;
        pen.fillStyle = fill === 'noise' ? '#000' : fill;
        pen.fillRect(0, 0, canvas.width, canvas.height);
        if (fill === 'noise') {
          const pixels = pen.createImageData(canvas.width, canvas.height);
          let seed = 1;
          for (let i = 0; i < pixels.data.length; i += 4) {
            seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
            pixels.data.fill((seed >> 16) & 1 ? 255 : 0, i, i + 3);
            pixels.data[i + 3] = 255;
          }
          pen.putImageData(pixels, 0, 0);
        }
        document.body.append(canvas);
      }, ground);
      const shot = await until('captions stand still in their picture', async () => {
        const before = await panel();
        const { left, top, width, height } = before;
        const taken = await page.screenshot({
          encoding: 'base64',
          clip: { x: left + 4, y: top + 4, width: width - 8, height: height - 8 },
        });
        return isDeepStrictEqual(await box(page, 'panel'), before) && taken;
      });
      await page.evaluate(() => document.querySelector('#ground')?.remove());
      const desk = await browser.desk();
      const luminances = await desk.evaluate(async (data) => {
        const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const pen = canvas.getContext('2d')!;
        pen.drawImage(bitmap, 0, 0);
        const { data: pixels } = pen.getImageData(0, 0, canvas.width, canvas.height);
        const linear = (value: number): number =>
          value <= 10.3 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
        const found: number[] = [];
        for (let i = 0; i < pixels.length; i += 4)
          found.push(
            0.2126 * linear(pixels[i]!) +
              0.7152 * linear(pixels[i + 1]!) +
              0.0722 * linear(pixels[i + 2]!),
          );
        return found.sort((a, b) => a - b);
      }, shot);
      // Letters cover well under a third of the panel; most of the rest is the background.
      const behind = luminances[Math.floor(luminances.length * 0.6)]!;
      const letters = luminances.at(-1)!;
      expect((letters + 0.05) / (behind + 0.05)).toBeGreaterThanOrEqual(4.5);
    },
  );
});
