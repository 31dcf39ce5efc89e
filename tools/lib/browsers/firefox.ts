/**
 * A real Firefox with the extension in it, for the end-to-end tests; `chromium.ts` is Chromium's.
 * Driven by puppeteer over WebDriver BiDi. Nothing sleeps for a fixed time.
 *
 * What is different from Chromium, and cost time to find out (Firefox 153):
 *
 * - `page.goto` never returns for `moz-extension:` addresses: the events that it waits for do not
 *   come from the extension's process. The page is there all the same, and everything else works on
 *   it; `show` navigates without waiting. `page.url()` stays `about:blank`.
 * - The address of the extension is random, but for `extensions.webextensions.uuids`.
 * - BiDi knows no content script's world. The extension's own API does: `inContent` asks
 *   `scripting.executeScript` on a page of the extension, which runs in the very world of the
 *   content script. Content scripts may look into closed shadow roots (`openOrClosedShadowRoot`).
 * - Functions for `inContent` go as text: they see their arguments only, and under tsx (which names
 *   functions by a helper) they must hold no named function of their own.
 * - The fake camera shows a colour that changes. For a chosen picture getUserMedia is replaced by
 *   the stream of a canvas, in a script that runs before the tap (`firefox-camera.ts`). What a
 *   canvas gives stands still in a hidden tab.
 * - Nobody tells who holds a camera: `tabs.Tab.sharingState` leaves fake ones out.
 * - The browser's own process (`privileged`) needs `--remote-allow-system-access`.
 * - The event page is ended after `extensions.background.idle.timeout` ms (a pref), or by
 *   `endBackground`. A page of the extension that is open does not keep it alive.
 */
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import type { Diagnostics } from '../../../src/content/diagnostics.ts';
import { geckoId } from '../build/manifests.mjs';
import { firefox } from '../machine/programs.ts';
import { cameraScript } from './firefox-camera.ts';
import { openTab, switchCaptions, type Tab } from './tabs.ts';
import { until } from './until.ts';

export interface FirefoxOptions {
  /** Folder of the unpacked extension; null: a Firefox without it, for the other end of a call. */
  extension: string | null;
  /**
   * What getUserMedia gives: the address of a clip (`serveClip`), played anew and looped for each
   * call; 'fake', the browser's own picture of one colour.
   */
  camera: string | 'fake';
  headless: boolean;
  /** Size of the pages in CSS pixels. */
  viewport?: { width: number; height: number };
  prefs?: Readonly<Record<string, string | number | boolean>>;
  /** Leave the first-run page open, which a new extension shows. */
  welcome?: boolean;
}

/** So that the extension's address is known before it is installed. */
const uuid = '5b0c7a52-9d3e-4c64-8f0a-2d1b6e7f9a10';
const origin = `moz-extension://${uuid}/`;

const quiet = {
  'extensions.webextensions.uuids': JSON.stringify({ [geckoId]: uuid }),
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.peerconnection.ice.loopback': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
  'media.autoplay.default': 0,
  // A question for a site's permission is answered with yes: nobody is there to press the button.
  'extensions.webextOptionalPermissionPrompts': false,
};

export interface FirefoxBrowser {
  browser: Browser;
  /** `moz-extension://UUID/` */
  origin: string;
  /** Opens a page in its own window, so that no other hides it. */
  open(url: string): Promise<Tab>;
  /** Opens a page of the extension in its own window: `popup.html?tab=3`. */
  show(path: string): Promise<Page>;
  /** A page of the extension's, out of the user's sight, from which its API can be asked. */
  desk(): Promise<Page>;
  /** The popup as a page of its own, about the given tab. The caller closes it. */
  popup(tab: Tab): Promise<Page>;
  /** Switches captions by the popup's switch. */
  setCaptions(tab: Tab, on: boolean): Promise<void>;
  /** Runs in the world of the content script of the tab's top frame. */
  inContent<T, Args extends readonly unknown[]>(
    tab: Tab,
    run: (...args: Args) => T,
    ...args: Args
  ): Promise<T>;
  /** What the content script counted so far, without its long lists; null: there is none. */
  counters(tab: Tab): Promise<Omit<Diagnostics, 'stages'> | null>;
  /** Text of every element of that class in the page, also inside closed shadow roots. */
  textByClass(tab: Tab, name: string): Promise<string[]>;
  /** Runs an expression in the browser's own process, where `gBrowser` and `Services` are. */
  privileged(expression: string): Promise<unknown>;
  /** Ends the event page as the browser does when it is idle, or when memory is short. */
  endBackground(): Promise<void>;
  /** Whether the event page runs: 'running', 'stopped', or what is between. */
  backgroundState(): Promise<unknown>;
  /** Installs the extension over itself, as an update does. */
  update(extension: string): Promise<void>;
  /** Takes a site from the extension, as the user may in the browser's add-on manager. */
  withhold(pattern: string): Promise<void>;
  /** What a press of the toolbar button gives the extension: the tab that shows this address. */
  allowTab(url: string): Promise<void>;
  /** Closes the browser and removes its profile. */
  dispose(): Promise<void>;
}

/** @throws Error when there is no Firefox or the extension does not load. */
export async function launchFirefox(options: FirefoxOptions): Promise<FirefoxBrowser> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: firefox(),
    headless: options.headless,
    defaultViewport: options.viewport ?? { width: 1280, height: 800 },
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: { ...quiet, ...options.prefs },
  });
  try {
    if (options.extension !== null) await browser.installExtension(options.extension);
    const self = drive(browser, options);
    if (options.extension !== null && !options.welcome) await self.closeWelcome();
    return self;
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** The part of puppeteer's BiDi that it does not show: commands of its own making are sent there. */
interface Bidi {
  send(method: string, params: object): Promise<{ result: unknown }>;
}

function drive(
  browser: Browser,
  options: FirefoxOptions,
): FirefoxBrowser & { closeWelcome(): Promise<void> } {
  const { connection: bidi } = browser as unknown as { connection: Bidi };
  const contextOf = (page: Page): string => (page.mainFrame() as unknown as { _id: string })._id;

  const newWindow = async (): Promise<Page> => {
    const page = await browser.newPage({ type: 'window' });
    if (options.camera !== 'fake') await page.evaluateOnNewDocument(cameraScript, options.camera);
    return page;
  };
  const navigate = async (page: Page, path: string): Promise<void> => {
    const url = `${origin}${path}`;
    await bidi.send('browsingContext.navigate', { context: contextOf(page), url, wait: 'none' });
    await until(`${path} is there`, () =>
      page
        .evaluate((wanted) => location.href === wanted && document.readyState !== 'loading', url)
        .catch(() => false),
    );
  };

  let desk: Promise<Page> | undefined;
  const openDesk = async (): Promise<Page> => {
    const page = await browser.newPage({ type: 'window' });
    // Not the popup: it would ask for the state again and again.
    await navigate(page, 'manifest.json');
    return page;
  };

  const self = {
    browser,
    origin,
    async open(url: string): Promise<Tab> {
      if (options.extension === null) {
        const page = await newWindow();
        await page.goto(url);
        return { page, id: -1 };
      }
      const tab = await openTab(await self.desk(), newWindow);
      await tab.page.goto(url);
      return tab;
    },
    async show(path: string): Promise<Page> {
      const page = await newWindow();
      await navigate(page, path);
      return page;
    },
    desk() {
      desk ??= openDesk();
      return desk;
    },
    async popup(tab: Tab): Promise<Page> {
      const page = await self.show(`popup.html?tab=${tab.id}`);
      await page.waitForSelector('main[aria-busy=false] [role=switch]');
      return page;
    },
    async setCaptions(tab: Tab, on: boolean): Promise<void> {
      const popup = await self.popup(tab);
      await switchCaptions(popup, on);
    },
    async inContent<T, Args extends readonly unknown[]>(
      tab: Tab,
      run: (...args: Args) => T,
      ...args: Args
    ): Promise<T> {
      const page = await self.desk();
      const result: unknown = await page.evaluate(`(async () => {
        const [{ result, error }] = await browser.scripting.executeScript({
          target: { tabId: ${tab.id} },
          func: ${run.toString()},
          args: ${JSON.stringify(args)},
        });
        if (error) throw error;
        return result;
      })()`);
      return result as T;
    },
    counters: (tab: Tab) =>
      self.inContent(tab, () => {
        const all = globalThis.signCaptionsDiagnostics;
        return all ? { ...all, stages: undefined } : null;
      }),
    textByClass: (tab: Tab, name: string) =>
      self.inContent(
        tab,
        (wanted) => {
          const found: string[] = [];
          const roots: ParentNode[] = [document];
          for (const root of roots)
            for (const element of root.querySelectorAll('*')) {
              const { openOrClosedShadowRoot: inner } = element as Element & {
                openOrClosedShadowRoot?: ShadowRoot | null;
              };
              if (inner) roots.push(inner);
              if (!element.classList.contains(wanted)) continue;
              // Captions are drawn by the style sheet from an attribute.
              const drawn = [element, ...element.querySelectorAll('[data-text]')]
                .map((one) => one.getAttribute('data-text') ?? '')
                .join('');
              found.push(`${element.textContent}${drawn}`.replace(/\s+/g, ' ').trim());
            }
          return found;
        },
        name,
      ),
    async privileged(expression: string): Promise<unknown> {
      const tree = await bidi.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
      const { contexts } = tree.result as { contexts: { context: string }[] };
      const { result } = await bidi.send('script.evaluate', {
        expression: `(async () => JSON.stringify(await (${expression})))()`,
        target: { context: contexts[0]!.context },
        awaitPromise: true,
      });
      const answer = result as {
        type: string;
        result?: { value?: string };
        exceptionDetails?: { text: string };
      };
      if (answer.type !== 'success')
        throw new Error(answer.exceptionDetails?.text ?? 'The browser did not answer.');
      return answer.result?.value === undefined ? undefined : JSON.parse(answer.result.value);
    },
    async endBackground(): Promise<void> {
      await self.privileged(
        `WebExtensionPolicy.getByID(${JSON.stringify(geckoId)}).extension.terminateBackground({ ignoreDevToolsAttached: true }).then(() => true)`,
      );
    },
    backgroundState: () =>
      self.privileged(
        `WebExtensionPolicy.getByID(${JSON.stringify(geckoId)}).extension.backgroundState`,
      ),
    async update(extension: string): Promise<void> {
      await browser.installExtension(extension);
      // Its pages were closed.
      desk = undefined;
    },
    async withhold(pattern: string): Promise<void> {
      await self.privileged(`(async () => {
        const { ExtensionPermissions } = ChromeUtils.importESModule(
          'resource://gre/modules/ExtensionPermissions.sys.mjs',
        );
        const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(geckoId)});
        const origins = [${JSON.stringify(pattern)}];
        await ExtensionPermissions.remove(extension.id, { permissions: [], origins }, extension);
      })()`);
    },
    async allowTab(url: string): Promise<void> {
      const found = await self.privileged(`(() => {
        const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(geckoId)});
        for (const { gBrowser } of Services.wm.getEnumerator('navigator:browser'))
          for (const tab of gBrowser.tabs)
            if (tab.linkedBrowser.currentURI.spec === ${JSON.stringify(url)}) {
              extension.tabManager.addActiveTabPermission(tab);
              return true;
            }
        return false;
      })()`);
      if (found !== true) throw new Error(`No tab shows ${url}.`);
    },
    async closeWelcome(): Promise<void> {
      await until(
        'the first-run page has been opened',
        () =>
          self
            .privileged(
              `(() => {
          const tab = gBrowser.tabs.find((tab) => tab.linkedBrowser.currentURI.spec === ${JSON.stringify(`${origin}welcome.html`)});
          if (tab) gBrowser.removeTab(tab);
          return Boolean(tab);
        })()`,
            )
            .then(Boolean),
        20_000,
      );
    },
    async dispose(): Promise<void> {
      await browser.close();
    },
  };
  return self as typeof self & FirefoxBrowser;
}
