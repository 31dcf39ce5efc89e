/**
 * Drives a real Chromium with the extension in it, for `npm start`, the end-to-end tests and the
 * benchmark. Nothing here sleeps for a fixed time: everything waits for a condition.
 */
import puppeteer, {
  type Browser,
  type Extension,
  type Frame,
  type Page,
  type Realm,
  type Target,
  type WebWorker,
} from 'puppeteer-core';
import { chromium } from '../machine/programs.ts';
import { openTab, patient, switchCaptions, type Tab } from './tabs.ts';
import { until } from './until.ts';

export interface BrowserOptions {
  /** Folder of the unpacked extension. */
  extension: string;
  /**
   * What getUserMedia returns: an mjpeg file, looped at 30 frames per second; 'machine', the real
   * cameras with the browser's own permission prompt; 'none', no camera at all.
   */
  camera: string | 'machine' | 'none';
  /** Do not accept camera prompts automatically: the context's permissions decide. */
  ask?: boolean;
  headless: boolean;
  args?: readonly string[];
  /** Size of the pages in CSS pixels, if headless. */
  viewport?: { width: number; height: number };
  /** The caller itself closes the browser on SIGINT, SIGTERM and SIGHUP. */
  ownSignals?: boolean;
  /** Leave the first-run page open, which a newly installed extension shows. */
  welcome?: boolean;
}

const quiet = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  // /dev/shm is tiny in many containers.
  '--disable-dev-shm-usage',
  '--allow-loopback-in-peer-connection',
  '--autoplay-policy=no-user-gesture-required',
  '--window-size=1280,860',
];

function cameraArgs({ camera, ask }: BrowserOptions): string[] {
  if (camera === 'machine') return [];
  const answer = ask ? [] : ['--use-fake-ui-for-media-stream'];
  if (camera === 'none') return [...answer, '--use-fake-device-for-media-stream=device-count=0'];
  return [
    ...answer,
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${camera}`,
  ];
}

export interface ExtensionBrowser {
  browser: Browser;
  extension: Extension;
  /** `chrome-extension://ID/` */
  origin: string;
  /** Opens a page in its own window, so that no other page hides it. */
  open(url: string): Promise<Tab>;
  serviceWorker(): Promise<WebWorker>;
  /** The offscreen document, once there is one. */
  offscreen(): Promise<Page>;
  /** An extension page out of the user's sight, from which the extension's API can be called. */
  desk(): Promise<Page>;
  /** The popup as a separate page, about the given tab. The caller closes it. */
  popup(tab: Tab): Promise<Page>;
  /** Presses the toolbar button on a page and returns the real popup. The caller closes it. */
  pressButton(page: Page): Promise<Page>;
  /** Switches captions as a user does: with the toolbar button, then the popup's switch. */
  setCaptions(tab: Tab, on: boolean): Promise<void>;
  /** Closes the browser and removes its profile. */
  dispose(): Promise<void>;
}

/** @throws Error if there is no Chromium or the extension does not load. */
export async function launch(options: BrowserOptions): Promise<ExtensionBrowser> {
  const browser = await puppeteer.launch({
    executablePath: chromium(),
    pipe: true,
    headless: options.headless,
    handleSIGINT: !options.ownSignals,
    handleSIGTERM: !options.ownSignals,
    handleSIGHUP: !options.ownSignals,
    enableExtensions: true,
    defaultViewport: options.headless ? (options.viewport ?? { width: 1280, height: 800 }) : null,
    args: [
      ...quiet,
      // Chromium does not run its sandbox as root, which is usual in containers.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...cameraArgs(options),
      ...(options.args ?? []),
    ],
  });
  try {
    const id = await browser.installExtension(options.extension);
    const extension = (await browser.extensions()).get(id);
    if (!extension) throw new Error(`The extension in ${options.extension} did not load.`);
    if (!options.welcome) await closeWelcome(browser, `chrome-extension://${extension.id}/`);
    return drive(browser, extension, options.headless);
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/**
 * Closes the first-run page, which opens at some point after the start and would mix with the tabs
 * that a caller opens. A build that a test has broken may not open one.
 */
export async function closeWelcome(browser: Browser, origin: string): Promise<void> {
  const isWelcome = (target: Target): boolean =>
    target.type() === 'page' && target.url() === `${origin}welcome.html`;
  const target = await browser.waitForTarget(isWelcome, { timeout: 30_000 }).catch(() => null);
  await (await target?.page())?.close();
}

function drive(browser: Browser, extension: Extension, headless: boolean): ExtensionBrowser {
  const origin = `chrome-extension://${extension.id}/`;
  const isOurs = (type: string) => (target: Target) =>
    target.type() === type && target.url().startsWith(origin);

  const newWindow = (): Promise<Page> =>
    browser.newPage({ type: 'window', windowBounds: { width: 1280, height: 860 } });

  let desk: Promise<Page> | undefined;
  const openDesk = async (): Promise<Page> => {
    // The window that the browser itself opened; minimized, because a person need not see it.
    const page = (await browser.pages())[0] ?? (await newWindow());
    await page.goto(`${origin}manifest.json`);
    if (!headless) {
      const session = await page.createCDPSession();
      const { windowId } = await session.send('Browser.getWindowForTarget');
      await session.send('Browser.setWindowBounds', {
        windowId,
        bounds: { windowState: 'minimized' },
      });
      await session.detach();
    }
    return page;
  };

  const self: ExtensionBrowser = {
    browser,
    extension,
    origin,
    async open(url) {
      const tab = await openTab(await self.desk(), newWindow);
      await tab.page.goto(url);
      return tab;
    },
    async serviceWorker() {
      const target = await browser.waitForTarget(isOurs('service_worker'), patient);
      const worker = await target.worker();
      if (!worker) throw new Error('The service worker went away while it was being asked.');
      return worker;
    },
    async offscreen() {
      const target = await browser.waitForTarget(isOurs('background_page'), patient);
      return target.asPage();
    },
    desk() {
      desk ??= openDesk();
      return desk;
    },
    async popup(tab) {
      const page = await newWindow();
      await page.setViewport({ width: 360, height: 480 });
      await page.goto(`${origin}popup.html?tab=${tab.id}`);
      await page.waitForSelector('main[aria-busy=false] [role=switch]', patient);
      return page;
    },
    async pressButton(page) {
      await page.bringToFront();
      const before = new Set(browser.targets());
      // The first-run page may open at this moment, so wait for the popup itself.
      const isPopup = (target: Target) => target.url() === `${origin}popup.html`;
      const opened = browser.waitForTarget((target) => isPopup(target) && !before.has(target));
      await page.triggerExtensionAction(extension);
      const popup = await (await opened).asPage();
      await popup.waitForSelector('main', patient);
      return popup;
    },
    async setCaptions(tab, on) {
      const popup = await self.pressButton(tab.page);
      await switchCaptions(popup, on);
    },
    async dispose() {
      await browser.close();
    },
  };
  return self;
}

/** The extension's isolated world in a frame, or in the main frame of a page. */
export function contentRealm(place: Page | Frame): Promise<Realm> {
  return until('the content script runs in the page', () => place.extensionRealms()[0]);
}
