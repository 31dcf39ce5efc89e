/**
 * Drives a real Firefox with the extension in it, for the end-to-end tests, as `chromium.ts` drives
 * Chromium. Uses puppeteer over WebDriver BiDi. Nothing sleeps for a fixed time.
 *
 * What differs from Chromium, and took time to find out (Firefox 153):
 *
 * - `page.goto` never returns for `moz-extension:` addresses, because the events that it waits for do
 *   not come from the extension's process. The page loads anyway, and everything else works on it;
 *   `show` navigates without waiting. `page.url()` stays `about:blank`.
 * - The extension's address is random unless `extensions.webextensions.uuids` sets it.
 * - BiDi gives no access to a content script's world, but the extension's own API does: `inContent`
 *   calls `scripting.executeScript` on an extension page, which runs in the world of the content
 *   script. Content scripts can read closed shadow roots (`openOrClosedShadowRoot`).
 * - Functions for `inContent` are passed as text: they can use only their arguments, and under tsx
 *   (which names functions with a helper) they must not contain named functions.
 * - The fake camera shows a changing colour. To show a chosen clip, a script that runs before the tap
 *   replaces getUserMedia with the stream of a canvas (`firefox-camera.ts`). A canvas stream stands
 *   still in a hidden tab.
 * - Nothing reports who uses a camera: `tabs.Tab.sharingState` ignores fake cameras.
 * - Access to the browser's own process (`privileged`) requires `--remote-allow-system-access`.
 * - The event page ends after `extensions.background.idle.timeout` ms (a pref), or by
 *   `endBackground`. An open extension page does not keep it alive.
 */
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import type { Diagnostics } from '../../../src/content/diagnostics.ts';
import { geckoId } from '../build/manifests.mjs';
import { firefox } from '../machine/programs.ts';
import { cameraScript } from './firefox-camera.ts';
import { openTab, switchCaptions, type Tab } from './tabs.ts';
import { until } from './until.ts';

export interface FirefoxOptions {
  /** Folder of the unpacked extension; null for a Firefox without it, for the other end of a call. */
  extension: string | null;
  /**
   * What getUserMedia returns: the address of a clip (`serveClips`), looped and restarted for each
   * call; 'fake', the browser's own single-colour video.
   */
  camera: string | 'fake';
  headless: boolean;
  /** Size of the pages in CSS pixels. */
  viewport?: { width: number; height: number };
  prefs?: Readonly<Record<string, string | number | boolean>>;
  /** Leave the first-run page open, which a newly installed extension shows. */
  welcome?: boolean;
}

/** Fixed, so that the extension's address is known before it is installed. */
const uuid = '5b0c7a52-9d3e-4c64-8f0a-2d1b6e7f9a10';
const origin = `moz-extension://${uuid}/`;

const quiet = {
  'extensions.webextensions.uuids': JSON.stringify({ [geckoId]: uuid }),
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.peerconnection.ice.loopback': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
  'media.autoplay.default': 0,
  // Grant site permissions without a prompt, because nobody is there to press the button.
  'extensions.webextOptionalPermissionPrompts': false,
};

export interface FirefoxBrowser {
  browser: Browser;
  /** `moz-extension://UUID/` */
  origin: string;
  /** Opens a page in its own window, so that no other page hides it. */
  open(url: string): Promise<Tab>;
  /** Opens an extension page, such as `popup.html?tab=3`, in its own window. */
  show(path: string): Promise<Page>;
  /** An extension page out of the user's sight, from which the extension's API can be called. */
  desk(): Promise<Page>;
  /** The popup as a separate page, about the given tab. The caller closes it. */
  popup(tab: Tab): Promise<Page>;
  /** Switches captions with the popup's switch. */
  setCaptions(tab: Tab, on: boolean): Promise<void>;
  /** Runs in the world of the content script of the tab's top frame. */
  inContent<T, Args extends readonly unknown[]>(
    tab: Tab,
    run: (...args: Args) => T,
    ...args: Args
  ): Promise<T>;
  /** What the content script has counted so far, without its long lists; null if there is none. */
  counters(tab: Tab): Promise<Omit<Diagnostics, 'stages'> | null>;
  /** Text of every element of that class in the page, also inside closed shadow roots. */
  textByClass(tab: Tab, name: string): Promise<string[]>;
  /** Runs an expression in the browser's own process, where `gBrowser` and `Services` are. */
  privileged(expression: string): Promise<unknown>;
  /** Ends the event page as the browser does when it is idle, or when memory is short. */
  endBackground(): Promise<void>;
  /** State of the event page: 'running', 'stopped' or a state in between. */
  backgroundState(): Promise<unknown>;
  /** Installs the extension over itself, as an update does. */
  update(extension: string): Promise<void>;
  /** Withdraws a site permission, as the user can in the browser's add-on manager. */
  withhold(pattern: string): Promise<void>;
  /** Gives the extension access to the tab with this address, as a press of the toolbar button does. */
  allowTab(url: string): Promise<void>;
  /** Closes the browser and removes its profile. */
  dispose(): Promise<void>;
}

/** @throws Error if there is no Firefox or the extension does not load. */
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

/** Puppeteer's internal BiDi connection, which can send commands that puppeteer has no method for. */
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
    // Not the popup, because it polls the state.
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
              // The stylesheet draws captions from an attribute.
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
      // The update closed its pages.
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
