/** Shows the options page or the welcome page for tools/look.ts, on the real store with made-up packs. */
import { signal } from '@preact/signals';
import { render } from 'preact';
import callGestures from '../../models/call-gestures/vocabulary.json';
import fingerspelling from '../../models/fingerspelling/vocabulary.json';
import { ProblemError } from '../../src/messaging/problems.ts';
import { captionsStyles } from '../../src/options/captions/styles.ts';
import type { OptionsServices } from '../../src/options/services.ts';
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
import type { Words } from '../../src/ui/i18n.ts';
import { pageStyles } from '../../src/ui/page-styles.ts';
import { adoptStyles } from '../../src/ui/sheet.ts';
import { uiStyles } from '../../src/ui/styles.ts';
import { welcomeStyles } from '../../src/welcome/styles.ts';
import { Welcome } from '../../src/welcome/view.tsx';
import { fillMoving, movementSeen } from './moving.ts';
import type { OptionsScene, Pictograms, WelcomeScene } from './scene.ts';

const vocabularies = [callGestures, fingerspelling].map(parseVocabulary);

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

/** A recognizer that reports a thumbs-up again and again, or else a sign that moves. */
function recognizer(pictograms: Pictograms, moving = false): PageRecognizer {
  const points = pictograms['call-gestures:thumbs-up'] ?? [];
  let frames = 0;
  return {
    start: async () => ({ backend: 'none' }),
    watch({ onSeen }) {
      if (moving) {
        const timer = setInterval(() => onSeen(movementSeen(pictograms, frames++)), 100);
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
                  [gestureKey(ownPack, 'my-name')]: 0.22,
                },
                gesture: gestureKey('call-gestures', 'thumbs-up'),
              },
            ],
            candidate: { gesture: 'call-gestures:thumbs-up', progress: 0.6 },
            sign: { key: 'call-gestures:thumbs-up', caption: 'Agreed' },
          }),
        100,
      );
      return { stop: () => clearInterval(timer) };
    },
    thresholds: async () => ({}),
    dispose() {},
  };
}

export async function showOptions(
  scene: OptionsScene,
  words: Words,
  pictograms: Pictograms,
  thresholds: Readonly<Record<string, number>>,
): Promise<void> {
  const store = openPackStore();
  await store.deleteEverything();
  if (!scene.empty) await fill(store, pictograms);
  if (scene.moving) await fillMoving(store, pictograms);
  const services: OptionsServices = {
    store,
    recognizer: () => recognizer(pictograms, scene.moving),
    teachWay: async (vocabulary, gesture, takes) => {
      const way = { takes, layout: 'none', bias: 1, near: 0.3, far: 0.6 };
      await store.setPreference(gestureKey(vocabulary, gesture), { ownWay: way });
      return { way, readBefore: 0, taken: [{ key: 'call-gestures:fist', count: 1, of: 20 }] };
    },
    trainer: () => ({ train: () => new Promise(() => {}), dispose() {} }),
    settings: { current: signal(defaultSettings), change: async () => {} },
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
      count: async () => ({ settings: 1, selfTests: 1, transcripts: 2 }),
    },
    vocabularies: async () => vocabularies,
    pictograms: async () => new Map(Object.entries(pictograms)),
    calibrated: async () => new Map(Object.entries(thresholds)),
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
  ])
    adoptStyles(document, styles);
  location.hash = scene.section;
  render(<Options words={words} services={services} />, document.body);
}

export function showWelcome(scene: WelcomeScene, words: Words, pictograms: Pictograms): void {
  document.documentElement.dir = words.dir;
  for (const styles of [uiStyles, pageStyles, welcomeStyles]) adoptStyles(document, styles);
  const services = {
    settings: {
      current: signal({ ...defaultSettings, welcomed: scene.done ?? false }),
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
    shortcut: async () => 'Alt+Shift+C',
    openOptions: async () => {},
  };
  render(<Welcome words={words} services={services} />, document.body);
}
