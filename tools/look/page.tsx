/** Runs in the browser that tools/look.ts opens: shows one state of the popup, the overlay or a page. */
import { signal } from '@preact/signals';
import { render } from 'preact';
import en from '../../_locales/en/messages.json';
import { mountOverlay } from '../../src/overlay/overlay.tsx';
import type { PopupStore } from '../../src/popup/store.ts';
import { type TranscriptStore, thisTab } from '../../src/popup/transcript/store.ts';
import { TranscriptSection } from '../../src/popup/transcript/view.tsx';
import { Popup } from '../../src/popup/view.tsx';
import { shippedVocabularies } from '../../src/popup/vocabularies.ts';
import { defaultSettings } from '../../src/settings/schema.ts';
import { createWords, type Words } from '../../src/ui/i18n.ts';
import { adoptStyles } from '../../src/ui/sheet.ts';
import { uiStyles } from '../../src/ui/styles.ts';
import { showOptions, showWelcome } from './options.tsx';
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

function showPopup(scene: PopupScene): void {
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
    reloadTab: nothing,
    enableSite: nothing,
    enableFrame: nothing,
    openOptions() {},
    dispose() {},
  };
  document.documentElement.dir = words.dir;
  adoptStyles(document, uiStyles);
  render(
    <Popup
      store={store}
      words={words}
      vocabularies={shippedVocabularies}
      transcript={<TranscriptSection store={transcriptOf(scene)} words={words} />}
    />,
    document.body,
  );
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
      putBack: catalogue.overlay_putBack?.message ?? '',
      dir: wordsOf(scene).dir,
    },
    actions: { onAccept() {}, onWrong() {} },
    onError: (error) => {
      document.title = `overlay fault: ${error}`;
    },
  });
  overlay.dress(
    { ...defaultSettings, ...scene.look },
    scene.place ?? defaultSettings.captionPosition,
  );
  const { notice } = scene.view;
  // A function cannot be passed into the page, so the notice's button gets its action here.
  const action = { label: catalogue.popup_reload?.message ?? '', run: () => {} };
  overlay.show(notice ? { ...scene.view, notice: { ...notice, action } } : scene.view);
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
  if (scene.kind === 'popup') showPopup(scene);
  else if (scene.kind === 'overlay') await showOverlay(scene);
  else if (scene.kind === 'welcome') showWelcome(scene, wordsOf(scene), pictograms);
  else await showOptions(scene, wordsOf(scene), pictograms, thresholds);
};
