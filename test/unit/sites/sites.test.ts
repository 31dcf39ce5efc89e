import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { callSites, listedMatches, siteOf, testedCalls } from '../../../src/sites/sites.ts';
import {
  chromeManifest,
  firefoxManifest,
  type RootManifest,
  withMatches,
} from '../../../tools/lib/build/manifests.mjs';
import { siteTable, withSiteTable } from '../../../tools/lib/build/site-table.ts';

const root = new URL('../../../', import.meta.url);
const manifest = withMatches(
  JSON.parse(readFileSync(new URL('manifest.json', root), 'utf8')) as RootManifest,
  listedMatches,
);
const messages = readFileSync(new URL('_locales/en/messages.json', root), 'utf8');

describe('the listed call sites', () => {
  it.each([
    ['Chromium', chromeManifest(manifest)],
    ['Firefox', firefoxManifest(manifest)],
  ])('are the pages on which every content script of %s runs', (_, { content_scripts }) => {
    expect(content_scripts.length).toBeGreaterThan(0);
    for (const { matches } of content_scripts)
      expect([...matches].sort()).toEqual([...listedMatches].sort());
  });

  it('are unique match patterns of secure hosts with any path', () => {
    for (const match of listedMatches) expect(match).toMatch(/^https:\/\/(\*\.)?[a-z0-9.-]+\/\*$/);
    expect(new Set(listedMatches).size).toBe(listedMatches.length);
  });

  it('include no whole top-level domain', () => {
    for (const match of listedMatches) {
      const host = match.slice('https://'.length, -'/*'.length).replace(/^\*\./, '');
      expect(host.split('.').length).toBeGreaterThanOrEqual(2);
    }
  });

  it('name the source of each address', () => {
    for (const site of callSites) expect(new URL(site.source).protocol).toBe('https:');
  });

  it("have unique names, and a user's own pattern has none", () => {
    for (const { name, matches } of callSites)
      for (const match of matches) expect(siteOf(match)).toBe(name);
    expect(new Set(callSites.map(({ name }) => name)).size).toBe(callSites.length);
    expect(siteOf('https://galene.example.org/*')).toBeNull();
  });

  it("are listed in README's table, as tested only if a test of ours runs on them", () => {
    expect(readFileSync(new URL('README.md', root), 'utf8')).toContain(`\n\n${siteTable()}\n\n`);
    for (const { testedBy } of testedCalls)
      expect(existsSync(new URL(testedBy, root)), testedBy).toBe(true);
  });

  it('replace an older table and leave the rest of README alone', () => {
    const readme = readFileSync(new URL('README.md', root), 'utf8');
    const older = readme.replace(/^\| Google Meet .*\n/m, '');
    expect(older).not.toBe(readme);
    expect(withSiteTable(older)).toBe(readme);
  });

  it("do not appear in the extension's own name or description", () => {
    const { extensionName, extensionDescription } = JSON.parse(messages) as Record<
      string,
      { message: string }
    >;
    const known = /meet\b|teams|gal[eè]ne|bigblue|janus|firefox|chrome/.source;
    const makers = callSites.map(({ name }) => name.split(/[ ,]/)[0]);
    const marks = new RegExp([known, ...makers].join('|'), 'i');
    expect('Zoom').toMatch(marks);
    expect(extensionName?.message).toBeTruthy();
    expect(`${extensionName?.message} ${extensionDescription?.message}`).not.toMatch(marks);
  });
});
