/** Runs in the browser that tools/look.ts opens: shows one state of the popup, the overlay or a page. */
import { signal } from '@preact/signals';
import { render } from 'preact';
import en from '../../_locales/en/messages.json';
import type { CallPanel } from '../../src/overlay/call-panel/types.ts';
import { mountOverlay } from '../../src/overlay/overlay.tsx';
import type { ReadersStore } from '../../src/popup/readers/store.ts';
import type { Sign } from '../../src/popup/signs/read.ts';
import { createSignsStore, type SignsApi } from '../../src/popup/signs/store.ts';
import type { PopupStore } from '../../src/popup/store.ts';
import { type TranscriptStore, thisTab } from '../../src/popup/transcript/store.ts';
import { TranscriptSection } from '../../src/popup/transcript/view.tsx';
import { Popup } from '../../src/popup/view.tsx';
import { defaultSettings } from '../../src/settings/schema.ts';
import { shippedVocabularies } from '../../src/settings/vocabularies.ts';
import { handStyles } from '../../src/ui/hand-styles.ts';
import { createWords, type Words } from '../../src/ui/i18n.ts';
import { adoptStyles } from '../../src/ui/sheet.ts';
import { uiStyles } from '../../src/ui/styles.ts';
import { showOptions, showWelcome, vocabularies } from './options.tsx';
import type { OverlayScene, Pictograms, PopupScene, Scene } from './scene.ts';

let catalogue: Catalogue = en;
let lang = 'en';

const wordsOf = ({ dir }: { dir?: 'ltr' | 'rtl' }): Words =>
  createWords(
    {
      getMessage: (key, given = []) =>
        (catalogue[key]?.message ?? '').replace(/\$(\d)/g, (_, n) => given[Number(n) - 1] ?? ''),
    },
    { lang, dir: dir ?? (lang === 'ar' ? 'rtl' : 'ltr') },
  );

function showPopup(scene: PopupScene, pictograms: Pictograms): void {
  const words = wordsOf(scene);
  const nothing = async (): Promise<void> => {};
  const store: PopupStore = {
    state: signal(scene.state),
    fault: signal(scene.fault ?? null),
    busy: signal(false),
    shortcut: signal(scene.shortcut ?? ''),
    canEnable: signal(true),
    start: nothing,
    setOn: nothing,
    setVocabulary: nothing,
    setCamera: nothing,
    setPaused: nothing,
    setStarts: nothing,
    sayPhrase: nothing,
    reloadTab: nothing,
    enableSite: nothing,
    enableFrame: nothing,
    openOptions() {},
    openKeys() {},
    dispose() {},
  };
  document.documentElement.dir = words.dir;
  for (const styles of [uiStyles, handStyles]) adoptStyles(document, styles);
  render(
    <Popup
      store={store}
      readers={readersOf(scene)}
      words={words}
      vocabularies={shippedVocabularies}
      signs={createSignsStore(signsOf(pictograms))}
      transcript={<TranscriptSection store={transcriptOf(scene)} words={words} />}
    />,
    document.body,
  );
  if (scene.signs) document.querySelector<HTMLElement>('.field-head .link')?.click();
}

/** Two signs of the user's own, and the shipped ones. */
function signsOf(pictograms: Pictograms): SignsApi {
  const points = (key: string) => pictograms[key] ?? null;
  const own = (name: string, caption: string, drawn: string): Sign => {
    const key = `my-gestures:${name}`;
    return { key, name, caption, kind: 'phrase', points: points(drawn), movement: null };
  };
  return {
    async read(vocabulary) {
      const shipped = vocabularies.find(({ id }) => id === vocabulary)?.gestures ?? [];
      return {
        own: [
          own('Wait', 'One moment, please', 'call-gestures:four'),
          own('Coffee break', 'I need five minutes and a coffee', 'fingerspelling:C'),
        ],
        shipped: shipped.map(({ id, name, caption, kind }) => {
          const key = `${vocabulary}:${id}`;
          return { key, name, caption, kind, points: points(key), movement: null };
        }),
      };
    },
    dispose() {},
  };
}

const ownSite = 'https://meet.example/*';

function readersOf({ readers = {}, state, ownSite: isOwn }: PopupScene): ReadersStore {
  const outgoing = readers.all ?? state?.outgoing !== undefined;
  return {
    possible: readers.possible ?? true,
    settings: signal({
      ...defaultSettings,
      outgoing,
      siteChoices: isOwn ? [{ site: ownSite, outgoing, vocabulary: 'call-gestures' }] : [],
    }),
    failed: signal(readers.failed ?? false),
    start: async () => {},
    setOutgoing: async () => {},
    dispose() {},
  };
}

function transcriptOf({ transcript }: PopupScene): TranscriptStore {
  const nothing = async (): Promise<void> => {};
  const noon = Date.UTC(2026, 0, 2, 12);
  const texts = ['Hello', 'I have a question', 'HELLO', 'One moment, please', 'Yes'];
  const cues = Array.from({ length: transcript?.captions ?? 0 }, (_, i) => {
    const from = noon + i * 7000;
    return { id: String(i), text: texts[i % texts.length] ?? '', from, to: from };
  });
  const time = new Intl.DateTimeFormat(lang, { timeStyle: 'medium', timeZone: 'UTC' });
  return {
    open: signal(transcript !== undefined),
    chosen: signal(thisTab),
    cues: signal(cues),
    dropped: signal(transcript?.kept ? 140 : 0),
    problem: signal(transcript?.kept ? ('storage-full' as const) : null),
    kept: signal(transcript?.kept ? [{ id: '1-1', from: noon, cues: 5 }] : []),
    keep: signal(transcript?.kept ?? false),
    asking: signal(transcript?.asking ?? false),
    outcome: signal(transcript?.said ?? null),
    setOpen: nothing,
    choose: nothing,
    copy: nothing,
    save() {},
    ask() {},
    clear: nothing,
    setKeep: nothing,
    timeOfDay: (ms) => time.format(ms),
    dispose() {},
  };
}

/** Backgrounds on which captions must be readable. */
const painters: Record<string, (context: CanvasRenderingContext2D, w: number, h: number) => void> =
  {
    white(context, w, h) {
      context.fillStyle = '#fff';
      context.fillRect(0, 0, w, h);
    },
    black(context, w, h) {
      context.fillStyle = '#000';
      context.fillRect(0, 0, w, h);
    },
    noise(context, w, h) {
      const pixels = context.createImageData(w, h);
      let seed = 1;
      for (let i = 0; i < pixels.data.length; i++) {
        seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
        pixels.data[i] = i % 4 === 3 ? 255 : (seed >> 16) & 255;
      }
      context.putImageData(pixels, 0, 0);
    },
    /** A person in front of a window, with a call app's control bar. */
    call(context, w, h) {
      const wall = context.createLinearGradient(0, 0, w, h);
      wall.addColorStop(0, '#e9e2d4');
      wall.addColorStop(1, '#9a8f80');
      context.fillStyle = wall;
      context.fillRect(0, 0, w, h);
      context.fillStyle = '#f6fbff';
      context.fillRect(w * 0.62, h * 0.06, w * 0.3, h * 0.5);
      context.fillStyle = '#2f4a6d';
      context.beginPath();
      context.ellipse(w / 2, h * 1.02, w * 0.24, h * 0.42, 0, 0, 7);
      context.fill();
      context.fillStyle = '#b98662';
      context.beginPath();
      context.ellipse(w / 2, h * 0.38, w * 0.08, h * 0.2, 0, 0, 7);
      context.fill();
      context.fillStyle = '#202124';
      context.fillRect(0, h - 72, w, 72);
      for (let i = -2; i <= 2; i++) {
        context.fillStyle = i === 2 ? '#ea4335' : '#3c4043';
        context.beginPath();
        context.arc(w / 2 + i * 60, h - 36, 22, 0, 7);
        context.fill();
      }
    },
  };

function panelOf(state: 'busy' | 'empty', text: (key: string) => string): CallPanel {
  const nothing = (): void => {};
  const said = [
    'Hello',
    'I have a question',
    'KIM',
    'Please slow down a little, the interpreter and I are two sentences behind',
    'Yes',
    'No',
    'One moment, please',
    'Thank you',
    'DONAUDAMPFSCHIFFFAHRTSELEKTRIZITÄTEN',
    'مرحبا بكم',
  ];
  const busy = state === 'busy';
  return {
    texts: {
      title: text('panel_title'),
      close: text('readers_hintClose'),
      last: text('panel_last'),
      phrases: text('panel_phrases'),
      own: text('panel_own'),
      noOwn: text('panel_noOwn'),
      recent: text('panel_recent'),
      typing: text('panel_typing'),
      settings: text('panel_settings'),
      none: text('transcript_empty'),
      size: text('panel_size'),
      smaller: text('commandSmaller'),
      larger: text('commandLarger'),
      vocabulary: text('popup_vocabulary'),
      everyone: text('options_outgoing'),
      pause: text('popup_pause'),
    },
    captions: busy ? said.map((line, id) => ({ id, text: line })) : [],
    phrases: {
      own: busy ? said.slice(0, 8) : [],
      recent: busy ? ['I am on my way', said[3] ?? ''] : [],
      onSay: nothing,
    },
    size: { text: busy ? '100 %' : '250 %', onSmaller: nothing, onLarger: busy ? nothing : null },
    vocabularies: {
      all: shippedVocabularies.map(({ id, name }) => ({ id, name: text(name) })),
      chosen: busy ? 'call-gestures' : 'fingerspelling',
      onlyOn: busy ? null : text('popup_onlyOn').replace('$1', 'meet.example'),
      onChoose: nothing,
    },
    readers: {
      everyone: busy,
      onlyOn: busy ? null : text('popup_onlyOn').replace('$1', 'meet.example'),
      onChange: nothing,
      about: text(busy ? 'outgoing_busy' : 'readers_you'),
    },
    onPause: nothing,
    onClose: nothing,
  };
}

async function showOverlay(scene: OverlayScene): Promise<void> {
  document.documentElement.dir = wordsOf(scene).dir;
  document.body.style.margin = '0';
  const canvas = document.createElement('canvas');
  canvas.width = innerWidth;
  canvas.height = innerHeight;
  canvas.style.cssText = 'position: fixed; inset: 0; width: 100%; height: 100%';
  const context = canvas.getContext('2d');
  const paint = painters[scene.picture];
  if (context && paint) paint(context, canvas.width, canvas.height);
  if (context && !paint) {
    const image = new Image();
    image.src = scene.picture;
    await image.decode();
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
  }
  document.body.append(canvas);
  const overlay = mountOverlay(document, {
    strings: {
      captions: catalogue.overlay_captions?.message ?? '',
      move: catalogue.overlay_move?.message ?? '',
      wrong: catalogue.overlay_wrong?.message ?? '',
      panel: catalogue.panel_open?.message ?? '',
      putBack: catalogue.overlay_putBack?.message ?? '',
      dir: wordsOf(scene).dir,
    },
    actions: { onAccept() {}, onPanel() {}, onWrong() {} },
    onError: (error) => {
      document.title = `overlay fault: ${error}`;
    },
  });
  overlay.dress(
    { ...defaultSettings, ...scene.look },
    scene.place ?? defaultSettings.captionPosition,
  );
  const text = (key: string): string => catalogue[key]?.message ?? '';
  const press = (key: string) => ({ label: text(key), run: () => {} });
  const close = press('readers_hintClose');
  const hints = {
    off: { text: text('readers_hintOff'), actions: [press('readers_hintOn'), close] },
    cannot: { text: text('readers_hintCannot'), actions: [press('readers_hintWrite'), close] },
    field: { text: text('readers_hintField'), actions: [close] },
    takenBack: { text: text('overlay_takenBack'), actions: [press('overlay_undo')] },
  };
  const view = {
    ...scene.view,
    hint: scene.hint && hints[scene.hint],
    panel: scene.panel && panelOf(scene.panel, text),
  };
  const { notice } = view;
  // A function cannot be passed into the page, so the notice's button gets its action here.
  const action = press('popup_reload');
  overlay.show(notice ? { ...view, notice: { ...notice, action } } : view);
  // It waits until the page has settled.
  await new Promise<void>((shown) => overlay.whenShown(shown));
}

export type Catalogue = Readonly<Record<string, { message: string }>>;

/** What the pages read from the extension's own files. */
export interface Files {
  pictograms: Pictograms;
  thresholds: Readonly<Record<string, number>>;
  /** The texts of a language other than English; null for English. */
  translation: { lang: string; catalogue: Catalogue } | null;
}

declare global {
  interface Window {
    look(scene: Scene, files: Files): Promise<void>;
  }
}

window.look = async (scene, { pictograms, thresholds, translation }) => {
  if (translation) ({ lang, catalogue } = translation);
  document.documentElement.lang = lang;
  if (scene.kind === 'popup') showPopup(scene, pictograms);
  else if (scene.kind === 'overlay') await showOverlay(scene);
  else if (scene.kind === 'welcome') showWelcome(scene, wordsOf(scene), pictograms);
  else await showOptions(scene, wordsOf(scene), pictograms, thresholds);
};
