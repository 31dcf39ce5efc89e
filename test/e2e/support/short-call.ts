/** A person whose camera shows two signs, and the tests' own pages for a call. */
import { join as path } from 'node:path';
import type { ExtensionBrowser } from '../../../tools/lib/browsers/chromium.ts';
import type { Tab } from '../../../tools/lib/browsers/tabs.ts';
import { type Site, serve } from '../../../tools/lib/servers/demo/server.ts';
import { openCall } from '../../../tools/start/call.ts';
import { calmLead, launchTest, root, type SignerClip, signerClip } from './harness.ts';

export interface ShortCall {
  /** Two signs, so that a pass is short. */
  clip: SignerClip;
  site: Site;
  browser: ExtensionBrowser;
  /** Opens a page of `support/pages` with captions on; does not join yet. */
  open(page: string): Promise<Tab>;
  dispose(): Promise<void>;
}

export async function startShortCall(): Promise<ShortCall> {
  const clip = await signerClip('known', { signs: 2, lead: calmLead, slower: 1.5 });
  const site = await serve({ folder: path(root, 'test/e2e/support/pages') });
  const browser = await launchTest({ camera: clip.file });
  return {
    clip,
    site,
    browser,
    open: (page) =>
      openCall(browser, { url: new URL(page, site.url).href, vocabulary: 'call-gestures' }),
    async dispose() {
      await browser.dispose();
      await site.close();
      await clip.dispose();
    },
  };
}
