import { listedMatches } from '../../src/sites/sites.ts';
import type { OptionsScene } from './scene.ts';

const options = (section: string, more: Partial<OptionsScene> = {}): OptionsScene => ({
  kind: 'options',
  section,
  listed: listedMatches,
  ...more,
});

const hand = Array.from({ length: 21 }, (_, i) => [i * 40, i * 20, 0]).flat();
/** A pack file that changes one of the packs in `look/options.tsx`. */
const pack = JSON.stringify(
  {
    format: 'sign-captions-gesture-pack',
    version: 1,
    id: 'office-signs',
    name: 'Office signs',
    provenance: 'Recorded by Kim on a laptop camera',
    licence: 'CC-BY-4.0',
    vocabularies: ['call-gestures'],
    gestures: ['merge', 'ship'].map((id) => ({
      id,
      name: id === 'merge' ? 'Merge' : 'Ship',
      caption: id === 'merge' ? 'Merge it' : 'Ship it',
      kind: 'phrase',
      samples: [
        {
          id: `${id}-one`,
          take: 'one',
          recorded: '2026-02-03',
          hands: [{ time: 0, hand: 'Right', presence: 990, size: 400, points: hand }],
        },
      ],
    })),
  },
  null,
  1,
);

/** The scenes of a section in all conditions. */
function everywhere(section: string): Record<string, OptionsScene> {
  return {
    [`options-${section}`]: options(section),
    [`options-${section}-dark`]: options(section, { dark: true }),
    [`options-${section}-rtl`]: options(section, { dir: 'rtl' }),
    [`options-${section}-narrow`]: options(section, { width: 360 }),
    [`options-${section}-200`]: options(section, { zoom: 2 }),
    [`options-${section}-forced`]: options(section, { forced: true, dark: true }),
    [`options-${section}-empty`]: options(section, { empty: true }),
  };
}

/** A scene of teaching signs that move, in the conditions that change it. */
function moving(name: string, more: Partial<OptionsScene>): Record<string, OptionsScene> {
  const scene = { empty: true, moving: true, ...more };
  return {
    [`options-moving-${name}`]: options('teach', scene),
    [`options-moving-${name}-dark`]: options('teach', { ...scene, dark: true }),
    [`options-moving-${name}-rtl`]: options('teach', { ...scene, dir: 'rtl' }),
    [`options-moving-${name}-narrow`]: options('teach', { ...scene, width: 320 }),
  };
}

/** The sections of the options page. */
export const optionsScenes: Record<string, OptionsScene> = {
  ...everywhere('gestures'),
  'options-gestures-live': options('gestures', {
    press: ['.watch .button'],
    await: '.meter.reached',
  }),
  'options-gestures-live-dark': options('gestures', {
    dark: true,
    press: ['.watch .button'],
    await: '.meter.reached',
  }),
  'options-gestures-way': options('gestures', {
    press: ['.own-way .quiet'],
    await: 'dialog[open]',
  }),
  'options-gestures-way-taking': options('gestures', {
    press: ['.own-way .quiet', 'dialog .eye-ways .button', 'dialog .record-start .button'],
    await: 'dialog .countdown',
  }),
  'options-gestures-way-done': options('gestures', {
    press: ['.own-way .quiet', 'dialog .eye-ways .button', 'dialog .record-start .button'],
    await: 'dialog .way-done',
  }),
  'options-gestures-search': options('gestures', { type: ['input[type=search]', 'xyz'] }),
  'options-focus': options('captions', { focus: true }),
  ...everywhere('teach'),
  ...moving('review', { press: ['.own-gesture'], await: '.movement-drawing' }),
  ...moving('recording', {
    press: ['.own-gesture', '.eye-ways .button', '.record-start .button'],
    await: '.record-count progress[value="2"]',
  }),
  ...moving('report', { await: '.report .pairs' }),
  ...everywhere('try'),
  ...everywhere('packs'),
  'options-packs-export': options('packs', { press: ['.pack .quiet'], await: 'dialog[open]' }),
  'options-packs-import': options('packs', { upload: pack, await: 'dialog[open]' }),
  'options-packs-import-dark': options('packs', {
    upload: pack,
    await: 'dialog[open]',
    dark: true,
    width: 360,
  }),
  'options-packs-refused': options('packs', {
    upload: pack.replace('Merge it', '<b>Merge</b>').replace('"id": "ship"', '"id": "merge"'),
    await: '.refusals',
  }),
  ...everywhere('captions'),
  ...everywhere('sites'),
  'options-sites-wrong': options('sites', {
    type: ['form input', 'http://meet.example.org'],
    press: ['form .button'],
  }),
  ...everywhere('privacy'),
  'options-privacy-ask': options('privacy', { press: ['.row .danger'], await: 'dialog[open]' }),
  'options-privacy-ask-narrow': options('privacy', {
    width: 320,
    dark: true,
    press: ['.row .danger'],
    await: 'dialog[open]',
  }),
};
