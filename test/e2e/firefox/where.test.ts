import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Tab } from '../../../tools/lib/browsers/tabs.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import {
  captionsGoOn,
  createWorld,
  firefoxBuild,
  joinCall,
  openCall,
  type World,
} from '../support/firefox.ts';
import { fixture } from '../support/signer-clip.ts';

// test/e2e/where.test.ts has more in Chromium.

describe('captions in Firefox stand where the picture of the call is seen', {
  timeout: 900_000,
}, () => {
  let world: World;
  let tab: Tab;

  beforeAll(async () => {
    world = await createWorld(fixture('known', { slower: 1.5, signs: 4 }), {
      prefs: { 'dom.disable_open_during_load': false },
    });
  });
  afterAll(() => world?.dispose());
  afterEach(async () => {
    await tab?.page.close();
  });

  /** How many elements of ours are in the page, and in its window or frame. */
  const overlays = (): Promise<number[]> =>
    tab.page.evaluate(() => {
      const { other } = globalThis as unknown as { other?: Window | null };
      const count = (document?: Document): number =>
        document?.querySelectorAll('html > div').length ?? 0;
      return [count(document), other?.closed ? 0 : count(other?.document)];
    });
  const standIn = (place: 'page' | 'other'): Promise<unknown> =>
    until(`captions stand in the ${place}`, async () => {
      const counts = await overlays();
      return String(counts) === (place === 'page' ? '1,0' : '0,1');
    });
  const inPage = async (): Promise<boolean> =>
    (await world.firefox.textByClass(tab, 'line')).some(Boolean);
  /** Waits for a caption in the page that was not taken along from elsewhere. */
  const captionInPage = async (): Promise<void> => {
    await until('earlier captions are gone', async () => !(await inPage()), 90_000);
    await until('a caption is shown', inPage, 90_000);
  };

  /** Shows the call's own picture in the window that the page opened. */
  const show = (): Promise<void> =>
    tab.page.evaluate(() => {
      const { other } = globalThis as unknown as { other: Window };
      const video = other.document.createElement('video');
      Object.assign(video, { muted: true, autoplay: true, width: 400 });
      const { srcObject } = document.querySelector('#self-video') as HTMLVideoElement;
      video.srcObject = srcObject;
      other.document.body.append(video);
    });
  const openAndShow = async (): Promise<void> => {
    tab = await openCall(world);
    await joinCall(world, tab);
    await standIn('page');
    await tab.page.evaluate(() => {
      Object.assign(globalThis, { other: open('about:blank', '', 'width=640,height=480') });
    });
    await show();
    await standIn('other');
  };

  it('when the page shows it in a window that it opened: they follow it there, and back', async () => {
    await openAndShow();
    await captionsGoOn(world, tab);
    await tab.page.evaluate(() => {
      (globalThis as unknown as { other: Window }).other.document.querySelector('video')?.remove();
    });
    await standIn('page');
    await show();
    await standIn('other');
    await tab.page.evaluate(() => (globalThis as unknown as { other: Window }).other.close());
    await standIn('page');
    await captionInPage();
  });

  it.each([
    ['is shrunk', 'width: 160px; height: 90px', true],
    ['is not displayed', 'display: none; width: 500px; height: 380px', false],
    [
      'is moved out of sight',
      'position: absolute; left: -9999px; width: 500px; height: 380px',
      false,
    ],
  ])('when the frame of the call %s: they go to the page, and return', async (_, css, isDrawn) => {
    tab = await openCall(world);
    const { page } = tab;
    await page.evaluate(() => {
      const frame = document.createElement('iframe');
      frame.id = 'call-frame';
      frame.style.cssText = 'width: 500px; height: 380px';
      frame.src = location.href;
      document.body.prepend(frame);
      Object.assign(globalThis, { other: frame.contentWindow });
    });
    const frame = await until('the frame is there', () =>
      page.frames().find((one) => one !== page.mainFrame()),
    );
    await (await frame.waitForSelector('#join'))!.click();
    await standIn('other');
    const style = (text: string): Promise<void> =>
      page.$eval('#call-frame', (one, to) => one.setAttribute('style', to), text);
    await style(css);
    await standIn('page');
    // The tests' camera is drawn in the frame, and stands still while that is not seen at all.
    if (isDrawn) await captionInPage();
    await style('width: 500px; height: 380px');
    await standIn('other');
    expect(await overlays()).toEqual([0, 1]);
  });

  it('and are replaced there by the notice when the extension is updated', async () => {
    await openAndShow();
    await tab.page.evaluate(() => {
      const { other } = globalThis as unknown as { other: Window };
      Object.assign(globalThis, { old: other.document.querySelector('html > div') });
    });
    await world.firefox.update(firefoxBuild);
    await until('the old captions are gone', () =>
      tab.page.evaluate(() => !(globalThis as unknown as { old: Element }).old.isConnected),
    );
    await standIn('other');
    await tab.page.evaluate(() => (globalThis as unknown as { other: Window }).other.close());
  });
});
