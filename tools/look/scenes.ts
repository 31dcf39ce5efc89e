import type { ProblemCode } from '../../src/messaging/problems.ts';
import type { TabState } from '../../src/messaging/protocol.ts';
import type { OverlayView } from '../../src/overlay/types.ts';
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
}

export interface OverlayScene extends Conditions {
  kind: 'overlay';
  /** `white`, `black`, `noise`, `call`, or the address of a picture. */
  picture: string;
  view: OverlayView;
}

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

const nothing: OverlayView = { lines: [], candidate: null, hand: false, notice: null };
const two: OverlayView = {
  ...nothing,
  lines: [
    { id: 1, text: 'I have a question' },
    { id: 2, text: 'HELLO WORLD' },
  ],
  hand: true,
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
  hand: true,
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

export const scenes: Record<string, PopupScene | OverlayScene> = {
  'popup-checking': popup(null),
  'popup-off': popup(off),
  'popup-waiting': popup({ ...off, on: true }),
  'popup-watching': popup({ ...off, on: true, status: 'watching' }, { focus: true }),
  'popup-hand': popup({ ...off, on: true, status: 'hand', vocabulary: 'fingerspelling' }),
  'popup-hand-dark': popup(
    { ...off, on: true, status: 'hand', vocabulary: 'fingerspelling' },
    { dark: true, focus: true },
  ),
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
  'popup-narrow': popup(problem('camera-failed'), { width: 200 }),

  'overlay-nothing': overlay(nothing, 'call'),
  'overlay-white': overlay(dwell, 'white'),
  'overlay-black': overlay(dwell, 'black'),
  'overlay-noise': overlay(dwell, 'noise'),
  'overlay-call': overlay(two, 'call'),
  'overlay-call-dwell': overlay(dwell, 'call'),
  'overlay-hand': overlay({ ...nothing, hand: true }, 'call'),
  'overlay-first': overlay(
    { ...nothing, hand: true, candidate: { text: 'Open palm', progress: 0.3 } },
    'call',
  ),
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
      hand: true,
    },
    'call',
    { dir: 'rtl' },
  ),
  'overlay-forced': overlay(dwell, 'call', { forced: true, dark: true }),
  'overlay-forced-light': overlay(dwell, 'call', { forced: true }),
};
