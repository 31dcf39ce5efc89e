import type { KeyInput } from 'puppeteer-core';
import type { OverlayView } from '../../src/overlay/types.ts';
import { captionPositions } from '../../src/settings/schema.ts';
import type { OverlayScene } from './scene.ts';

const nothing: OverlayView = { lines: [], candidate: null, notice: null };
const two: OverlayView = {
  ...nothing,
  lines: [
    { id: 1, text: 'I have a question' },
    { id: 2, text: 'HELLO WORLD' },
  ],
};
const dwell: OverlayView = { ...two, candidate: { text: 'Thumbs up', progress: 0.65 } };
const long: OverlayView = {
  ...nothing,
  lines: [
    { id: 1, text: 'Please slow down a little, the interpreter and I are two sentences behind' },
    {
      id: 2,
      text: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
    },
  ],
};
const overlay = (
  view: OverlayView,
  picture: string,
  more: Partial<OverlayScene> = {},
): OverlayScene => ({ kind: 'overlay', view, picture, ...more });
const notice: OverlayView = {
  ...nothing,
  notice: {
    text: 'This page was open before the extension could start in it. Reload this tab to start captions.',
  },
};

/** From the panel itself to the tab of this number. */
const toTab = (index: number): KeyInput[] => [
  'Tab',
  'Tab',
  ...Array.from({ length: index }, () => 'ArrowRight' as const),
];
const pill = (text: string, mark: 'on' | 'off' | 'paused'): OverlayView => ({
  ...nothing,
  pill: { text, mark },
});

/** The overlay: captions of different texts, places and looks. */
export const overlayScenes: Record<string, OverlayScene> = {
  'overlay-nothing': overlay(nothing, 'call'),
  'overlay-white': overlay(dwell, 'white'),
  'overlay-black': overlay(dwell, 'black'),
  'overlay-noise': overlay(dwell, 'noise'),
  'overlay-pill-on': overlay(pill('Sign captions are on.', 'on'), 'call'),
  'overlay-pill-off': overlay(pill('Sign captions are off.', 'off'), 'white'),
  'overlay-pill-paused': overlay(
    pill('Los subtítulos de señas están en pausa en todas partes.', 'paused'),
    'call',
  ),
  'overlay-pill-narrow': overlay(
    pill('Los subtítulos de señas están en pausa en todas partes.', 'paused'),
    'call',
    { width: 360 },
  ),
  'overlay-pill-forced': overlay(pill('Sign captions are on.', 'on'), 'call', { forced: true }),
  'overlay-pill-200': overlay(
    pill('Los subtítulos de señas están en pausa en todas partes.', 'paused'),
    'call',
    { zoom: 2 },
  ),
  'overlay-panel': overlay(two, 'call', { panel: 'busy' }),
  'overlay-panel-empty': overlay(nothing, 'white', { panel: 'empty', focus: true }),
  'overlay-panel-phrases': overlay(two, 'call', { panel: 'busy', keys: toTab(1) }),
  'overlay-panel-phrases-none': overlay(two, 'call', { panel: 'empty', keys: toTab(1) }),
  'overlay-panel-phrases-200': overlay(two, 'call', { panel: 'busy', keys: toTab(1), zoom: 2 }),
  'overlay-panel-settings': overlay(two, 'call', { panel: 'busy', keys: toTab(2) }),
  'overlay-panel-settings-forced': overlay(two, 'call', {
    panel: 'busy',
    keys: toTab(2),
    forced: true,
  }),
  'overlay-panel-settings-200': overlay(two, 'call', { panel: 'busy', keys: toTab(2), zoom: 2 }),
  'overlay-panel-rtl': overlay(two, 'call', {
    panel: 'busy',
    // To the left is the next tab.
    keys: ['Tab', 'Tab', 'ArrowLeft', 'ArrowLeft'],
    dir: 'rtl',
  }),
  'overlay-panel-narrow': overlay(two, 'call', { panel: 'busy', width: 360 }),
  'overlay-panel-200': overlay(two, 'call', { panel: 'busy', zoom: 2 }),
  'overlay-panel-forced': overlay(two, 'call', { panel: 'busy', forced: true, focus: true }),
  'overlay-call': overlay(two, 'call'),
  'overlay-call-dwell': overlay(dwell, 'call'),
  'overlay-quiet': overlay(
    { ...two, quiet: 'The hand is hard to see. Turn to the light, or show it more openly.' },
    'call',
  ),
  'overlay-quiet-small': overlay(
    { ...two, quiet: 'The hand is hard to see. Turn to the light, or show it more openly.' },
    'call',
    { width: 320, look: { captionSize: 150 } },
  ),
  'overlay-quiet-forced': overlay(
    { ...nothing, quiet: 'This hand shape is none of the gestures.' },
    'call',
    { forced: true },
  ),
  'overlay-words': overlay(
    {
      ...nothing,
      lines: [{ id: 1, text: 'HE', growing: true }],
      suggestions: ['HELLO', 'HELP', 'HEART'],
    },
    'call',
  ),
  'overlay-words-long': overlay(
    {
      ...nothing,
      lines: [
        { id: 1, text: 'Yes' },
        { id: 2, text: 'THE WORD THAT MAY STILL GROW IS LONGE', growing: true },
      ],
    },
    'call',
    { zoom: 2 },
  ),
  'overlay-words-read': overlay(
    { ...nothing, lines: [{ id: 1, text: 'HELLO' }], suggestions: ['HELO'], restores: true },
    'call',
  ),
  'overlay-words-read-forced': overlay(
    { ...nothing, lines: [{ id: 1, text: 'HELLO' }], suggestions: ['HELO'], restores: true },
    'white',
    { forced: true },
  ),
  'overlay-words-forced': overlay(
    {
      ...nothing,
      lines: [{ id: 1, text: 'HE', growing: true }],
      suggestions: ['HELLO', 'HELP', 'HEART'],
    },
    'white',
    { forced: true },
  ),
  'overlay-hint': overlay(two, 'call', { hint: 'off' }),
  'overlay-hint-alone': overlay(nothing, 'white', { hint: 'off' }),
  'overlay-hint-focus': overlay(two, 'call', { hint: 'off', focus: true }),
  'overlay-hint-cannot': overlay(dwell, 'call', { hint: 'cannot' }),
  'overlay-hint-field': overlay(two, 'noise', { hint: 'field' }),
  'overlay-hint-forced': overlay(two, 'call', {
    hint: 'off',
    forced: true,
    dark: true,
    focus: true,
  }),
  'overlay-hint-rtl': overlay(two, 'call', { hint: 'off', dir: 'rtl' }),
  'overlay-hint-top': overlay(two, 'call', { hint: 'off', place: 'top' }),
  'overlay-hint-200': overlay(long, 'call', { hint: 'cannot', zoom: 2 }),
  'overlay-hint-middle': overlay(two, 'call', { hint: 'cannot', width: 800 }),
  'overlay-hint-small': overlay(two, 'call', { hint: 'cannot', width: 340 }),
  'overlay-taken': overlay(two, 'call', { hint: 'takenBack' }),
  'overlay-taken-alone': overlay(nothing, 'white', { hint: 'takenBack', focus: true }),
  'overlay-taken-forced': overlay(two, 'call', { hint: 'takenBack', forced: true }),
  'overlay-taken-rtl': overlay(two, 'call', { hint: 'takenBack', dir: 'rtl' }),
  'overlay-taken-200': overlay(nothing, 'call', { hint: 'takenBack', zoom: 2 }),
  'overlay-first': overlay({ ...nothing, candidate: { text: 'Open palm', progress: 0.3 } }, 'call'),
  'overlay-long': overlay(long, 'call'),
  'overlay-notice': overlay(notice, 'white'),
  'overlay-200': overlay(dwell, 'call', { zoom: 2 }),
  'overlay-200-long': overlay(long, 'call', { zoom: 2 }),
  'overlay-200-notice': overlay(notice, 'noise', { zoom: 2 }),
  'overlay-rtl': overlay(
    {
      ...nothing,
      lines: [
        { id: 1, text: 'عندي سؤال!' },
        { id: 2, text: 'نعم، أوافق.' },
      ],
      candidate: { text: 'كف مفتوحة', progress: 0.5 },
    },
    'call',
    { dir: 'rtl' },
  ),
  ...Object.fromEntries(
    captionPositions.map((place) => [`overlay-at-${place}`, overlay(dwell, 'call', { place })]),
  ),
  'overlay-at-free': overlay(dwell, 'call', { place: { x: 0.3, y: 0.4 } }),
  'overlay-at-start-rtl': overlay(dwell, 'call', { place: 'bottom-start', dir: 'rtl' }),
  'overlay-tools': overlay(two, 'call', { pointer: [640, 600] }),
  'overlay-tools-top': overlay(two, 'call', { place: 'top', pointer: [640, 60] }),
  'overlay-tools-focus': overlay(two, 'call', { focus: true }),
  'overlay-tools-focus-forced': overlay(two, 'call', { focus: true, forced: true, dark: true }),
  'overlay-serif': overlay(two, 'call', { look: { captionFont: 'serif', captionWeight: 400 } }),
  'overlay-mono': overlay(two, 'call', { look: { captionFont: 'mono', captionWeight: 700 } }),
  'overlay-small': overlay(two, 'call', { look: { captionSize: 60 } }),
  'overlay-huge': overlay(long, 'call', { look: { captionSize: 250 } }),
  'overlay-huge-200': overlay(long, 'call', { look: { captionSize: 250 }, zoom: 2 }),
  'overlay-huge-narrow': overlay(long, 'call', { look: { captionSize: 250 }, width: 320 }),
  'overlay-huge-hint': overlay(long, 'call', {
    look: { captionSize: 250 },
    width: 320,
    hint: 'off',
  }),
  'overlay-outline': overlay(two, 'noise', {
    look: { captionEdge: 'outline', captionOpacity: 0, captionWeight: 700 },
  }),
  'overlay-outline-dark-text': overlay(two, 'white', {
    look: { captionEdge: 'outline', captionOpacity: 0, captionColor: '#101010' },
  }),
  'overlay-shadow': overlay(two, 'call', { look: { captionEdge: 'shadow', captionOpacity: 30 } }),
  'overlay-yellow': overlay(two, 'white', {
    look: { captionColor: '#ffee00', captionBackground: '#00308f', captionOpacity: 100 },
  }),
  'overlay-narrow-lines': overlay(long, 'call', {
    look: { captionWidth: 20, captionAlign: 'start' },
  }),
  'overlay-align-end': overlay(two, 'call', { look: { captionAlign: 'end' } }),
  'overlay-forced': overlay(dwell, 'call', { forced: true, dark: true }),
  'overlay-forced-light': overlay(dwell, 'call', { forced: true }),
};
