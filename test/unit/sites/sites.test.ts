import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { callSites, listedMatches } from '../../../src/sites/sites.ts';

const manifest = JSON.parse(
  readFileSync(new URL('../../../manifest.json', import.meta.url), 'utf8'),
) as { content_scripts: { matches: string[] }[] };

describe('the listed call sites', () => {
  it('are the pages on which the manifest runs every content script', () => {
    expect(manifest.content_scripts.length).toBeGreaterThan(0);
    for (const script of manifest.content_scripts)
      expect([...script.matches].sort()).toEqual([...listedMatches].sort());
  });

  it('are secure hosts with all their paths, each once', () => {
    for (const match of listedMatches) expect(match).toMatch(/^https:\/\/(\*\.)?[a-z0-9.-]+\/\*$/);
    expect(new Set(listedMatches).size).toBe(listedMatches.length);
  });

  it('name no whole top-level domain', () => {
    for (const match of listedMatches) {
      const host = match.slice('https://'.length, -'/*'.length).replace(/^\*\./, '');
      expect(host.split('.').length).toBeGreaterThanOrEqual(2);
    }
  });

  it('each say where their address comes from', () => {
    for (const site of callSites) expect(new URL(site.source).protocol).toBe('https:');
  });
});
