import { readFile, writeFile } from 'node:fs/promises';
import { join as path } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captionsAre, captionsSwitch, type Tab } from '../../../tools/lib/browsers/tabs.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { textByClass } from '../../../tools/lib/browsers/whole-page.ts';
import { join } from '../../../tools/start/call.ts';
import {
  createWorld,
  listen,
  printRecovery,
  videoGoesOn,
  type World,
  withoutDropped,
} from '../support/faults-call.ts';
import { captionAppears, copyBuild, message } from '../support/harness.ts';

/** The id of the track that the far end really gets, which the page is not shown. */
const sentTrack = (page: Page): Promise<string | null> =>
  page.evaluate(async () => {
    const [sender] = globalThis.connections?.[0]?.getSenders() ?? [];
    const stats: RTCStatsReport | undefined = await sender?.getStats();
    for (const report of stats?.values() ?? [])
      if (report.type === 'media-source') return report.trackIdentifier as string;
    return null;
  });

const ownTrack = (page: Page): Promise<string> =>
  page.$eval('#self-video', (video) => {
    const { srcObject } = video as HTMLVideoElement;
    return (srcObject as MediaStream).getVideoTracks()[0]!.id;
  });

/** The interfaces of the browser's own page of extensions. */
interface ExtensionsPage {
  developerPrivate: {
    reload(id: string, options: { failQuietly: boolean }): Promise<unknown>;
    updateProfileConfiguration(change: { inDeveloperMode: boolean }): Promise<void>;
    getExtensionInfo(id: string): Promise<{ state: string; version: string }>;
  };
  management: { setEnabled(id: string, enabled: boolean): Promise<void> };
}

describe('an extension that goes away during a call', { timeout: 900_000 }, () => {
  let world: World;
  let build: Awaited<ReturnType<typeof copyBuild>>;
  let extensions: Page;
  let tab: Tab;
  let page: Page;
  let heard: string[];

  beforeAll(async () => {
    build = await copyBuild();
    world = await createWorld({ extension: build.folder });
    const { browser, site } = world;
    const desk = await browser.desk();
    await desk.evaluate(() =>
      chrome.storage.local.set({ settings: { version: 2, outgoing: true } }),
    );
    extensions = await browser.browser.newPage();
    await extensions.goto('chrome://extensions');
    // Outside developer mode Chromium does not reload an unpacked extension.
    await extensions.evaluate(() =>
      (chrome as unknown as ExtensionsPage).developerPrivate.updateProfileConfiguration({
        inDeveloperMode: true,
      }),
    );
    tab = await browser.open(site);
    page = tab.page;
    heard = listen(page);
    await page.evaluateOnNewDocument(() => {
      globalThis.connections = [];
      const { prototype } = RTCPeerConnection;
      const real = prototype.addTransceiver;
      prototype.addTransceiver = function (...args) {
        globalThis.connections.push(this);
        return real.apply(this, args);
      };
    });
  });
  afterAll(async () => {
    await world?.dispose();
    await build?.dispose();
  });

  /** Reloads the tab, joins with captions on and waits until one is drawn into the sent video. */
  const callWithCaption = async (): Promise<void> => {
    await page.reload();
    const popup = await world.browser.popup(tab);
    if (!(await popup.$(`${captionsSwitch}[aria-checked=true]`))) await popup.click(captionsSwitch);
    await popup.waitForSelector(captionsAre(true));
    await popup.close();
    await join(page);
    await captionAppears(page);
    await until('a caption is sent', async () => {
      const sent = await sentTrack(page);
      return sent !== null && sent !== (await ownTrack(page));
    });
  };

  const info = () =>
    extensions.evaluate(async (id) => {
      const { developerPrivate } = chrome as unknown as ExtensionsPage;
      const { state, version } = await developerPrivate.getExtensionInfo(id);
      return { state, version };
    }, world.browser.extension.id);
  const isThere = (version?: string) =>
    until('the extension is there again', async () => {
      const now = await info();
      return now.state === 'ENABLED' && (version ?? now.version) === now.version;
    });

  const reload = () =>
    extensions.evaluate(async (id) => {
      const { developerPrivate } = chrome as unknown as ExtensionsPage;
      await developerPrivate.reload(id, { failQuietly: true });
    }, world.browser.extension.id);
  const enable = (enabled: boolean) =>
    extensions.evaluate(
      (id, enabled) => (chrome as unknown as ExtensionsPage).management.setEnabled(id, enabled),
      world.browser.extension.id,
      enabled,
    );

  /** The page's own track is sent again, its video goes on, and the user reads what to do. */
  const endsWell = async (fault: string): Promise<void> => {
    const start = performance.now();
    await until('the page’s own track is sent', async () => {
      return (await sentTrack(page)) === (await ownTrack(page));
    });
    printRecovery(`${fault}: the page’s own picture is sent`, (performance.now() - start) / 1000);
    await until('the call shows the notice', async () =>
      (await textByClass(page, 'notice')).some((text) =>
        text.includes(message('problem_extension_updated')),
      ),
    );
    await videoGoesOn(page, 30);
    expect(withoutDropped(heard)).toEqual([]);
  };

  it('because it is reloaded leaves the call as if it had never been there', async () => {
    await callWithCaption();
    await reload();
    await endsWell('the extension is reloaded');
    await isThere();
  });

  it('because it is updated gives captions again once the tab is reloaded', async () => {
    await callWithCaption();
    const file = path(build.folder, 'manifest.json');
    const manifest = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...manifest, version: '99.0.0' }));
    await reload();
    await endsWell('the extension is updated');
    await isThere('99.0.0');
  });

  it('because it is disabled gives captions again once it is enabled and the tab reloaded', async () => {
    await callWithCaption();
    const { version } = await info();
    await enable(false);
    await endsWell('the extension is disabled');
    await enable(true);
    await isThere(version);
    await callWithCaption();
    expect(withoutDropped(heard)).toEqual([]);
  });

  it('says so in the window that shows the call, if captions stood there', async () => {
    await callWithCaption();
    const target = world.browser.browser.waitForTarget((one) => one.opener() === page.target());
    await page.evaluate(() => {
      const other = open('about:blank', '', 'width=640,height=480') as Window;
      const video = other.document.createElement('video');
      Object.assign(video, { muted: true, autoplay: true, width: 400 });
      video.srcObject = (document.querySelector('#self-video') as HTMLVideoElement).srcObject;
      other.document.body.append(video);
    });
    const other = (await (await target).page())!;
    await captionAppears(other);
    await reload();
    await until('the window shows the notice', async () =>
      (await textByClass(other, 'notice')).some((text) =>
        text.includes(message('problem_extension_updated')),
      ),
    );
    expect(await textByClass(page, 'notice')).toEqual([]);
    await videoGoesOn(page, 30);
    expect(withoutDropped(heard)).toEqual([]);
    await other.close();
    await isThere();
  });
});

declare global {
  var connections: RTCPeerConnection[];
}
