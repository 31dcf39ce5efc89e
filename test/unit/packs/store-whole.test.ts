import { afterEach, describe, expect, it } from 'vitest';
import { gesture, pack, sample, unknown } from './fake-samples.ts';
import {
  closeStores,
  deafChannel,
  dump,
  fill,
  filled,
  filledUsage,
  IDBFactory,
  smuggle,
  storeOn,
} from './fake-stores.ts';

afterEach(closeStores);

const other = {
  packs: [
    {
      header: pack('club', ['hooray']),
      samples: new Map([['hooray', [sample('h1')]]]),
      unknowns: [],
    },
  ],
  unknowns: [],
  preferences: new Map(),
  taught: [],
};

describe('everything in the store', () => {
  it('goes into an empty store and is the same there, record for record', async () => {
    const factory = await filled();
    const everything = await storeOn(factory).everything();
    const next = new IDBFactory();
    await storeOn(next).replaceEverything(everything);
    expect(await dump(next)).toEqual(await dump(factory));
    expect(await storeOn(next).usage()).toEqual(filledUsage);
  });

  it('includes a classifier in use and one that waits', async () => {
    const store = storeOn(new IDBFactory());
    await fill(store);
    const waiting = { classifier: {}, report: {}, trainedAt: 5, gestures: [], live: false };
    await store.setTaught(waiting);
    const { taught } = await store.everything();
    expect(taught.map(({ live }) => live)).toEqual([true, false]);
    const next = storeOn(new IDBFactory());
    await next.replaceEverything(await store.everything());
    expect(await next.taught('live')).toEqual(taught[0]);
    expect(await next.taught('newest')).toEqual(waiting);
  });

  it('has a pack without gestures, and none of the samples whose pack is gone', async () => {
    const factory = new IDBFactory();
    const store = storeOn(factory);
    await store.savePack('empty', { name: 'Empty' });
    await smuggle(factory, 'samples', { ...sample('lost'), pack: 'gone', gesture: 'wait' });
    const { packs } = await store.everything();
    expect(packs.map(({ header, samples }) => [header.name, samples.size])).toEqual([['Empty', 0]]);
  });

  it('leaves out what is damaged, but an undo of its replacement restores that, too', async () => {
    const factory = await filled();
    await smuggle(factory, 'samples', {
      id: 'broken',
      pack: 'office',
      gesture: 'coffee',
      hands: 3,
    });
    await smuggle(factory, 'taught', { damaged: true }, 'waiting');
    const before = await dump(factory);
    const store = storeOn(factory);
    const everything = await store.everything();
    expect(everything.taught).toHaveLength(1);
    expect(JSON.stringify([...(everything.packs.at(-1)?.samples ?? [])])).not.toContain('broken');
    const undo = await store.replaceEverything(other);
    expect((await store.packs()).map(({ id }) => id)).toEqual(['club']);
    await undo();
    expect(await dump(factory)).toEqual(before);
  });

  it('is reported as one change when it is replaced, and as another when that is undone', async () => {
    const channel = deafChannel();
    const store = storeOn(await filled(), { channel });
    const undo = await store.replaceEverything(other);
    await undo();
    const told = { changes: ['everything'] };
    expect(channel.posted).toEqual([told, told]);
  });

  it('is not replaced by what breaks the contract', async () => {
    const factory = await filled();
    const before = await dump(factory);
    const store = storeOn(factory);
    const still = {
      ...other.packs[0]!,
      header: { ...pack('club', []), gestures: [gesture('hooray', { moves: true })] },
    };
    await expect(store.replaceEverything({ ...other, packs: [still] })).rejects.toMatchObject({
      code: 'internal',
    });
    const twice = [unknown('same'), unknown('same')];
    await expect(store.replaceEverything({ ...other, unknowns: twice })).rejects.toMatchObject({
      code: 'storage-failed',
    });
    expect(await dump(factory)).toEqual(before);
  });
});

describe('a deletion', () => {
  it('of samples, of a gesture and of hands that mean nothing is undone record for record', async () => {
    const factory = await filled();
    await smuggle(factory, 'samples', {
      id: 'broken',
      pack: 'my-gestures',
      gesture: 'wait',
      hands: 3,
    });
    const before = await dump(factory);
    const store = storeOn(factory);
    for (const remove of [
      () => store.deleteSamples(['w1', 'a2', 'c1', 'unheard-of']),
      () => store.deleteGesture('my-gestures', 'wait'),
      () => store.deleteUnknowns(['n1', 'x1', 'p1']),
    ]) {
      const undo = await remove();
      expect(await dump(factory)).not.toEqual(before);
      await undo();
      expect(await dump(factory)).toEqual(before);
    }
  });

  it('of samples cannot be undone once their gesture is gone or moves', async () => {
    const store = storeOn(await filled());
    const undo = await store.deleteSamples(['w1']);
    await store.restartGesture('my-gestures', gesture('wait', { moves: true }));
    await expect(undo()).rejects.toMatchObject({ code: 'storage-failed' });
    await store.deleteGesture('my-gestures', 'wait');
    await expect(undo()).rejects.toMatchObject({ code: 'storage-failed' });
    expect(await store.samples('my-gestures', 'wait')).toEqual([]);
  });

  it('of a gesture cannot be undone once there is another one with its id', async () => {
    const factory = await filled();
    const store = storeOn(factory);
    const undo = await store.deleteGesture('my-gestures', 'wait');
    await store.saveGesture('my-gestures', gesture('wait', { name: 'Another' }));
    const before = await dump(factory);
    await expect(undo()).rejects.toMatchObject({ code: 'storage-failed' });
    expect(await dump(factory)).toEqual(before);
  });
});
