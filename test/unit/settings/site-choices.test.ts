import { describe, expect, it } from 'vitest';
import {
  defaultSettings,
  maxSiteChoices,
  type Settings,
  type SiteChoice,
} from '../../../src/settings/schema.ts';
import {
  changeAt,
  choiceFor,
  mayChoose,
  ownSiteAt,
  settingsAt,
  sitesWith,
  withChoice,
} from '../../../src/settings/site-choices.ts';
import { readSettings, saveSettings } from '../../../src/settings/storage.ts';
import { memoryArea } from '../background/fake-storage.ts';

const meet = 'https://meet.example/*';
const zoom = 'https://*.zoom.us/*';
const company = 'https://company.zoom.us/*';
const withSites = (...siteChoices: SiteChoice[]): Settings => ({ ...defaultSettings, siteChoices });

describe('the settings at a site', () => {
  it('are those of everywhere where nothing else was chosen, or the site is unknown', () => {
    const settings = withSites({ site: meet, vocabulary: 'fingerspelling', outgoing: true });
    for (const site of [undefined, 'https://other.example/*']) {
      expect(settingsAt(settings, site)).toEqual(settings);
      expect(ownSiteAt(settings, site, 'vocabulary')).toBeNull();
    }
  });

  it('are its own for each field that was chosen, and else those of everywhere', () => {
    const settings = withSites({ site: meet, outgoing: true });
    expect(settingsAt(settings, meet)).toEqual({ ...settings, outgoing: true });
    expect(ownSiteAt(settings, meet, 'outgoing')).toBe('meet.example');
    expect(ownSiteAt(settings, meet, 'vocabulary')).toBeNull();
  });

  it('keep captions from others on one site, though others see them everywhere else', () => {
    const settings = { ...withSites({ site: meet, outgoing: false }), outgoing: true };
    expect(settingsAt(settings, meet).outgoing).toBe(false);
    expect(settingsAt(settings, company).outgoing).toBe(true);
  });

  it('follow the narrowest pattern that has a choice, field by field', () => {
    const settings = withSites(
      { site: company, outgoing: false },
      { site: 'https://*.company.zoom.us/*', vocabulary: 'call-gestures' },
      { site: zoom, vocabulary: 'fingerspelling', outgoing: true },
      { site: '*://*/*', vocabulary: 'other', outgoing: true },
    );
    expect(settingsAt(settings, company)).toMatchObject({
      vocabulary: 'call-gestures',
      outgoing: false,
    });
    expect(settingsAt(settings, 'https://us02.zoom.us/*')).toMatchObject({
      vocabulary: 'fingerspelling',
      outgoing: true,
    });
    expect(settingsAt(settings, meet).vocabulary).toBe('other');
    expect(ownSiteAt(settings, 'https://us02.zoom.us/*', 'outgoing')).toBe('*.zoom.us');
  });
});

describe('a change at a site', () => {
  it('counts everywhere if the site has no choice of its own', () => {
    const settings = withSites({ site: meet, outgoing: true });
    expect(changeAt(settings, meet, { vocabulary: 'fingerspelling' })).toEqual({
      vocabulary: 'fingerspelling',
    });
    expect(changeAt(settings, undefined, { outgoing: true })).toEqual({ outgoing: true });
  });

  it('changes the choice that decides there, and nothing else', () => {
    const settings = withSites(
      { site: zoom, vocabulary: 'fingerspelling', outgoing: true },
      { site: meet, vocabulary: 'fingerspelling' },
    );
    const change = changeAt(settings, company, { vocabulary: 'call-gestures' });
    expect(change).toEqual({
      siteChoices: [
        { site: meet, vocabulary: 'fingerspelling' },
        { site: zoom, vocabulary: 'call-gestures', outgoing: true },
      ],
    });
    const next = { ...settings, ...change };
    expect(settingsAt(next, company).vocabulary).toBe('call-gestures');
    expect(settingsAt(next, meet).vocabulary).toBe('fingerspelling');
  });

  it('can count there for one field and everywhere for another', () => {
    const settings = withSites({ site: meet, outgoing: true });
    expect(changeAt(settings, meet, { vocabulary: 'fingerspelling', outgoing: false })).toEqual({
      vocabulary: 'fingerspelling',
      siteChoices: [{ site: meet, outgoing: false }],
    });
  });

  it('keeps what another page chose meanwhile', async () => {
    const area = memoryArea();
    const choose = (site: string) =>
      saveSettings(area, ({ siteChoices }) => ({
        siteChoices: withChoice(siteChoices, site, { outgoing: true }),
      }));
    await Promise.all([choose(meet), choose(zoom)]);
    expect(sitesWith(readSettings((await area.get('settings')).settings), 'outgoing')).toEqual([
      'meet.example',
      '*.zoom.us',
    ]);
  });
});

describe('the choice of a site', () => {
  it('is not kept once it is as everywhere', () => {
    let { siteChoices } = withSites();
    siteChoices = withChoice(siteChoices, meet, { outgoing: false });
    siteChoices = withChoice(siteChoices, meet, { vocabulary: 'fingerspelling' });
    expect(choiceFor({ siteChoices }, meet)).toMatchObject({
      outgoing: false,
      vocabulary: 'fingerspelling',
    });
    siteChoices = withChoice(siteChoices, meet, { outgoing: undefined });
    siteChoices = withChoice(siteChoices, meet, { vocabulary: undefined });
    expect(siteChoices).toEqual([]);
  });

  it('is not offered for every site at once, because that is what the settings say', () => {
    expect([meet, zoom, '<all_urls>', 'https://*/*', '*://*/*'].map(mayChoose)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('is refused beyond the last place, and nothing is changed', async () => {
    const area = memoryArea();
    const siteChoices = Array.from({ length: maxSiteChoices }, (_, i) => ({
      site: `https://s${i}.example/*`,
      outgoing: true,
    }));
    await saveSettings(area, { siteChoices });
    const more = withChoice(siteChoices, meet, { outgoing: true });
    await expect(saveSettings(area, { siteChoices: more })).rejects.toThrow();
    await expect(saveSettings(area, () => ({ siteChoices: more }))).rejects.toThrow();
    expect(readSettings((await area.get('settings')).settings).siteChoices).toHaveLength(200);
  });

  it('is as everywhere if what is stored is damaged', () => {
    const read = (siteChoices: unknown) => readSettings({ version: 2, siteChoices }).siteChoices;
    expect(read([{ site: meet, outgoing: 'yes' }])).toEqual([]);
    expect(read([{ outgoing: true }])).toEqual([]);
    expect(read('all')).toEqual([]);
    const odd = withSites({ site: 'not a pattern', outgoing: true });
    expect(settingsAt(odd, meet).outgoing).toBe(false);
  });
});
