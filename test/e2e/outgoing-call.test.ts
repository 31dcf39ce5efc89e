import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { serveDemo } from '../../tools/lib/servers/demo/server.ts';
import { ask, counters, join, openCall } from '../../tools/start/call.ts';
import { farPixels } from './support/far-end.ts';
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
        const share = await farPixels(tab.page, { x: 0.4, y: 0.87, width: 0.2, height: 0.08 });
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
