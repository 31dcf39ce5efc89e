import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Manifest {
  permissions: string[];
  host_permissions?: string[];
  minimum_chrome_version: string;
  content_scripts: Record<string, unknown>[];
  content_security_policy: { extension_pages: string };
  web_accessible_resources?: unknown;
  options_ui?: unknown;
}

const manifest = JSON.parse(
  readFileSync(new URL('../../manifest.json', import.meta.url), 'utf8'),
) as Manifest;

describe('the manifest', () => {
  it('asks for four small permissions and for no host at install beyond its content scripts', () => {
    expect(manifest.permissions).toEqual(['activeTab', 'offscreen', 'scripting', 'storage']);
    expect(manifest.host_permissions).toBeUndefined();
  });

  it('lets its pages talk to nobody and run nothing from elsewhere', () => {
    const { extension_pages: policy } = manifest.content_security_policy;
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).not.toMatch(/https?:|blob:|data:|unsafe-inline|'unsafe-eval'/);
  });

  it('has its settings in a tab of their own, where a camera may be asked for', () => {
    expect(manifest.options_ui).toEqual({ page: 'options.html', open_in_tab: true });
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
