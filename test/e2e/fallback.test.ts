import { readFile, writeFile } from 'node:fs/promises';
import { join as path } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serveDemo } from '../../tools/lib/servers/demo/server.ts';
import { counters, join, openCall } from '../../tools/start/call.ts';
import {
  captionAppears,
  copyBuild,
  expectInOrder,
  launchTest,
  signerClip,
} from './support/harness.ts';

describe('a browser whose ports carry only text', { timeout: 900_000 }, () => {
  it('shows captions too', async () => {
    const build = await copyBuild();
    onTestFinished(build.dispose);
    const manifestFile = path(build.folder, 'manifest.json');
    const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as Record<string, unknown>;
    expect(manifest.message_serialization).toBe('structured_clone');
    const { message_serialization: _, ...without } = manifest;
    await writeFile(manifestFile, JSON.stringify(without));

    const clip = await signerClip('known');
    onTestFinished(clip.dispose);
    const site = await serveDemo();
    onTestFinished(site.close);
    const browser = await launchTest({ extension: build.folder, camera: clip.file });
    onTestFinished(browser.dispose);

    const { page } = await openCall(browser, { url: site.url, vocabulary: 'call-gestures' });
    expect((await counters(page))?.binary).toBe(false);
    await join(page);
    await captionAppears(page);
    const now = await counters(page);
    expectInOrder(now?.captions ?? [], clip.intervals);
  });
});
