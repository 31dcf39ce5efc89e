import type { ProblemCode } from '../../src/messaging/problems.ts';
import type { TabState } from '../../src/messaging/protocol.ts';
import type { Reason } from '../../src/messaging/reason.ts';
import type { PopupScene } from './scene.ts';

const off: TabState = {
  on: false,
  status: 'waiting',
  problem: null,
  recognition: { vocabulary: 'call-gestures', dwellMs: 700 },
};
const spelling = { vocabulary: 'fingerspelling', dwellMs: 700 };
const shortcut = 'Alt+Shift+C';
const popup = (state: TabState | null, more: Partial<PopupScene> = {}): PopupScene => ({
  kind: 'popup',
  state,
  shortcut,
  ...more,
});
const problem = (code: ProblemCode): TabState => ({ ...off, on: true, problem: { code } });

const framed = (site: string, allowed = false): TabState => ({
  ...off,
  on: true,
  frame: { site, allowed },
});

const seen = (reason: Reason): TabState => ({ ...off, on: true, status: 'hand', reason });
const weak: Reason = {
  why: 'not-accepted',
  gesture: 'my-gestures:wait',
  caption: 'One moment, please',
  score: 0.62,
  threshold: 0.7,
};

const onSite: TabState = {
  ...off,
  on: true,
  status: 'hand',
  site: 'https://meet.example/*',
  recognition: spelling,
  outgoing: 'ready',
};

const plainCall: TabState = { ...off, on: true, status: 'watching' };

/** The popup: the state of captions in a tab, and the tab's transcript. */
export const popupScenes: Record<string, PopupScene> = {
  'popup-checking': popup(null),
  'popup-off': popup(off),
  'popup-waiting': popup({ ...off, on: true }),
  'popup-starting': popup({ ...off, on: true, status: 'starting' }),
  'popup-watching': popup({ ...off, on: true, status: 'watching' }, { focus: true }),
  'popup-video-off': popup({ ...off, on: true, status: 'video-off' }),
  'popup-cameras': popup({
    ...off,
    on: true,
    status: 'watching',
    cameras: {
      list: [
        { id: '7-0', label: 'Integrated Camera (04f2:b6dd)' },
        { id: '7-1', label: 'Document camera' },
      ],
      watched: '7-0',
      chosen: null,
    },
  }),
  'popup-hand': popup({ ...off, on: true, status: 'hand', recognition: spelling }),
  'popup-hand-dark': popup(
    { ...off, on: true, status: 'hand', recognition: spelling },
    { dark: true, focus: true },
  ),
  'popup-readers': popup({ ...off, on: true, status: 'hand', outgoing: 'ready' }),
  'popup-readers-dark': popup(
    { ...off, on: true, status: 'hand', outgoing: 'waiting' },
    { dark: true },
  ),
  'popup-readers-rtl': popup(
    { ...off, on: true, status: 'hand', outgoing: 'ready' },
    { dir: 'rtl' },
  ),
  'popup-readers-forced': popup(
    { ...off, on: true, status: 'hand', outgoing: 'ready' },
    { forced: true, dark: true },
  ),
  'popup-readers-impossible': popup({
    ...off,
    on: true,
    status: 'watching',
    outgoing: 'impossible',
  }),
  'popup-readers-firefox': popup(
    { ...off, on: true, status: 'watching' },
    { readers: { possible: false } },
  ),
  'popup-readers-firefox-forced': popup(
    { ...off, on: true, status: 'watching' },
    { readers: { possible: false }, forced: true },
  ),
  'popup-readers-failed': popup(off, { readers: { failed: true } }),
  'popup-readers-narrow': popup(
    { ...off, on: true, status: 'watching', outgoing: 'screen' },
    { width: 200 },
  ),
  'popup-own-site': popup(onSite, { ownSite: true }),
  'popup-own-site-rtl': popup(onSite, { ownSite: true, dir: 'rtl' }),
  'popup-own-site-narrow': popup(onSite, { ownSite: true, dark: true, width: 200 }),
  'popup-signs': popup(onSite, { signs: true }),
  'popup-signs-gestures': popup(plainCall, { signs: true }),
  'popup-signs-dark': popup(plainCall, { signs: true, dark: true }),
  'popup-signs-rtl': popup(plainCall, { signs: true, dir: 'rtl' }),
  'popup-signs-forced': popup(plainCall, { signs: true, forced: true, dark: true }),
  'popup-signs-narrow': popup(onSite, { signs: true, width: 200 }),
  'popup-why': popup(seen({ why: 'resting' })),
  'popup-why-movement': popup(seen({ why: 'movement-left' })),
  'popup-why-weak': popup(seen(weak), { width: 200, dark: true }),
  'popup-why-weak-rtl': popup(seen(weak), { dir: 'rtl' }),
  'popup-starts': popup({ ...off, on: true, status: 'watching', starts: true }),
  'popup-paused': popup({ ...off, paused: true, starts: false }),
  'popup-reload': popup(problem('reload-tab')),
  'popup-reload-dark': popup(problem('reload-tab'), { dark: true }),
  'popup-no-picture': popup(problem('no-picture')),
  'popup-enable': popup({ ...off, problem: { code: 'site-not-allowed' } }, { shortcut: '' }),
  'popup-frame': popup(framed('https://meet.school.example/*')),
  'popup-frame-rtl': popup(framed('https://meet.school.example/*'), { dir: 'rtl' }),
  'popup-frame-narrow': popup(
    framed('https://videokonferenzen.landesbildungsserver-nordrhein-westfalen.example/*'),
    { width: 200, dark: true },
  ),
  'popup-frame-reload': popup(framed('https://meet.school.example/*', true)),
  'popup-refused': popup(problem('site-not-allowed'), { fault: 'popup_enableRefused' }),
  'popup-impossible': popup({ ...off, problem: { code: 'site-impossible' } }),
  'popup-no-backend-rtl': popup(problem('no-backend'), { dir: 'rtl' }),
  'popup-rtl': popup({ ...off, on: true, status: 'hand', recognition: spelling }, { dir: 'rtl' }),
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
};
