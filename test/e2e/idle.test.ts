import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { serveDemo } from '../../tools/lib/servers/demo/server.ts';
import { openCall } from '../../tools/start/call.ts';
import { launchTest } from './support/harness.ts';

describe('the recognizer', { timeout: 900_000 }, () => {
  let browser: ExtensionBrowser;
  let site: Awaited<ReturnType<typeof serveDemo>>;

  beforeAll(async () => {
    site = await serveDemo();
    browser = await launchTest({});
  });

  afterAll(async () => {
    await browser?.dispose();
    await site?.close();
  });

  const hosted = (): boolean =>
    browser.browser.targets().some((target) => target.type() === 'background_page');

  it('frees models and memory when captions have been off for a while, and comes back', async () => {
    const tab = await openCall(browser, { url: site.url, vocabulary: 'call-gestures' });
    expect(hosted()).toBe(true);
    await browser.setCaptions(tab, false);
    await until('its page is closed', () => Promise.resolve(!hosted()), 60_000);
    await browser.setCaptions(tab, true);
    await until('its page is there again', () => Promise.resolve(hosted()), 60_000);
  });
});
