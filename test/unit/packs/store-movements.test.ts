import { afterEach, describe, expect, it } from 'vitest';
import { exportFromStore } from '../../../src/packs/export-pack.ts';
import { readPack } from '../../../src/packs/read-pack.ts';
import { gesture, movement, movingHand, pack, sample, unknown } from './fake-samples.ts';
import {
  closeStores,
  dump,
  filled,
  IDBFactory,
  rejected,
  smuggle,
  storeOn,
} from './fake-stores.ts';

afterEach(closeStores);

const own = 'my-gestures';
const moves = { moves: true } as const;

/** A store with a moving gesture of two samples beside the usual ones. */
async function withMovements(): Promise<IDBFactory> {
  const factory = await filled();
  const store = storeOn(factory);
  await store.saveGesture(own, gesture('hello', moves));
  await store.addSamples(own, 'hello', [movement('h1'), movement('h2')]);
  await store.addUnknowns([unknown('m1', { hands: movement('m1').hands })]);
  store.close();
  return factory;
}

describe('a store with gestures that move', () => {
  it('returns what was stored, with every place', async () => {
    const store = storeOn(await withMovements());
    const [pack] = await store.packs();
    expect(pack?.gestures.map(({ id, moves }) => [id, moves])).toEqual([
      ['wait', undefined],
      ['agreed', undefined],
      ['hello', true],
    ]);
    expect(pack?.sampleCounts).toEqual({ wait: 3, agreed: 2, hello: 2 });
    expect(await store.samples(own, 'hello')).toEqual([movement('h1'), movement('h2')]);
    expect((await store.unknowns()).find(({ id }) => id === 'm1')?.hands).toEqual(
      movement('m1').hands,
    );
    expect(store.damaged).toBe(0);
  });

  it('gives a file from which all of it can be put into another store', async () => {
    const store = storeOn(await withMovements());
    const reading = readPack(await exportFromStore(store, own, { unknowns: true }));
    if (!reading.ok) throw new Error(JSON.stringify(reading.refusals));
    const { header, samples, unknowns } = reading.pack;
    const other = storeOn(new IDBFactory());
    await other.putPack(header, samples, unknowns);
    expect((await other.packs())[0]?.sampleCounts).toEqual({ wait: 3, agreed: 2, hello: 2 });
    const [first] = await other.samples(own, 'hello');
    expect(first?.hands.map(({ time, place }) => [time, place])).toEqual(
      movement('h1').hands.map(({ time, place }) => [time, place]),
    );
    expect(await exportFromStore(other, own, { unknowns: true })).toBe(
      await exportFromStore(store, own, { unknowns: true }).then((file) =>
        // As the user had changed the caption, which is now the pack's own.
        file.replace('"Says wait"', '"One moment"'),
      ),
    );
  });

  it.each([
    ['a held hand', sample('x')],
    ['too few hands', movement('x', {}, 2)],
    [
      'a hand without a place',
      { ...movement('x'), hands: [...movement('x').hands, sample('x').hands[0]!] },
    ],
    [
      'the same hand twice at a time',
      { ...movement('x'), hands: [movingHand(0, 'Left'), ...movement('x').hands] },
    ],
    ['times that run backwards', { ...movement('x'), hands: [...movement('x').hands].reverse() }],
  ])('refuses %s as a sample of one, and changes nothing', async (_, one) => {
    const factory = await withMovements();
    const store = storeOn(factory);
    const before = await dump(factory);
    const adding = store.addSamples(own, 'hello', [movement('h3'), one]);
    expect((await rejected(adding)).code).toBe('internal');
    const header = { ...pack('office', []), gestures: [gesture('hello', moves)] };
    const putting = store.putPack(header, new Map([['hello', [one]]]), []);
    expect((await rejected(putting)).code).toBe('internal');
    expect(await dump(factory)).toEqual(before);
  });

  it('lets a gesture begin to move only if its samples are movements', async () => {
    const store = storeOn(await withMovements());
    expect((await rejected(store.saveGesture(own, gesture('wait', moves)))).code).toBe('internal');
    await store.saveGesture(own, gesture('hello'));
    await store.saveGesture(own, gesture('hello', moves));
    await store.saveGesture(own, gesture('new', moves));
    const [pack] = await store.packs();
    expect(pack?.gestures.filter((one) => one.moves).map(({ id }) => id)).toEqual(['hello', 'new']);
  });

  it('lets a gesture begin to move without its samples, and keeps those of the others', async () => {
    const store = storeOn(await withMovements());
    await store.restartGesture(own, gesture('wait', moves));
    const [pack] = await store.packs();
    expect(pack?.gestures.map((one) => [one.id, one.moves])).toEqual([
      ['wait', true],
      ['agreed', undefined],
      ['hello', true],
    ]);
    expect(pack?.sampleCounts).toEqual({ wait: 0, agreed: 2, hello: 2 });
    expect(await store.samples(own, 'wait')).toEqual([]);
  });

  it('loses only a sample whose place is damaged, and only a gesture whose moves is', async () => {
    const factory = await withMovements();
    const damaged = { ...movement('h2'), hands: [movingHand(0, 'Left', { place: [9, 0] })] };
    await smuggle(factory, 'samples', { ...damaged, pack: own, gesture: 'hello' });
    const store = storeOn(factory);
    expect((await store.samples(own, 'hello')).map(({ id }) => id)).toEqual(['h1']);
    expect(await store.samples(own, 'wait')).toHaveLength(3);
    expect(store.damaged).toBe(1);
    const header = {
      ...pack(own, ['wait']),
      gestures: [gesture('wait'), { ...gesture('hello'), moves: 1 }],
    };
    await smuggle(factory, 'packs', header);
    const [read] = await store.packs();
    expect(read?.gestures.map(({ id }) => id)).toEqual(['wait']);
    expect(store.damaged).toBe(2);
  });

  it('keeps a record of taught gestures of which all move, or none, but not of none at all', async () => {
    const store = storeOn(new IDBFactory());
    const record = { report: {}, trainedAt: 1, gestures: [`${own}:hello`], live: true };
    const both = { ...record, classifier: null, movements: { format: 'm' } };
    await store.setTaught(both);
    expect(await store.taught()).toEqual(both);
    await store.setTaught({ ...record, classifier: { format: 'c' } });
    expect(await store.taught()).toEqual({ ...record, classifier: { format: 'c' } });
    const neither = store.setTaught({ ...record, classifier: null });
    expect((await rejected(neither)).code).toBe('internal');
  });
});
