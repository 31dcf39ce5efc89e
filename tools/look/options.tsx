/** Shows the options page or the welcome page for tools/look.ts, on the real store with made-up packs. */
import { signal } from '@preact/signals';
import { render } from 'preact';
import manifest from '../../manifest.json';
import callGestures from '../../models/call-gestures/vocabulary.json';
import fingerspelling from '../../models/fingerspelling/vocabulary.json';
import { ProblemError } from '../../src/messaging/problems.ts';
import { captionsStyles } from '../../src/options/captions/styles.ts';
import type { Shortcut } from '../../src/options/keys/shortcuts.ts';
import { createPracticeStore } from '../../src/options/practice/progress.ts';
import { practiceStyles } from '../../src/options/practice/styles.ts';
import type { OptionsServices } from '../../src/options/services/types.ts';
import { Options } from '../../src/options/shell.tsx';
import { optionsStyles } from '../../src/options/styles.ts';
import { teachStyles } from '../../src/options/teach/styles.ts';
import { tryStyles } from '../../src/options/try/styles.ts';
import { gestureKey, ownPack, type Sample } from '../../src/packs/samples.ts';
import { openPackStore } from '../../src/packs/store.ts';
import type { PackStore } from '../../src/packs/store-types.ts';
import { parseVocabulary } from '../../src/packs/vocabulary.ts';
import type { PageRecognizer } from '../../src/recognizer/page/types.ts';
import { defaultSettings } from '../../src/settings/schema.ts';
import type { QualityReport } from '../../src/teaching/types.ts';
import type { MessageKey, Words } from '../../src/ui/i18n.ts';
import { pageStyles } from '../../src/ui/page-styles.ts';
import { adoptStyles } from '../../src/ui/sheet.ts';
import { uiStyles } from '../../src/ui/styles.ts';
import { welcomeStyles } from '../../src/welcome/styles.ts';
import { Welcome } from '../../src/welcome/view.tsx';
import { fillMoving, movementSeen, movingThresholds } from './moving.ts';
import type { OptionsScene, Pictograms, WelcomeScene } from './scene.ts';

export const vocabularies = [callGestures, fingerspelling].map(parseVocabulary);

/** Samples of a made-up gesture: a shipped pictogram, each rotated a little. */
function samplesOf(points: Pictograms[string], take: string, count: number): Sample[] {
  return Array.from({ length: count }, (_, i) => {
    const angle = (i - count / 2) * 0.05;
    const rotated = points.map(([x, y, z]): [number, number, number] => [
      x * Math.cos(angle) - y * Math.sin(angle),
      x * Math.sin(angle) + y * Math.cos(angle),
      z,
    ]);
    return {
      id: `${take}-${i}`,
      recordedAt: 1_790_000_000_000 + i * 150,
      take,
      hands: [{ time: 0, points: rotated, handedness: 'Right', presence: 1, size: 0.4 }],
    };
  });
}

async function fill(store: PackStore, pictograms: Pictograms): Promise<void> {
  await store.savePack(ownPack, { name: 'My gestures', vocabularies: ['call-gestures'] });
  const own = [
    ['coffee', 'Coffee', 'I am getting a coffee', 'fingerspelling:C'],
    ['my-name', 'My name sign', 'Johanna', 'fingerspelling:X'],
  ] as const;
  for (const [id, name, caption, like] of own) {
    await store.saveGesture(ownPack, { id, kind: 'phrase', name, caption });
    await store.addSamples(ownPack, id, samplesOf(pictograms[like] ?? [], id, 24));
  }
  await store.putPack(
    {
      id: 'office-signs',
      name: 'Office signs',
      provenance: 'Recorded by Kim on a laptop camera',
      licence: 'CC-BY-4.0',
      vocabularies: ['call-gestures'],
      enabled: false,
      gestures: [{ id: 'merge', kind: 'phrase', name: 'Merge', caption: 'Let us merge it' }],
    },
    new Map([['merge', samplesOf(pictograms['fingerspelling:H'] ?? [], 'merge', 12)]]),
    [],
  );
  await store.setPreference('call-gestures:ok', { enabled: false });
  await store.setPreference('call-gestures:thumbs-up', { caption: 'Agreed', threshold: 0.5 });
  const [shown] = samplesOf(pictograms['call-gestures:peace'] ?? [], 'own', 1);
  await store.setPreference('call-gestures:peace', {
    ownWay: { takes: shown?.hands ?? [], layout: 'none', bias: 3, near: 0.3, far: 0.75 },
  });
}

/** What a training of the made-up gestures might have found. */
async function train(store: PackStore, verdict: QualityReport['verdict']): Promise<void> {
  const keys = ['coffee', 'my-name'].map((id) => gestureKey(ownPack, id));
  const report: QualityReport = {
    gestures: [
      { right: 23, missed: 1, interval: [0.79, 0.99] as const },
      { right: 17, missed: 7, interval: [0.51, 0.85] as const },
    ].map((quality, i) => ({
      ...quality,
      key: keys[i] ?? '',
      samples: 24,
      takes: 1,
      wrong: 0,
      threshold: 0.6,
    })),
    confusion: {
      keys: [...keys, 'nothing'],
      counts: [
        [23, 0, 1],
        [0, 17, 7],
        [0, 1, 300],
      ],
    },
    collisions: [],
    falseCaptions: [{ called: keys[1] ?? '', origin: 'bank', count: 1, of: 301 }],
    advice: [
      { kind: 'often-missed', key: keys[1] ?? '' },
      { kind: 'record-nothing', have: 0, want: 20 },
    ],
    verdict,
  };
  await store.setTaught({
    classifier: {},
    report,
    trainedAt: 1_800_000_000_000,
    gestures: keys,
    beside: ['call-gestures'],
    live: false,
  });
}

/** A camera that shows a person before a wall. */
function wall(): MediaStream {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [640, 480];
  const pen = canvas.getContext('2d');
  const paint = (): void => {
    if (!pen) return;
    pen.fillStyle = '#6f6a63';
    pen.fillRect(0, 0, 640, 480);
    pen.fillStyle = '#a58a74';
    pen.beginPath();
    pen.ellipse(320, 190, 90, 120, 0, 0, 7);
    pen.fill();
  };
  paint();
  setInterval(paint, 100);
  return canvas.captureStream(10);
}

/**
 * A recognizer that reports a thumbs-up again and again, or else a sign that moves, or a hand that shows
 * this gesture and is not recognised.
 */
function recognizer(pictograms: Pictograms, moving = false, shows?: string): PageRecognizer {
  const points = pictograms[shows ?? 'call-gestures:thumbs-up'] ?? [];
  let frames = 0;
  return {
    start: async () => ({ backend: 'none' }),
    watch({ onSeen }) {
      if (moving) {
        const timer = setInterval(
          () => onSeen(movementSeen(pictograms, frames++, shows !== undefined)),
          100,
        );
        return { stop: () => clearInterval(timer) };
      }
      const landmarks = points.map(([x, y, z]): [number, number, number] => [
        200 + x * 220,
        400 + y * 220,
        z * 220,
      ]);
      const timer = setInterval(
        () =>
          onSeen({
            timestamp: performance.now(),
            frameSize: { width: 640, height: 480 },
            hands: [
              {
                hand: { landmarks, handedness: 'Right', leftness: 0, presence: 1 },
                scores: {
                  [gestureKey('call-gestures', 'thumbs-up')]: 0.93,
                  [gestureKey('call-gestures', 'fist')]: 0.31,
                  [gestureKey(ownPack, 'coffee')]: 0.84,
                  [gestureKey(ownPack, 'my-name')]: 0.22,
                },
                gesture: shows ? null : gestureKey('call-gestures', 'thumbs-up'),
              },
            ],
            candidate: shows ? null : { gesture: 'call-gestures:thumbs-up', progress: 0.6 },
            sign: shows ? null : { key: 'call-gestures:thumbs-up', caption: 'Agreed' },
          }),
        100,
      );
      return { stop: () => clearInterval(timer) };
    },
    thresholds: async () => ({}),
    dispose() {},
  };
}

/** The commands of the manifest with the keys that it suggests. */
const shortcuts = (words: Words): Shortcut[] =>
  Object.entries(manifest.commands).map(([name, command]) => ({
    name,
    what: words(command.description.slice('__MSG_'.length, -'__'.length) as MessageKey),
    keys: 'suggested_key' in command ? command.suggested_key.default : '',
  }));

/** Unfolds every group of the page, also those that come later. */
function unfold(): void {
  const all = (): void => {
    for (const fold of document.querySelectorAll<HTMLDetailsElement>('.fold, .more'))
      fold.open = true;
  };
  new MutationObserver(all).observe(document, { subtree: true, childList: true });
  all();
}

/** What a user has chosen. */
const chosen = {
  wrongGesture: 'thumbs-down',
  siteChoices: [
    { site: 'https://galene.example.org/*', vocabulary: 'fingerspelling', outgoing: true },
    { site: 'https://*.zoom.us/*', outgoing: false },
  ],
};

export async function showOptions(
  scene: OptionsScene,
  words: Words,
  pictograms: Pictograms,
  thresholds: Readonly<Record<string, number>>,
): Promise<void> {
  const store = openPackStore();
  await store.deleteEverything();
  if (!scene.empty) await fill(store, pictograms);
  if (scene.trained) await train(store, scene.trained === 'bad' ? 'bad' : 'fair');
  if (scene.moving) await fillMoving(store, pictograms);
  // Scenes share the page's storage.
  localStorage.clear();
  const practice = createPracticeStore(localStorage);
  if (!scene.empty) practice.add('call-gestures:thumbs-up', '2026-12-01');
  const services: OptionsServices = {
    store,
    recognizer: () => recognizer(pictograms, scene.moving, scene.shows),
    teachWay: async (vocabulary, gesture, takes) => {
      const way = { takes, layout: 'none', bias: 1, near: 0.3, far: 0.6 };
      await store.setPreference(gestureKey(vocabulary, gesture), { ownWay: way });
      return { way, readBefore: 0, taken: [{ key: 'call-gestures:fist', count: 1, of: 20 }] };
    },
    trainer: () => ({
      train: () =>
        scene.failing
          ? Promise.reject(new ProblemError('training-failed', 'as the scene says'))
          : new Promise(() => {}),
      dispose() {},
    }),
    settings: {
      current: signal(scene.empty ? defaultSettings : { ...defaultSettings, ...chosen }),
      change: async () => {},
    },
    cameras: { open: async () => wall() },
    sites: {
      listed: scene.listed ?? [],
      granted: async () =>
        scene.empty ? [] : ['https://galene.example.org/*', 'http://localhost/*'],
      request: async () => true,
      remove: async () => {},
      subscribe: () => () => {},
    },
    traces: {
      clear: async () => {},
      count: async () => ({ settings: 1, practised: 5, selfTests: 1, transcripts: 2 }),
    },
    shortcuts: {
      list: async () => shortcuts(words),
      change: async () => false,
      subscribe: () => () => {},
    },
    local: {
      read: async () => ({ settings: defaultSettings, places: [], putBack: [], practised: [] }),
      replace: async () => {},
    },
    practice,
    vocabularies: async () => vocabularies,
    pictograms: async () => new Map(Object.entries(pictograms)),
    calibrated: async () =>
      new Map(Object.entries({ ...thresholds, ...(scene.moving ? movingThresholds : {}) })),
    save() {},
  };
  document.documentElement.dir = words.dir;
  for (const styles of [
    uiStyles,
    pageStyles,
    optionsStyles,
    captionsStyles,
    teachStyles,
    tryStyles,
    practiceStyles,
  ])
    adoptStyles(document, styles);
  location.hash = scene.section;
  render(<Options words={words} services={services} />, document.body);
  if (!scene.folded) unfold();
}

export function showWelcome(scene: WelcomeScene, words: Words, pictograms: Pictograms): void {
  document.documentElement.dir = words.dir;
  for (const styles of [uiStyles, pageStyles, welcomeStyles]) adoptStyles(document, styles);
  const services = {
    settings: {
      current: signal({
        ...defaultSettings,
        welcomed: scene.done ?? false,
        outgoing: scene.everyone ?? false,
      }),
      change: async () => {},
    },
    cameras: {
      open: async () => {
        if (scene.refused) throw new ProblemError('camera-refused', 'as the scene says');
        return wall();
      },
    },
    recognizer: () => recognizer(pictograms),
    vocabularies: async () => vocabularies,
    pictograms: async () => new Map(Object.entries(pictograms)),
    button: { pinned: async () => scene.pinned ?? null, subscribe: () => () => {} },
    callSites: {
      missing: async () => [],
      request: async () => true,
      subscribe: () => () => {},
    },
    canReachOthers: scene.canReachOthers ?? true,
    isMac: async () => scene.mac ?? false,
    shortcut: async () => 'Alt+Shift+C',
    openOptions: async () => {},
  };
  render(<Welcome words={words} services={services} />, document.body);
}
