import { readFileSync } from 'node:fs';
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

/** A file that holds two packs, sites and a training. */
const backup = readFileSync(
  new URL('../../test/fixtures/backups/v1.json', import.meta.url),
  'utf8',
);
const asksToRestore = { upload: backup, await: 'dialog[open]' };

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

/** The scenes of a section whose groups are as a user finds them. */
function folded(section: string): Record<string, OptionsScene> {
  return {
    [`options-${section}-folded`]: options(section, { folded: true }),
    [`options-${section}-folded-rtl`]: options(section, { folded: true, dir: 'rtl' }),
    [`options-${section}-folded-forced`]: options(section, {
      folded: true,
      forced: true,
      width: 360,
    }),
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

/** The letters, each with its details folded. */
const letters: Partial<OptionsScene> = {
  folded: true,
  press: ['#group-fingerspelling > summary'],
  await: '#group-fingerspelling[open]',
};

/** The button that goes on to the recording. */
const next = '.gesture-form .button';

/** A new gesture that has its name. */
const named: Partial<OptionsScene> = {
  first: '.own-new',
  type: ['.gesture-form input', 'Coffee'],
};

/** A step of teaching, in the conditions that change it. */
function path(name: string, more: Partial<OptionsScene>): Record<string, OptionsScene> {
  const scene = { empty: true, ...more };
  return {
    [`options-path-${name}`]: options('teach', scene),
    [`options-path-${name}-dark`]: options('teach', { ...scene, dark: true }),
    [`options-path-${name}-rtl`]: options('teach', { ...scene, dir: 'rtl' }),
    [`options-path-${name}-narrow`]: options('teach', { ...scene, width: 320 }),
    [`options-path-${name}-200`]: options('teach', { ...scene, zoom: 2 }),
    [`options-path-${name}-forced`]: options('teach', { ...scene, forced: true, dark: true }),
  };
}

/** Practising before an open camera, in the conditions that change it. */
function practice(name: string, more: Partial<OptionsScene>): Record<string, OptionsScene> {
  const scene = { empty: true, press: ['.eye-ways .button'], ...more };
  return {
    [`options-practice-${name}`]: options('practice', scene),
    [`options-practice-${name}-dark`]: options('practice', { ...scene, dark: true }),
    [`options-practice-${name}-rtl`]: options('practice', { ...scene, dir: 'rtl' }),
    [`options-practice-${name}-narrow`]: options('practice', { ...scene, width: 320 }),
    [`options-practice-${name}-forced`]: options('practice', {
      ...scene,
      forced: true,
      dark: true,
    }),
  };
}

/** The sections of the options page. */
export const optionsScenes: Record<string, OptionsScene> = {
  ...everywhere('gestures'),
  ...folded('gestures'),
  'options-gestures-letters': options('gestures', letters),
  'options-gestures-letters-rtl': options('gestures', { ...letters, dir: 'rtl' }),
  'options-gestures-letters-narrow': options('gestures', { ...letters, width: 320 }),
  'options-gestures-live': options('gestures', {
    press: ['#gestures-watch .button'],
    await: '.meter.reached',
  }),
  'options-gestures-live-dark': options('gestures', {
    dark: true,
    press: ['#gestures-watch .button'],
    await: '.meter.reached',
  }),
  'options-gestures-moving': options('gestures', {
    empty: true,
    moving: true,
    press: ['#gestures-watch .button'],
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
  'options-undo': options('teach', {
    press: ['.own-gesture', '.sample input', '.review .danger'],
    await: '.undo-bar button',
  }),
  'options-undo-narrow': options('teach', {
    dark: true,
    width: 320,
    press: ['.own-gesture', '.sample input', '.review .danger'],
    await: '.undo-bar button',
  }),
  ...path('name', { press: ['.own-new'], await: '.gesture-form' }),
  ...path('record', { ...named, press: [next], await: '.on-picture .button' }),
  ...path('countdown', { ...named, press: [next, '.on-picture .button'], await: '.countdown' }),
  ...path('recording', {
    ...named,
    press: [next, '.on-picture .button'],
    await: '.guidance:not(:empty)',
  }),
  ...path('resembles', {
    ...named,
    press: [next, '.on-picture .button'],
    await: '.on-warning:not(:empty)',
  }),
  ...path('train', {
    empty: false,
    press: ['.own-gesture', '.eye-ways .quiet'],
    await: '.on-picture .quiet',
  }),
  ...path('training', {
    empty: false,
    press: ['.own-gesture', '.train .button'],
    await: '.train progress',
  }),
  ...path('resting', {
    empty: false,
    press: ['.own-gesture', '.eye-ways .quiet', '.train .button'],
    await: '.train progress',
  }),
  ...path('failed', {
    empty: false,
    failing: true,
    press: ['.own-gesture', '.train .button'],
    await: '.train .state.error',
  }),
  ...path('bad', {
    empty: false,
    trained: 'bad',
    press: ['.own-gesture', '.live .button'],
    await: 'dialog[open]',
  }),
  ...path('nothing', {
    empty: false,
    press: ['.part .row .quiet', '.eye-ways .button'],
    await: '.on-picture .button',
  }),
  ...path('try', {
    empty: false,
    trained: true,
    press: ['.own-gesture', '.eye-ways .quiet'],
    await: '.own-bar .reached',
  }),
  ...path('live', {
    empty: false,
    trained: true,
    press: ['.own-gesture', '.live .button'],
    await: '.steps li:last-child[aria-current]',
  }),
  ...moving('review', { press: ['.own-gesture'], await: '.movement-drawing' }),
  ...moving('recording', {
    press: ['.own-gesture', '.live-bars .quiet', '.eye-ways .button', '.on-picture .button'],
    await: '.record-count progress[value="9"]',
  }),
  ...moving('report', { press: ['.own-gesture'], await: '.report .pairs' }),
  ...everywhere('try'),
  ...everywhere('practice'),
  ...practice('live', { shows: 'call-gestures:fist', await: '.hand-flesh.marked' }),
  ...practice('right', { await: '.practice-advice.right' }),
  ...practice('word', {
    shows: 'fingerspelling:E',
    type: ['.practice-what select', 'Word'],
    await: '.hand-flesh.marked',
  }),
  ...practice('drawn', {
    shows: 'fingerspelling:I',
    type: ['.practice-what select', 'Letter'],
    typeNext: ['.practice-what .field + .field select', 'Letter J'],
    await: '.camera-view',
  }),
  ...practice('moving', {
    moving: true,
    // Another one than is practised.
    shows: 'my-gestures:thank-you',
    type: ['.practice-what select', 'Sign'],
    await: '.practice-movements figure + figure .hand-drawing.marked',
  }),
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
  ...folded('captions'),
  ...everywhere('keys'),
  'options-keys-where': options('keys', { press: ['.row .button'], await: '.said:not(:empty)' }),
  ...everywhere('sites'),
  ...folded('sites'),
  'options-sites-320': options('sites', { width: 320 }),
  'options-sites-wrong': options('sites', {
    type: ['form input', 'http://meet.example.org'],
    press: ['form .button'],
  }),
  ...everywhere('privacy'),
  'options-privacy-ask': options('privacy', { press: ['.row .danger'], await: 'dialog[open]' }),
  'options-restore': options('privacy', asksToRestore),
  'options-restore-narrow': options('privacy', { ...asksToRestore, width: 320, dark: true }),
  'options-restore-rtl': options('privacy', { ...asksToRestore, dir: 'rtl' }),
  'options-restore-refused': options('privacy', {
    upload: backup.replace('"version": 1', '"version": 9'),
    await: '.said.wrong',
  }),
  'options-restore-done': options('privacy', {
    empty: true,
    upload: backup,
    press: ['dialog .danger'],
    await: '.sites',
  }),
  'options-privacy-ask-narrow': options('privacy', {
    width: 320,
    dark: true,
    press: ['.row .danger'],
    await: 'dialog[open]',
  }),
};
