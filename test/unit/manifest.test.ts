import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listedMatches } from '../../src/sites/sites.ts';
import {
  type Manifest as AnyManifest,
  chromeManifest,
  demoManifest,
  firefoxManifest,
  type RootManifest,
  withMatches,
} from '../../tools/lib/build/manifests.mjs';

interface Manifest extends AnyManifest {
  host_permissions?: string[];
  minimum_chrome_version: string;
  web_accessible_resources?: unknown;
  options_ui?: unknown;
  commands: Record<string, { suggested_key?: { default: string } }>;
}

/** The keys that a manifest suggests. */
const keysOf = ({ commands }: Manifest): string[] =>
  Object.values(commands).flatMap(({ suggested_key: keys }) => keys?.default ?? []);

const manifest = withMatches(
  JSON.parse(readFileSync(new URL('../../manifest.json', import.meta.url), 'utf8')) as RootManifest,
  listedMatches,
) as Manifest;

describe('the manifest', () => {
  it('asks for four small permissions and for no host at install beyond its content scripts', () => {
    expect(manifest.permissions).toEqual(['activeTab', 'offscreen', 'scripting', 'storage']);
    expect(manifest.host_permissions).toBeUndefined();
  });

  it('lets its pages connect to nothing and run nothing from elsewhere', () => {
    const { extension_pages: policy } = manifest.content_security_policy;
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).not.toMatch(/https?:|blob:|data:|unsafe-inline|'unsafe-eval'/);
  });

  it('opens its settings in a tab, where a camera may be requested', () => {
    expect(manifest.options_ui).toEqual({ page: 'options.html', open_in_tab: true });
  });

  it('suggests as many keys as each browser allows, none of them twice', () => {
    const firefox = firefoxManifest(manifest) as Manifest;
    expect(keysOf(manifest)).toHaveLength(4);
    expect(keysOf(firefox).length).toBeGreaterThan(4);
    expect(new Set(keysOf(firefox)).size).toBe(keysOf(firefox).length);
    expect(Object.keys(firefox.commands)).toEqual(Object.keys(manifest.commands));
  });

  it('exposes none of its files to pages', () => {
    expect(manifest.web_accessible_resources).toBeUndefined();
  });

  it('runs in every frame of a call page before the page does', () => {
    for (const script of manifest.content_scripts)
      expect(script).toMatchObject({
        run_at: 'document_start',
        all_frames: true,
        match_origin_as_fallback: true,
      });
  });

  it('states the Chrome version that docs/architecture.md gives the reason for', () => {
    const map = readFileSync(new URL('../../docs/architecture.md', import.meta.url), 'utf8');
    expect(map).toContain(`\`minimum_chrome_version\` is ${manifest.minimum_chrome_version}`);
  });
});

describe('the manifest for Firefox', () => {
  const firefox = firefoxManifest(manifest);

  it('asks for one permission less and for no host that the one for Chromium does not', () => {
    expect(firefox.permissions).toEqual(['activeTab', 'scripting', 'storage']);
    expect(firefox.content_scripts).toEqual(manifest.content_scripts);
    expect(firefox.host_permissions).toBeUndefined();
  });

  it('hosts the recognizer in an event page, without a service worker', () => {
    expect(firefox.background).toEqual({
      scripts: ['event-page.js', 'recognizer.js', 'speech.js'],
      type: 'module',
    });
  });

  it('allows its pages no more than in Chromium, except to play videos that the user chose', () => {
    const { extension_pages: policy } = manifest.content_security_policy;
    expect(firefox.content_security_policy).toEqual({
      extension_pages: `${policy}; media-src 'self' blob:`,
    });
  });

  it('declares that it collects no data, to versions that show it', () => {
    expect(firefox.browser_specific_settings).toMatchObject({
      gecko: { strict_min_version: '142.0', data_collection_permissions: { required: ['none'] } },
    });
    const map = readFileSync(new URL('../../docs/architecture.md', import.meta.url), 'utf8');
    expect(map).toContain('`strict_min_version` is 142');
  });

  it('has no Chromium-only key, and the one for Chromium has no Firefox-only key', () => {
    expect(firefox).not.toHaveProperty('minimum_chrome_version');
    expect(firefox).not.toHaveProperty('message_serialization');
    expect(chromeManifest(manifest)).not.toHaveProperty('browser_specific_settings');
  });

  it('includes further hosts for tests, all on this machine', () => {
    const { host_permissions, content_scripts, ...rest } = demoManifest(firefox);
    const { content_scripts: shipped, ...shippedRest } = firefox;
    expect(rest).toEqual(shippedRest);
    expect(host_permissions).toEqual(['http://127.0.0.1/*']);
    for (const [i, { matches }] of content_scripts.entries())
      expect(matches).toEqual([...shipped[i]!.matches, 'http://localhost/*']);
  });
});
