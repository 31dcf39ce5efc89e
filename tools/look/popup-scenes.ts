import type { ProblemCode } from '../../src/messaging/problems.ts';
import type { TabState } from '../../src/messaging/protocol.ts';
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
