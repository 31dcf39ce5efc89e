import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExtensionBrowser, type Tab, until } from '../../tools/browser.ts';
import { serveDemo } from '../../tools/demo/server.ts';
import { join, openCall } from '../../tools/start/call.ts';
import { captionAppears, launchTest, signerClip } from './harness.ts';

/** A proxy that lets nothing through and notes who was asked for. */
async function createTrap(): Promise<{ server: Server; url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(502).end();
  });
  server.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    socket.on('error', () => undefined).end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** Chromium asks for its own updates, accounts and the time, with and without an extension. */
const browsersOwn = /(^|\/\/|\.)(google|googleapis|gvt1|gstatic)\.com[:/]/;

describe('what leaves the computer', { timeout: 300_000 }, () => {
  let trap: Awaited<ReturnType<typeof createTrap>>;
  let clip: Awaited<ReturnType<typeof signerClip>>;
  let site: Awaited<ReturnType<typeof serveDemo>>;
  let browser: ExtensionBrowser;
  let tab: Tab;

  beforeAll(async () => {
    trap = await createTrap();
    clip = await signerClip('known');
    site = await serveDemo();
    browser = await launchTest({
      camera: clip.file,
      // Everything but this machine's own servers goes to the trap, names unresolved.
      args: [`--proxy-server=${trap.url}`],
    });
    tab = await openCall(browser, { url: site.url, vocabulary: 'call-gestures' });
  });

  afterAll(async () => {
    await browser?.dispose();
    await site?.close();
    await clip?.dispose();
    trap?.server.close();
  });

  it('is nothing: not from install to the first caption, nor from the popup', async () => {
    await join(tab.page);
    await captionAppears(tab.page);
    const popup = await browser.popup(tab);
    await popup.close();
    expect(trap.asked.filter((url) => !browsersOwn.test(url))).toEqual([]);
  });

  it('would have been seen: the trap notes what a page asks for', async () => {
    await tab.page.evaluate(() => fetch('https://example.com/').catch(() => undefined));
    await until('the trap has noted it', () => trap.asked.includes('example.com:443'));
  });

  it('could not be anything: the extension may connect to itself alone', async () => {
    for (const page of [await browser.offscreen(), await browser.desk()]) {
      const refused = await page.evaluate(
        (url) =>
          fetch(url).then(
            () => false,
            () => true,
          ),
        site.url,
      );
      expect(refused).toBe(true);
    }
  });
});
