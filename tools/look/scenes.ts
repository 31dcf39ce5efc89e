import type { ProblemCode } from '../../src/messaging/problems.ts';
import type { TabState } from '../../src/messaging/protocol.ts';
import type { Place } from '../../src/overlay/place.ts';
import type { OverlayView } from '../../src/overlay/types.ts';
import type { Settings } from '../../src/settings/schema.ts';
import { captionPositions } from '../../src/settings/schema.ts';
import { listedMatches } from '../../src/sites/sites.ts';
import type { MessageKey } from '../../src/ui/i18n.ts';

interface Conditions {
  dark?: boolean;
  forced?: boolean;
  dir?: 'ltr' | 'rtl';
  /** 2 is the browser's 200 %. */
  zoom?: number;
  /** Viewport width in CSS px. */
  width?: number;
  /** Press Tab once, to see where the focus goes. */
  focus?: boolean;
}

export interface PopupScene extends Conditions {
  kind: 'popup';
  state: TabState | null;
  fault?: MessageKey;
  shortcut?: string;
  /** The transcript is unfolded; so many captions stand in it. */
  transcript?: { captions: number; asking?: boolean; kept?: boolean; said?: MessageKey };
}

export interface OverlayScene extends Conditions {
  kind: 'overlay';
  /** `white`, `black`, `noise`, `call`, or the address of a picture. */
  picture: string;
  view: OverlayView;
  /** What differs from the settings' defaults. */
  look?: Partial<Settings>;
  place?: Place;
  /** Where the pointer is, px. */
  pointer?: readonly [x: number, y: number];
}

/** What tools/pictograms.ts makes. */
export type Pictograms = Readonly<Record<string, readonly (readonly [number, number, number])[]>>;

export interface OptionsScene extends Conditions {
  kind: 'options';
  section: string;
  /** Nothing was taught or allowed yet. */
  empty?: boolean;
  listed?: readonly string[];
  /** Selectors to press one after the other, each once it is there. */
  press?: readonly string[];
  /** Selector and text to type. */
  type?: readonly [selector: string, text: string];
  /** What a file says that is chosen for an import. */
  upload?: string;
  /** Selector to wait for. */
  await?: string;
}

export interface WelcomeScene extends Conditions {
  kind: 'welcome';
  /** Null: the browser does not say. */
  pinned?: boolean | null;
  /** The browser gives no camera. */
  refused?: boolean;
  done?: boolean;
  press?: readonly string[];
  await?: string;
}

export type Scene = PopupScene | OverlayScene | OptionsScene | WelcomeScene;

const off: TabState = {
  on: false,
  status: 'waiting',
  problem: null,
  vocabulary: 'call-gestures',
  dwellMs: 700,
};
const shortcut = 'Alt+Shift+C';
const popup = (state: TabState | null, more: Partial<PopupScene> = {}): PopupScene => ({
  kind: 'popup',
  state,
  shortcut,
  ...more,
});
const problem = (code: ProblemCode): TabState => ({ ...off, on: true, problem: { code } });

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

const options = (section: string, more: Partial<OptionsScene> = {}): OptionsScene => ({
  kind: 'options',
  section,
  listed: listedMatches,
  ...more,
});

const hand = Array.from({ length: 21 }, (_, i) => [i * 40, i * 20, 0]).flat();
/** A file that changes a pack of `look/options.tsx`. */
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

/** Each section in all conditions. */
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

export const scenes: Record<string, Scene> = {
  'popup-checking': popup(null),
  'popup-off': popup(off),
  'popup-waiting': popup({ ...off, on: true }),
  'popup-watching': popup({ ...off, on: true, status: 'watching' }, { focus: true }),
  'popup-hand': popup({ ...off, on: true, status: 'hand', vocabulary: 'fingerspelling' }),
  'popup-hand-dark': popup(
    { ...off, on: true, status: 'hand', vocabulary: 'fingerspelling' },
    { dark: true, focus: true },
  ),
  'popup-starts': popup({ ...off, on: true, status: 'watching', starts: true }),
  'popup-paused': popup({ ...off, paused: true, starts: false }),
  'popup-reload': popup(problem('reload-tab')),
  'popup-reload-dark': popup(problem('reload-tab'), { dark: true }),
  'popup-enable': popup({ ...off, problem: { code: 'site-not-allowed' } }, { shortcut: '' }),
  'popup-refused': popup(problem('site-not-allowed'), { fault: 'popup_enableRefused' }),
  'popup-impossible': popup({ ...off, problem: { code: 'site-impossible' } }),
  'popup-no-backend-rtl': popup(problem('no-backend'), { dir: 'rtl' }),
  'popup-rtl': popup(
    { ...off, on: true, status: 'hand', vocabulary: 'fingerspelling' },
    { dir: 'rtl' },
  ),
  'popup-no-answer': popup(null, { fault: 'popup_noAnswer' }),
  'popup-forced': popup(problem('reload-tab'), { forced: true, dark: true }),
  'popup-forced-on': popup({ ...off, on: true, status: 'hand' }, { forced: true }),
  'popup-transcript': popup(off, { transcript: { captions: 12, said: 'transcript_copied' } }),
  'popup-transcript-dark': popup(off, { transcript: { captions: 3, kept: true }, dark: true }),
  'popup-transcript-rtl': popup(off, { transcript: { captions: 12, kept: true }, dir: 'rtl' }),
  'popup-transcript-forced': popup(off, { transcript: { captions: 3 }, forced: true, dark: true }),
  'popup-transcript-ask': popup(off, { transcript: { captions: 3, asking: true } }),
  'popup-transcript-empty': popup(off, { transcript: { captions: 0 } }),
  'popup-transcript-narrow': popup(off, { transcript: { captions: 5 }, width: 200 }),
  'popup-narrow': popup(problem('camera-failed'), { width: 200 }),

  'overlay-nothing': overlay(nothing, 'call'),
  'overlay-white': overlay(dwell, 'white'),
  'overlay-black': overlay(dwell, 'black'),
  'overlay-noise': overlay(dwell, 'noise'),
  'overlay-call': overlay(two, 'call'),
  'overlay-call-dwell': overlay(dwell, 'call'),
  'overlay-words': overlay(
    { ...nothing, lines: [{ id: 1, text: 'HE' }], suggestions: ['HELLO', 'HELP', 'HEART'] },
    'call',
  ),
  'overlay-words-forced': overlay(
    { ...nothing, lines: [{ id: 1, text: 'HE' }], suggestions: ['HELLO', 'HELP', 'HEART'] },
    'white',
    { forced: true },
  ),
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
  'options-gestures-search': options('gestures', { type: ['input[type=search]', 'xyz'] }),
  'options-focus': options('captions', { focus: true }),
  ...everywhere('teach'),
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

  welcome: { kind: 'welcome' },
  'welcome-dark': { kind: 'welcome', dark: true, pinned: true, done: true },
  'welcome-rtl': { kind: 'welcome', dir: 'rtl' },
  'welcome-narrow': { kind: 'welcome', width: 340 },
  'welcome-200': { kind: 'welcome', zoom: 2 },
  'welcome-forced': { kind: 'welcome', forced: true, dark: true },
  'welcome-live': { kind: 'welcome', press: ['.trial .button'], await: '.camera-caption' },
  'welcome-refused': {
    kind: 'welcome',
    refused: true,
    press: ['.trial .button'],
    await: '.trial .state.error',
  },
};
