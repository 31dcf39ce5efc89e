import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPackStore } from '../../../../src/packs/store.ts';
import type { PackStore } from '../../../../src/packs/store-types.ts';
import { loadClassifier } from '../../../../src/recognizer/signs/classifier.ts';
import {
  createLiveVocabularies,
  type LiveVocabularies,
} from '../../../../src/recognizer/worker/live-vocabularies.ts';
import { createWrongCaptions, mostWrong } from '../../../../src/recognizer/worker/wrong.ts';
import { classifierFile, shownHand } from '../fake-taught.ts';
import { record } from './fake-store.ts';

const wait = 'my-gestures:wait';

let store: PackStore;
let vocabularies: LiveVocabularies;

beforeEach(async () => {
  store = openPackStore({ indexedDB: new IDBFactory(), channel: null });
  await store.saveGesture('my-gestures', {
    id: 'wait',
    kind: 'phrase',
    caption: 'Wait',
    name: 'Wait',
  });
  await store.savePack('my-gestures', { vocabularies: ['signs'], enabled: true });
  vocabularies = createLiveVocabularies({
    embedding: () => Promise.reject(new Error('No gesture moves.')),
    shipped: async () => ({
      vocabulary: {
        id: 'signs',
        name: 'Signs',
        gestures: [{ id: 'fist', kind: 'phrase', caption: 'Stop', name: 'Fist' }],
      },
      classifier: loadClassifier(classifierFile('fist', 'peace')),
      movements: null,
    }),
    openStore: async () => store,
    after: () => () => undefined,
  });
});
afterEach(() => vocabularies.dispose());

const named = () =>
  vocabularies.current('signs', false).classifier.classify(shownHand(true)).gesture;
/** The vocabularies read asynchronously. */
const becomes = (gesture: string | null) => expect.poll(named).toBe(gesture);

describe('the live vocabularies with the real store', () => {
  it('follow the user: live, renamed, switched off, deleted, all deleted', async () => {
    await vocabularies.load('signs', false);
    expect(named()).toBe('fist');
    await store.setTaught(record(classifierFile(wait, 'my-gestures:gone'), { gestures: [wait] }));
    await becomes(wait);
    await store.setPreference(wait, { caption: 'One moment' });
    const caption = () =>
      vocabularies.current('signs', false).vocabulary.gestures.find(({ id }) => id === wait)
        ?.caption;
    await expect.poll(caption).toBe('One moment');
    await store.savePack('my-gestures', { enabled: false });
    await becomes('fist');
    await store.savePack('my-gestures', { enabled: true });
    await becomes(wait);
    await store.deleteGesture('my-gestures', 'wait');
    await becomes('fist');
    await store.setPreference('signs:fist', { enabled: false });
    await becomes(null);
    await store.deleteEverything();
    await becomes('fist');
  });

  it('store a limited number of captions marked as wrong as samples', async () => {
    let id = 0;
    const wrong = createWrongCaptions({
      store: vocabularies.store,
      newId: () => `wrong-${id++}`,
      now: () => 1000 + id,
    });
    const hand = {
      time: 0,
      points: Array.from({ length: 21 }, () => [0, 0, 0] as const),
      handedness: 'Left',
      presence: 0.9,
      size: 0.3,
    } as const;
    await Promise.all(Array.from({ length: mostWrong + 3 }, () => wrong.keep(wait, [hand])));
    const kept = await store.unknowns();
    expect(kept).toHaveLength(mostWrong);
    expect(kept.map(({ id }) => id)).not.toContain('wrong-2');
    expect(kept.find(({ id }) => id === 'wrong-3')).toMatchObject({
      origin: 'wrong',
      captionedAs: wait,
      hands: [hand],
    });
  });
});
