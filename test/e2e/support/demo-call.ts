/** The demo call, opened by a person whose camera shows a clip of the synthetic signer. */
import type { BrowserOptions, ExtensionBrowser } from '../../../tools/lib/browsers/chromium.ts';
import type { Tab } from '../../../tools/lib/browsers/tabs.ts';
import { serveDemo } from '../../../tools/lib/servers/demo/server.ts';
import { openCall } from '../../../tools/start/call.ts';
import { launchTest, signerClip } from './harness.ts';
import type { ClipChoice } from './signer-clip.ts';

export interface DemoCall {
  browser: ExtensionBrowser;
  /** Address of the demo's page. */
  url: string;
  /** Opens the page with captions on; does not join yet. */
  open(): Promise<Tab>;
  dispose(): Promise<void>;
}

/** Starts a browser whose camera plays a clip, and serves the page. */
export async function startDemoCall(
  options: Partial<BrowserOptions> = {},
  camera = 'known',
  choice: ClipChoice = {},
): Promise<DemoCall> {
  const owned: (() => Promise<void>)[] = [];
  const dispose = async (): Promise<void> => {
    for (const end of owned.splice(0).reverse()) await end();
  };
  try {
    const clip = await signerClip(camera, choice);
    owned.push(() => clip.dispose());
    const site = await serveDemo();
    owned.push(() => site.close());
    const browser = await launchTest({ camera: clip.file, ...options });
    owned.push(() => browser.dispose());
    return {
      browser,
      url: site.url,
      open: () => openCall(browser, { url: site.url, vocabulary: 'call-gestures' }),
      dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}
