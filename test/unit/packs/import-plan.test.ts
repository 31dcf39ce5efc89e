import { afterEach, describe, expect, it } from 'vitest';
import { exportFromStore, exportPack } from '../../../src/packs/export-pack.ts';
import {
  applyImport,
  freePackId,
  planImport,
  readImportState,
  renamePack,
} from '../../../src/packs/import-plan.ts';
import { type ReadPack, readPack } from '../../../src/packs/read-pack.ts';
import { gesture, movement, pack, sample } from './fake-samples.ts';
import { closeStores, dump, filled, IDBFactory, storeOn } from './fake-stores.ts';

afterEach(closeStores);

const read = (text: string): ReadPack => {
  const reading = readPack(text);
  if (!reading.ok) throw new Error(JSON.stringify(reading.refusals));
  return reading.pack;
};

const office = read(
  exportPack({
    header: {
      ...pack('office', []),
      name: 'New office',
      gestures: [gesture('coffee', { caption: 'Coffee now' }), gesture('tea')],
    },
    samples: new Map([
      ['coffee', [sample('c1'), sample('c3'), sample('c4')]],
      ['tea', [sample('t1')]],
    ]),
  }),
);

describe('the plan of an import', () => {
  it('lists what would be added, changed and removed, with samples, and changes nothing', async () => {
    const factory = await filled();
    const store = storeOn(factory);
    const before = await dump(factory);
    const plan = planImport(office, await readImportState(store, 'office'));
    expect(plan).toMatchObject({
      kind: 'replaces',
      id: 'office',
      name: 'New office',
      nameBefore: 'Pack office',
      own: false,
      added: [{ id: 'tea', samplesBefore: 0, samplesAfter: 1 }],
      changed: [
        {
          id: 'coffee',
          caption: 'Coffee now',
          captionBefore: 'Says coffee',
          samplesBefore: 2,
          samplesAfter: 3,
        },
      ],
      removed: [{ id: 'lunch', samplesBefore: 0, samplesAfter: 0 }],
      unchanged: [],
      samplesBefore: 2,
      samplesAfter: 4,
      unknowns: 0,
    });
    expect(plan.changed[0]).toMatchObject({ nameBefore: undefined });
    expect(await dump(factory)).toEqual(before);
  });

  it('describes a new pack', async () => {
    const store = storeOn(new IDBFactory());
    const plan = planImport(office, await readImportState(store, 'office'));
    expect(plan).toMatchObject({ kind: 'new', own: false, changed: [], removed: [] });
    expect(plan.added.map(({ id }) => id)).toEqual(['coffee', 'tea']);
    expect(plan.nameBefore).toBeUndefined();
  });

  it('shows that nothing would change if a pack is imported over itself', async () => {
    const store = storeOn(await filled());
    const file = read(await exportFromStore(store, 'office', { unknowns: false }));
    const plan = planImport(file, await readImportState(store, 'office'));
    expect(plan).toMatchObject({ added: [], changed: [], removed: [] });
    expect(plan.unchanged.map(({ id }) => id)).toEqual(['coffee', 'lunch']);
  });

  it('counts the samples of moving gestures, whatever the number of their hands', async () => {
    const store = storeOn(await filled());
    const moving = read(
      exportPack({
        header: { ...pack('office', []), gestures: [gesture('coffee', { moves: true })] },
        samples: new Map([['coffee', [movement('c1'), movement('c2')]]]),
        unknowns: [{ ...movement('u1'), origin: 'nothing' }],
      }),
    );
    const plan = planImport(moving, await readImportState(store, 'office'));
    const [changed] = plan.changed;
    expect(changed, 'a gesture that moves now has changed').toMatchObject({ id: 'coffee' });
    expect(changed).toMatchObject({ samplesBefore: 2, samplesAfter: 2 });
    expect(plan).toMatchObject({ samplesBefore: 2, samplesAfter: 2, unknowns: 1 });
    await applyImport(store, moving);
    const again = planImport(moving, await readImportState(store, 'office'));
    expect(again.unchanged.map(({ id }) => id)).toEqual(['coffee']);
    const after = (await store.packs()).find(({ id }) => id === 'office');
    expect(after?.sampleCounts).toEqual({ coffee: 2 });
    const [first] = await store.samples('office', 'coffee');
    expect(first?.hands.map(({ time, place }) => [time, place])).toEqual(
      movement('c1').hands.map(({ time, place }) => [time, place]),
    );
  });

  it('warns if the user’s own pack would be replaced', async () => {
    const store = storeOn(await filled());
    const own = renamePack(office, 'my-gestures');
    const plan = planImport(own, await readImportState(store, 'my-gestures'));
    expect(plan).toMatchObject({ own: true, kind: 'replaces', samplesBefore: 5 });
    expect(plan.removed.map(({ id }) => id)).toEqual(['wait', 'agreed']);
  });

  it('is what the import does', async () => {
    const store = storeOn(await filled());
    const plan = planImport(office, await readImportState(store, 'office'));
    await applyImport(store, office);
    const after = (await store.packs()).find(({ id }) => id === 'office');
    expect(after?.name).toBe(plan.name);
    expect(after?.sampleCounts).toEqual(
      Object.fromEntries(
        [...plan.added, ...plan.changed].map(({ id, samplesAfter }) => [id, samplesAfter]),
      ),
    );
  });
});

describe('an export', () => {
  it('restores everything that was taught after everything was deleted', async () => {
    const store = storeOn(await filled());
    const before = await store.packs();
    const file = await exportFromStore(store, 'my-gestures', { unknowns: true });
    await store.deleteEverything();
    await applyImport(store, read(file));
    const [own] = await store.packs();
    const wanted = before.find(({ id }) => id === 'my-gestures');
    expect(own).toEqual({
      ...wanted,
      // As the user had changed it.
      gestures: wanted?.gestures.map((one) =>
        one.id === 'wait' ? { ...one, caption: 'One moment' } : one,
      ),
    });
    expect((await store.unknowns()).map(({ origin }) => origin)).toEqual(Array(4).fill('pack'));
  });

  it('can be imported beside the pack that it was made from', async () => {
    const store = storeOn(await filled());
    const file = read(await exportFromStore(store, 'my-gestures', { unknowns: true }));
    const id = freePackId('my-gestures', await store.packs());
    expect(id).toBe('my-gestures-2');
    await applyImport(store, renamePack(file, id, 'From the old computer'));
    const packs = await store.packs();
    expect(packs.map((one) => [one.id, one.sampleCounts])).toEqual([
      ['my-gestures', { wait: 3, agreed: 2 }],
      ['my-gestures-2', { wait: 3, agreed: 2 }],
      ['office', { coffee: 2, lunch: 0 }],
    ]);
    expect(await store.unknowns()).toHaveLength(8);
  });
});

describe('a free id for a pack', () => {
  it('is the first that no pack has, and a valid id', () => {
    expect(freePackId('office', [])).toBe('office');
    expect(freePackId('office', [{ id: 'office' }, { id: 'office-2' }])).toBe('office-3');
    expect(freePackId('fingerspelling', [], ['fingerspelling'])).toBe('fingerspelling-2');
    const long = `${'x'.repeat(57)}-${'y'.repeat(6)}`;
    expect(freePackId(long, [{ id: long }])).toBe(`${'x'.repeat(57)}-2`);
  });
});
