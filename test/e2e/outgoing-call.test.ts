import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { serveDemo } from '../../tools/lib/servers/demo/server.ts';
import { ask, counters, join, openCall } from '../../tools/start/call.ts';
import {
  createCamera,
  type FakeCamera,
  launchTest,
  type SignerClip,
  signerClip,
} from './support/harness.ts';

describe('a person who signs in a call and wants others to see it', { timeout: 300_000 }, () => {
  let clip: SignerClip;
  let camera: FakeCamera;
  let extension: ExtensionBrowser;
  let site: Awaited<ReturnType<typeof serveDemo>>;

  beforeAll(async () => {
    clip = await signerClip('known');
    camera = await createCamera(clip);
    site = await serveDemo();
    extension = await launchTest({ camera: camera.file });
  });
  afterAll(async () => {
    await extension?.dispose();
    await site?.close();
    await camera?.dispose();
    await clip?.dispose();
  });

  it('is captioned at the far end of the call, and the extension says so', async () => {
    const tab = await openCall(extension, { url: site.url, vocabulary: 'call-gestures' });
    const desk = await extension.desk();
    await desk.evaluate(async () => {
      const { settings } = await chrome.storage.local.get('settings');
      await chrome.storage.local.set({
        settings: { version: 2, ...(settings as object), outgoing: true },
      });
    });
    await join(tab.page);
    await until(
      'a caption is read at the far end',
      async () => {
        const share = await tab.page.evaluate(
          (box) => {
            const video = document.querySelector<HTMLVideoElement>('#remote-video')!;
            const { videoWidth: width, videoHeight: height } = video;
            if (!width) return null;
            const canvas = new OffscreenCanvas(width, height);
            const context = canvas.getContext('2d')!;
            context.drawImage(video, 0, 0);
            const [x, y] = [box.x * width, box.y * height];
            const { data } = context.getImageData(x, y, box.width * width, box.height * height);
            let white = 0;
            let black = 0;
            for (let i = 0; i < data.length; i += 4) {
              const light = 0.299 * data[i]! + 0.587 * data[i + 1]! + 0.114 * data[i + 2]!;
              if (light > 200) white++;
              if (light < 40) black++;
            }
            return { white: (4 * white) / data.length, black: (4 * black) / data.length };
          },
          { x: 0.4, y: 0.87, width: 0.2, height: 0.08 },
        );
        return share !== null && share.white > 0.02 && share.black > 0.4;
      },
      120_000,
    );
    expect((await counters(tab.page))?.captions.length).toBeGreaterThan(0);
    const state = (await ask(extension, { type: 'tab-get', tabId: tab.id })) as {
      outgoing?: string;
    };
    expect(state.outgoing).toBe('ready');
  });
});
