/** A Chromium whose pages have the tap in their world, and a probe in a world of its own. */
import { type BuildOptions, build } from 'esbuild';
import puppeteer, { type Page } from 'puppeteer-core';
import { buildDrawingWorker, withDrawingWorker } from '../../../tools/lib/build/drawing-worker.mjs';
import { chromium } from '../../../tools/lib/machine/programs.ts';
import { serve } from '../../../tools/lib/servers/demo/server.ts';
import type { OutgoingProbe } from './outgoing-probe.ts';
import type { Probe } from './tap-probe.ts';

const root = new URL('../../../', import.meta.url).pathname;

/** A page with tap and probe in it, as the extension would put them there. */
export interface ProbedPage<P> {
  page: Page;
  /** Runs in the probe's isolated world. */
  probe<T, A = undefined>(run: (probe: P, argument: A) => T | Promise<T>, argument?: A): Promise<T>;
}

export interface ProbedBrowser<P> {
  /** The tap as the extension ships it. */
  tap: string;
  /**
   * Opens a test page without the tap, in a window of its own so that no page hides it.
   * @param host another name of this machine: the page is then of another site
   */
  openPlain(path: string, host?: string): Promise<Page>;
  /** @param first runs in the page before its own scripts, but after the tap */
  open(path: string, first?: string): Promise<ProbedPage<P>>;
  closePages(): Promise<void>;
  version(): Promise<string>;
  dispose(): Promise<void>;
}

export type Tapped = ProbedPage<Probe>;
export type TappedBrowser = ProbedBrowser<Probe>;
export type SendingPage = ProbedPage<OutgoingProbe>;
export type SendingBrowser = ProbedBrowser<OutgoingProbe>;

/** The probe of tap and grab. */
export function launchTapped(args: readonly string[] = []): Promise<TappedBrowser> {
  return launch<Probe>('test/e2e/support/tap-probe.ts', 'probe', [
    '--use-fake-device-for-media-stream=device-count=2',
    ...args,
  ]);
}

/** How a page sends: with captions drawn in a worker, or on its own thread. */
export const waysToDraw = [
  ['in a worker', 'outgoing.html'],
  ["on the page's thread", 'outgoing.html#here'],
] as const;

/** The probe of outgoing captions. */
export function launchSending(): Promise<SendingBrowser> {
  return launch<OutgoingProbe>(
    'test/e2e/support/outgoing-probe.ts',
    'outgoingProbe',
    [
      '--use-fake-device-for-media-stream=device-count=2,fps=30',
      '--auto-select-desktop-capture-source=Entire screen',
      '--autoplay-policy=no-user-gesture-required',
    ],
    bundleSending,
  );
}

const options: BuildOptions = { bundle: true, target: 'chrome119', absWorkingDir: root };

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    ...options,
    entryPoints: [`${root}${entry}`],
    format: 'iife',
    write: false,
  });
  return outputFiles[0]!.text;
}

/** The probe of outgoing captions, with the worker's text in it as the build puts it there. */
async function bundleSending(entry: string): Promise<string> {
  const [code, worker] = await Promise.all([bundle(entry), buildDrawingWorker(options)]);
  return withDrawingWorker(code, worker.text);
}

/** @param name of the probe on the global object of its world */
async function launch<P>(
  entry: string,
  name: string,
  args: readonly string[],
  bundleProbe = bundle,
): Promise<ProbedBrowser<P>> {
  const [tap, probe] = await Promise.all([bundle('src/page-world/tap.ts'), bundleProbe(entry)]);
  const site = await serve({
    folder: `${root}test/e2e/support/pages`,
    headers: (path): Record<string, string> =>
      path === '/refused.html'
        ? { 'Permissions-Policy': 'camera=()' }
        : path === '/no-worker.html'
          ? { 'Content-Security-Policy': "worker-src 'self'" }
          : {},
  });
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
      '--allow-loopback-in-peer-connection',
      ...args,
    ],
  });
  const pages: Page[] = [];
  const newPage = async (type: 'tab' | 'window' = 'tab'): Promise<Page> => {
    const page = await browser.newPage({ type });
    pages.push(page);
    return page;
  };

  return {
    tap,
    version: () => browser.version(),
    async openPlain(path, host = 'localhost') {
      const page = await newPage('window');
      const url = new URL(path, site.url);
      url.hostname = host;
      await page.goto(url.href);
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
            expression: `(${run})(globalThis.${name}, ${JSON.stringify(argument) ?? 'undefined'})`,
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
      // A test may have closed some.
      const open = pages.splice(0).filter((page) => !page.isClosed());
      await Promise.all(open.map((page) => page.close()));
    },
    async dispose() {
      await browser.close();
      await site.close();
    },
  };
}
