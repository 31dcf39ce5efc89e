/** An empty page with the overlay in it, driven by `overlay-still-probe.ts`. */
import { join as path } from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'puppeteer-core';
import type { ExtensionBrowser } from '../../../tools/lib/browsers/chromium.ts';
import { root } from './harness.ts';

/** @param body the page's own content, as HTML */
export async function openOverlayProbe({ browser }: ExtensionBrowser, body = ''): Promise<Page> {
  const { outputFiles } = await build({
    entryPoints: [path(root, 'test/e2e/support/overlay-still-probe.ts')],
    bundle: true,
    format: 'iife',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    write: false,
  });
  const page = await browser.newPage();
  await page.setContent(`<!doctype html><title>Captions</title>${body}`);
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
  return page;
}
