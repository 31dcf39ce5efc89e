/**
 * A real Chromium with the extension in it, for `npm start`, the end-to-end tests and the
 * benchmark. Nothing here sleeps for a fixed time: everything waits for what it needs to see.
 */
import puppeteer, {
  type Browser,
  type CDPSession,
  type Extension,
  type Frame,
  type Page,
  type Realm,
  type Target,
  type WebWorker,
} from 'puppeteer-core';
import { chromium } from './programs.ts';

export interface BrowserOptions {
  /** Folder of the unpacked extension. */
  extension: string;
  /**
   * What getUserMedia gives: an mjpeg file, played at 30 frames a second and looped; 'machine',
   * the real cameras with the browser's own question; 'none', no camera at all.
   */
  camera: string | 'machine' | 'none';
  /** Leave camera questions unanswered by us: the context's permissions decide. */
  ask?: boolean;
  headless: boolean;
  args?: readonly string[];
  /** Size of the pages' windows in CSS pixels, when headless. */
  viewport?: { width: number; height: number };
  /** The caller ends the browser itself when it is interrupted. */
  ownSignals?: boolean;
  /** Leave the first-run page open, which a new extension shows. */
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

/** A busy machine takes its time; on one that is not, nothing waits this long. */
const patient = { timeout: 60_000 };

/** Asks again until the answer is no longer null or false. @throws Error naming what did not come. */
export async function until<T>(
  what: string,
  probe: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  timeoutMs = 60_000,
): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const value = await probe();
    if (value !== null && value !== undefined && value !== false) return value;
    if (performance.now() > end)
      throw new Error(`Waited ${timeoutMs / 1000} s in vain until ${what}`);
    await new Promise((go) => setTimeout(go, 50));
  }
}

/** A page of the user's, with the number by which the extension knows its tab. */
export interface Tab {
  page: Page;
  id: number;
}

export interface ExtensionBrowser {
  browser: Browser;
  extension: Extension;
  /** `chrome-extension://ID/` */
  origin: string;
  /** Opens a page in its own window, so that no other hides it. */
  open(url: string): Promise<Tab>;
  serviceWorker(): Promise<WebWorker>;
  /** The offscreen document, once there is one. */
  offscreen(): Promise<Page>;
  /** A page of the extension's, out of the user's sight, from which its API can be asked. */
  desk(): Promise<Page>;
  /** The popup as a page of its own, about the given tab. The caller closes it. */
  popup(tab: Tab): Promise<Page>;
  /** Presses the toolbar button on a page: the real popup. The caller closes it. */
  pressButton(page: Page): Promise<Page>;
  /** Switches captions as a user does: toolbar button, then the popup's switch. */
  setCaptions(tab: Tab, on: boolean): Promise<void>;
  /** Closes the browser and removes its profile. */
  dispose(): Promise<void>;
}

/** @throws Error when there is no Chromium or the extension does not load. */
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
      // Chromium refuses its sandbox to root, as in containers.
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
 * The first-run page comes in its own time, and would stand among the tabs that a caller opens. A
 * build that a test has broken may open none.
 */
export async function closeWelcome(browser: Browser, origin: string): Promise<void> {
  const isWelcome = (target: Target): boolean =>
    target.type() === 'page' && target.url() === `${origin}welcome.html`;
  const target = await browser.waitForTarget(isWelcome, { timeout: 10_000 }).catch(() => null);
  await (await target?.page())?.close();
}

function drive(browser: Browser, extension: Extension, headless: boolean): ExtensionBrowser {
  const origin = `chrome-extension://${extension.id}/`;
  const ofUs = (type: string) => (target: Target) =>
    target.type() === type && target.url().startsWith(origin);

  const newWindow = (): Promise<Page> =>
    browser.newPage({ type: 'window', windowBounds: { width: 1280, height: 860 } });

  let desk: Promise<Page> | undefined;
  const openDesk = async (): Promise<Page> => {
    // The window that the browser itself opened; a person need not see it.
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
  const tabIds = async (): Promise<number[]> => {
    const page = await self.desk();
    return page.evaluate(async () => (await chrome.tabs.query({})).flatMap(({ id }) => id ?? []));
  };

  const self: ExtensionBrowser = {
    browser,
    extension,
    origin,
    async open(url) {
      const before = new Set(await tabIds());
      const page = await newWindow();
      const added = await until('the new tab has a number', async () => {
        const ids = (await tabIds()).filter((id) => !before.has(id));
        return ids.length === 1 ? ids : null;
      });
      await page.goto(url);
      return { page, id: added[0]! };
    },
    async serviceWorker() {
      const target = await browser.waitForTarget(ofUs('service_worker'), patient);
      const worker = await target.worker();
      if (!worker) throw new Error('The service worker went away while it was being asked.');
      return worker;
    },
    async offscreen() {
      const target = await browser.waitForTarget(ofUs('background_page'), patient);
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
      // The first-run page may open by itself in this very moment.
      const isPopup = (target: Target) => target.url() === `${origin}popup.html`;
      const opened = browser.waitForTarget((target) => isPopup(target) && !before.has(target));
      await page.triggerExtensionAction(extension);
      return (await opened).asPage();
    },
    async setCaptions(tab, on) {
      const popup = await self.pressButton(tab.page);
      try {
        await popup.waitForSelector('[role=switch]:enabled', patient);
        const shown = `[role=switch][aria-checked=${on}]`;
        if (!(await popup.$(shown))) await popup.click('[role=switch]');
        await popup.waitForSelector(`main[aria-busy=false] ${shown}`, patient);
      } finally {
        await popup.close();
      }
    },
    async dispose() {
      await browser.close();
    },
  };
  return self;
}

/** The extension's isolated world in the frame, of a page in its main frame. */
export function contentRealm(place: Page | Frame): Promise<Realm> {
  return until('the content script runs in the page', () => place.extensionRealms()[0]);
}

interface DomNode {
  nodeName: string;
  nodeValue: string;
  attributes?: string[];
  children?: DomNode[];
  shadowRoots?: DomNode[];
  /** Of a frame in the same process. */
  contentDocument?: DomNode;
}

/**
 * The page as the browser holds it, closed shadow roots and frames of the same site included; a
 * frame of another site is another process, which is asked by itself.
 */
async function wholeDocument(place: Page | Frame): Promise<DomNode> {
  const ask = async (session: CDPSession): Promise<DomNode> => {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
    return root as unknown as DomNode;
  };
  // Puppeteer has the session of a frame's process, but not in its types.
  if ('client' in place) return ask(place.client as CDPSession);
  const session = await (place as Page).createCDPSession();
  try {
    return await ask(session);
  } finally {
    await session.detach();
  }
}

function* walk(node: DomNode): Generator<DomNode> {
  yield node;
  const { shadowRoots = [], children = [], contentDocument } = node;
  for (const child of [...shadowRoots, ...children]) yield* walk(child);
  if (contentDocument) yield* walk(contentDocument);
}

function attribute({ attributes = [] }: DomNode, name: string): string | null {
  const at = attributes.findIndex((value, i) => i % 2 === 0 && value === name);
  return at < 0 ? null : (attributes[at + 1] ?? null);
}

/** What is read in an element: its text, and what the style sheet draws from `data-text`. */
function textOf(node: DomNode): string {
  let text = '';
  for (const part of walk(node))
    text += part.nodeName === '#text' ? part.nodeValue : (attribute(part, 'data-text') ?? '');
  return text.replace(/\s+/g, ' ').trim();
}

/** Language and direction of every element of that class, also inside closed shadow roots. */
export async function attributesByClass(
  page: Page,
  name: string,
): Promise<{ lang: string | null; dir: string | null }[]> {
  return [...walk(await wholeDocument(page))]
    .filter((node) => attribute(node, 'class')?.split(/\s+/).includes(name))
    .map((node) => ({ lang: attribute(node, 'lang'), dir: attribute(node, 'dir') }));
}

/** Text of every element of that class in the page, also inside closed shadow roots. */
export async function textByClass(place: Page | Frame, name: string): Promise<string[]> {
  const found: string[] = [];
  for (const node of walk(await wholeDocument(place)))
    if (attribute(node, 'class')?.split(/\s+/).includes(name)) found.push(textOf(node));
  return found;
}
