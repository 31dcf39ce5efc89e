/** A backup of everything that can be kept, and the world it is of. */
import type { BackupContent } from '../../../../src/options/backup/format.ts';
import { writeBackup } from '../../../../src/options/backup/write.ts';
import type { LocalPackStore } from '../../../../src/packs/store.ts';
import {
  type ClassifierFile,
  classifierFormat,
} from '../../../../src/recognizer/signs/classifier-file.ts';
import { defaultSettings } from '../../../../src/settings/schema.ts';
import { gesture, movement, sample, unknown } from '../../packs/fake-samples.ts';
import { fill, IDBFactory, storeOn } from '../../packs/fake-stores.ts';

/** The smallest file of a classifier: one number in, one gesture out. */
const classifier: ClassifierFile = {
  format: classifierFormat,
  vocabulary: 'taught',
  features: 'one',
  gestures: ['my-gestures:wait'],
  thresholds: { 'my-gestures:wait': 0.5 },
  heads: [[{ inputs: 1, outputs: 1, step: 0.1, weights: 'AQ==', bias: [0.25] }]],
  distance: { count: 1, centre: [0], spread: [1], prototypes: 'AQ==', near: 0.5, far: 1 },
};

export const made = '2026-12-01';

/** Held and moving gestures, an own way, a classifier in use and one that waits. */
export async function fillAll(store: LocalPackStore): Promise<void> {
  await fill(store);
  await store.saveGesture('my-gestures', gesture('wave', { moves: true }));
  await store.addSamples('my-gestures', 'wave', [movement('m1'), movement('m2')]);
  await store.addUnknowns([unknown('n3', { hands: movement('n3').hands })]);
  await store.savePack('office', { enabled: false });
  await store.setPreference('call-gestures:peace', {
    ownWay: { takes: sample('own').hands, layout: 'some', bias: 3, near: 0.3, far: 0.75 },
  });
  const record = {
    classifier,
    report: { verdict: 'good' },
    trainedAt: 1_750_000_000_000,
    gestures: ['my-gestures:wait'],
    beside: ['call-gestures'],
    trainedOn: { held: { 'my-gestures:wait': 3 }, moving: {}, unknowns: 3 },
  };
  await store.setTaught({ ...record, live: true });
  await store.setTaught({
    ...record,
    classifier: null,
    movements: classifier,
    trainedAt: 1_750_000_000_001,
    live: false,
  });
}

export const local = {
  settings: {
    ...defaultSettings,
    dwellMs: 900,
    ownWords: ['Grüße'],
    startSites: ['https://meet.jit.si/*'],
    siteChoices: [
      { site: 'https://galene.example.org/*', vocabulary: 'fingerspelling', outgoing: true },
      { site: 'https://meet.jit.si/*', outgoing: false },
    ],
  },
  places: [
    ['https://a.example', { place: 'top', size: 130 }],
    ['https://b.example', { place: { x: 0.25, y: 1 } }],
  ],
  putBack: [['KARLA', 1]],
  practised: [
    ['fingerspelling:A', 3, '2026-11-30'],
    ['word:HI', 1, '2026-12-01'],
  ],
} satisfies BackupContent['local'];

export const sites = ['https://galene.example.org/*', 'http://localhost/*'];

export async function everything(): Promise<BackupContent> {
  const store = storeOn(new IDBFactory());
  await fillAll(store);
  return { store: await store.everything(), local, sites };
}

export const backupFile = async (): Promise<string> => writeBackup(await everything(), made).text;
