import { afterEach, describe, expect, it } from 'vitest';
import { ProblemError } from '../../../src/messaging/problems.ts';
import type { PackStore } from '../../../src/packs/store-types.ts';
import { type Failure, failures, withFailure } from './fake-failures.ts';
import { gesture, pack, sample, unknown } from './fake-samples.ts';
import { closeStores, deafChannel, dump, filled, storeOn } from './fake-stores.ts';

/** Every method of the store that changes it, on the database of {@link filled}. */
const changes = {
  'savePack of a new pack': (store) => store.savePack('club', { name: 'Club' }),
  'savePack of a known pack': (store) => store.savePack('office', { enabled: false }),
  deletePack: (store) => store.deletePack('office'),
  'deletePack of the own pack': (store) => store.deletePack('my-gestures'),
  'saveGesture of a new gesture': (store) => store.saveGesture('my-gestures', gesture('later')),
  'saveGesture of a known gesture': (store) =>
    store.saveGesture('my-gestures', gesture('wait', { caption: 'Wait!' })),
  'saveGesture in a new pack': (store) => store.saveGesture('club', gesture('hooray')),
  restartGesture: (store) => store.restartGesture('my-gestures', gesture('wait', { moves: true })),
  deleteGesture: (store) => store.deleteGesture('my-gestures', 'wait'),
  addSamples: (store) =>
    store.addSamples('my-gestures', 'wait', [sample('w4'), sample('w5'), sample('w6')]),
  deleteSamples: (store) => store.deleteSamples(['w1', 'a2', 'c1']),
  addUnknowns: (store) => store.addUnknowns([unknown('n3'), unknown('n4')]),
  deleteUnknowns: (store) => store.deleteUnknowns(['n1', 'x1', 'p1']),
  'setPreference of a new one': (store) =>
    store.setPreference('my-gestures:agreed', { threshold: 0.4 }),
  'setPreference of a known one': (store) =>
    store.setPreference('my-gestures:wait', { threshold: undefined }),
  'setPreference back to nothing': (store) =>
    store.setPreference('office:coffee', { enabled: undefined }),
  'setTaught to a classifier': (store) =>
    store.setTaught({ classifier: {}, report: {}, trainedAt: 1, gestures: [], live: false }),
  'setTaught to none': (store) => store.setTaught(null),
  'putPack of a new pack': (store) =>
    store.putPack(
      pack('club', ['hooray', 'boo']),
      new Map([
        ['hooray', [sample('h1'), sample('w1')]],
        ['boo', [sample('b1')]],
      ]),
      [unknown('u1'), unknown('n1')],
    ),
  'putPack in place of another': (store) =>
    store.putPack(
      pack('office', ['lunch', 'tea']),
      new Map([['tea', [sample('t1'), sample('c1')]]]),
      [unknown('p2')],
    ),
  replaceEverything: (store) =>
    store.replaceEverything({
      packs: [
        {
          header: pack('office', ['tea']),
          samples: new Map([['tea', [sample('t1'), sample('w1')]]]),
          unknowns: [unknown('p1', { origin: 'pack' })],
        },
      ],
      unknowns: [unknown('n9')],
      preferences: new Map([['office:tea', { caption: 'Tea?' }]]),
      taught: [{ classifier: {}, report: {}, trainedAt: 1, gestures: [], live: false }],
    }),
  deleteEverything: (store) => store.deleteEverything(),
} satisfies Record<string, (store: PackStore) => Promise<unknown>>;

const looks = {
  packs: (store) => store.packs(),
  samples: (store) => store.samples('my-gestures', 'wait'),
  samplesOfPack: (store) => store.samplesOfPack('my-gestures'),
  unknowns: (store) => store.unknowns(),
  preferences: (store) => store.preferences(),
  taught: (store) => store.taught(),
  usage: (store) => store.usage(),
  everything: (store) => store.everything(),
} satisfies Partial<Record<keyof PackStore, (store: PackStore) => Promise<unknown>>>;

const newIds = (): (() => string) => {
  let count = 0;
  return () => `new-${++count}`;
};

/** The result of one change, with a failure at one step of it. */
async function attempt(
  change: (store: PackStore) => Promise<unknown>,
  failAt: number,
  failure: Failure,
): Promise<{ steps: number; error: unknown; before: unknown; after: unknown; told: unknown[] }> {
  const factory = await filled();
  const before = await dump(factory);
  const channel = deafChannel();
  const store = storeOn(factory, { channel, newId: newIds() });
  await store.packs();
  let error: unknown = null;
  const steps = await withFailure(failAt, failure, async () => {
    await change(store).catch((reason: unknown) => {
      error = reason;
    });
  });
  const after = await dump(factory);
  store.close();
  return { steps, error, before, after, told: channel.posted };
}

afterEach(closeStores);

describe('a change of the store', () => {
  it('is tested for every method that writes', () => {
    const store = storeOn(new IDBFactory());
    const tried = [...Object.keys(changes), ...Object.keys(looks)].map(
      (name) => name.split(' ')[0],
    );
    const methods = Object.keys(store).filter(
      (name) => !['damaged', 'subscribe', 'close'].includes(name),
    );
    expect(new Set(tried)).toEqual(new Set(methods));
  });

  describe.each(Object.entries(changes))('%s', (_, change) => {
    it.each(failures)('leaves the old state unchanged if any step %s', async (failure) => {
      const whole = await attempt(change, 0, failure);
      expect(whole.error).toBeNull();
      expect(whole.after).not.toEqual(whole.before);
      expect(whole.told.length).toBe(1);
      expect(whole.steps).toBeGreaterThan(1);
      for (let step = 1; step <= whole.steps; step++) {
        const { error, before, after, told } = await attempt(change, step, failure);
        const at = `step ${step} of ${whole.steps}`;
        if (failure === 'closes' && error === null) {
          // A connection that was lost before anything was done is opened again.
          expect(step, at).toBe(1);
          expect(after, at).toEqual(whole.after);
          continue;
        }
        expect(error, at).toBeInstanceOf(ProblemError);
        expect((error as ProblemError).code, at).toBe(
          failure === 'closes' ? 'storage-failed' : 'storage-full',
        );
        expect(after, at).toEqual(before);
        expect(told, at).toEqual([]);
      }
    });

    it('succeeds if it is tried again after a failure', async () => {
      const { after: wanted } = await attempt(change, 0, 'throws');
      const factory = await filled();
      let ids = newIds();
      const store = storeOn(factory, { newId: () => ids() });
      for (const failure of failures) {
        await withFailure(2, failure, async () => {
          await change(store).catch(() => undefined);
        });
      }
      ids = newIds();
      await change(store);
      expect(await dump(factory)).toEqual(wanted);
    });
  });
});

describe('a read of the store', () => {
  describe.each(Object.entries(looks))('%s', (_, look) => {
    it.each(failures)('reports if any step %s, and works afterwards', async (failure) => {
      const factory = await filled();
      const store = storeOn(factory);
      const wanted = await look(store);
      let last: unknown = wanted;
      const run = async (): Promise<void> => {
        last = await look(store).catch((reason: unknown) => reason);
      };
      const steps = await withFailure(0, failure, run);
      for (let step = 1; step <= steps; step++) {
        await withFailure(step, failure, run);
        if (failure === 'closes' && step === 1) expect(last).toEqual(wanted);
        else expect(last, `step ${step}`).toBeInstanceOf(ProblemError);
        expect(await look(store)).toEqual(wanted);
      }
    });
  });
});
