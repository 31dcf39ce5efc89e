/** A Chromium whose pages have the tap in their world and outgoing captions beside it. */
import { build } from 'esbuild';
import puppeteer, { type Page } from 'puppeteer-core';
import { serve } from '../../tools/demo/server.ts';
import { chromium } from '../../tools/programs.ts';
import type { OutgoingProbe } from './outgoing-probe.ts';

const root = new URL('../../', import.meta.url).pathname;

export interface SendingPage {
  page: Page;
  /** Runs in the isolated world. */
  probe<T, A = undefined>(
    run: (probe: OutgoingProbe, argument: A) => T | Promise<T>,
    argument?: A,
  ): Promise<T>;
}

export interface SendingBrowser {
  open(): Promise<SendingPage>;
  version(): Promise<string>;
  dispose(): Promise<void>;
}

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${root}${entry}`],
    bundle: true,
    format: 'iife',
    target: 'chrome119',
    write: false,
  });
  return outputFiles[0]!.text;
}

export async function launchSending(): Promise<SendingBrowser> {
  const [tap, probe] = await Promise.all([
    bundle('src/page-world/tap.ts'),
    bundle('test/e2e/outgoing-probe.ts'),
  ]);
  const site = await serve({ folder: `${root}test/e2e/pages` });
  const browser = await puppeteer.launch({
    executablePath: chromium(),
    pipe: true,
    headless: true,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--disable-dev-shm-usage',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream=device-count=2,fps=30',
      '--auto-select-desktop-capture-source=Entire screen',
      '--allow-loopback-in-peer-connection',
      '--autoplay-policy=no-user-gesture-required',
    ],
  });
  return {
    version: () => browser.version(),
    async open() {
      const page = await browser.newPage();
      const session = await page.createCDPSession();
      const worldName = 'outgoing';
      const worlds: number[] = [];
      session.on('Runtime.executionContextCreated', ({ context }) => {
        if (context.name === worldName) worlds.push(context.id);
      });
      await session.send('Runtime.enable');
      await session.send('Page.enable');
      const add = (source: string, world?: { worldName: string }) =>
        session.send('Page.addScriptToEvaluateOnNewDocument', { source, ...world });
      await add(tap);
      await add(probe, { worldName });
      await page.goto(`${site.url}outgoing.html`);
      return {
        page,
        async probe(run, argument) {
          const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
            contextId: worlds.at(-1)!,
            expression: `(${run})(globalThis.outgoingProbe, ${JSON.stringify(argument) ?? 'undefined'})`,
            awaitPromise: true,
            returnByValue: true,
          });
          if (exceptionDetails)
            throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
          return result.value;
        },
      };
    },
    async dispose() {
      await browser.close();
      await site.close();
    },
  };
}
