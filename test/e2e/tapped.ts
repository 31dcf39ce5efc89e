/** A Chromium whose pages have the tap in their world and the probe beside it. */
import { build } from 'esbuild';
import puppeteer, { type Page } from 'puppeteer-core';
import { serve } from '../../tools/demo/server.ts';
import { chromium } from '../../tools/programs.ts';
import type { Probe } from './tap-probe.ts';

const root = new URL('../../', import.meta.url).pathname;

/** A page with tap and probe in it, as the extension would put them there. */
export interface Tapped {
  page: Page;
  /** Runs in the probe's isolated world. */
  probe<T, A = undefined>(
    run: (probe: Probe, argument: A) => T | Promise<T>,
    argument?: A,
  ): Promise<T>;
}

export interface TappedBrowser {
  /** The tap as the extension ships it. */
  tap: string;
  /** Opens a test page without the tap. */
  openPlain(path: string): Promise<Page>;
  /** @param first runs in the page before its own scripts, but after the tap */
  open(path: string, first?: string): Promise<Tapped>;
  closePages(): Promise<void>;
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

export async function launchTapped(args: string[] = []): Promise<TappedBrowser> {
  const [tap, probe] = await Promise.all([
    bundle('src/page-world/tap.ts'),
    bundle('test/e2e/tap-probe.ts'),
  ]);
  const site = await serve({
    folder: `${root}test/e2e/pages`,
    headers: (path): Record<string, string> =>
      path === '/refused.html' ? { 'Permissions-Policy': 'camera=()' } : {},
  });
  const browser = await puppeteer.launch({
    executablePath: chromium(),
    pipe: true,
    headless: true,
    args: [
      '--no-sandbox',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--disable-dev-shm-usage',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream=device-count=2',
      '--allow-loopback-in-peer-connection',
      ...args,
    ],
  });
  const pages: Page[] = [];
  const newPage = async (): Promise<Page> => {
    const page = await browser.newPage();
    pages.push(page);
    return page;
  };

  return {
    tap,
    async openPlain(path) {
      const page = await newPage();
      await page.goto(new URL(path, site.url).href);
      return page;
    },
    async open(path, first) {
      const page = await newPage();
      const session = await page.createCDPSession();
      const worldName = 'probe';
      /** Isolated worlds of the main frame, newest last. */
      const worlds: number[] = [];
      const { frameTree } = await session.send('Page.getFrameTree');
      session.on('Runtime.executionContextCreated', ({ context }) => {
        if (context.name === worldName && context.auxData?.frameId === frameTree.frame.id)
          worlds.push(context.id);
      });
      await session.send('Runtime.enable');
      await session.send('Page.enable');
      const add = (source: string, world?: { worldName: string }) =>
        session.send('Page.addScriptToEvaluateOnNewDocument', { source, ...world });
      await add(tap);
      await add(probe, { worldName });
      if (first) await add(first);
      await page.goto(new URL(path, site.url).href);
      return {
        page,
        async probe(run, argument) {
          const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
            contextId: worlds.at(-1)!,
            expression: `(${run})(globalThis.probe, ${JSON.stringify(argument) ?? 'undefined'})`,
            awaitPromise: true,
            returnByValue: true,
          });
          if (exceptionDetails)
            throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
          return result.value;
        },
      };
    },
    async closePages() {
      await Promise.all(pages.splice(0).map((page) => page.close()));
    },
    async dispose() {
      await browser.close();
      await site.close();
    },
  };
}
