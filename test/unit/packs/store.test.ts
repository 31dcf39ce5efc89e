import { afterEach, describe, expect, it } from 'vitest';
import type { Point } from '../../../src/packs/samples.ts';
import type { PackStore } from '../../../src/packs/store-types.ts';
import { gesture, pack, sample, unknown } from './fake-samples.ts';
import {
  closeStores,
  deafChannel,
  dump,
  filled,
  filledUsage,
  IDBFactory,
  rejected,
  smuggle,
  storeOn,
} from './fake-stores.ts';

afterEach(closeStores);

describe('the store', () => {
  it('returns what was stored', async () => {
    const store = storeOn(await filled());
    const packs = await store.packs();
    expect(packs.map(({ id, name, sampleCounts }) => [id, name, sampleCounts])).toEqual([
      ['my-gestures', 'Mine', { wait: 3, agreed: 2 }],
      ['office', 'Pack office', { coffee: 2, lunch: 0 }],
    ]);
    expect(await store.samples('my-gestures', 'agreed')).toEqual([sample('a1'), sample('a2')]);
    const own = await store.samplesOfPack('my-gestures');
    expect([...own.keys()].sort()).toEqual(['agreed', 'wait']);
    expect(own.get('wait')).toEqual([sample('w1'), sample('w2'), sample('w3')]);
    expect((await store.unknowns()).map(({ id, origin }) => `${id} ${origin}`).sort()).toEqual([
      'n1 nothing',
      'n2 nothing',
      'p1 pack',
      'x1 wrong',
    ]);
    expect((await store.preferences()).get('my-gestures:wait')).toEqual({
      threshold: 0.6,
      caption: 'One moment',
    });
    expect((await store.taught())?.gestures).toEqual(['my-gestures:wait']);
    expect(await store.usage()).toEqual(filledUsage);
    expect(store.damaged).toBe(0);
  });

  describe('a newly trained classifier', () => {
    const trained = (trainedAt: number, live: boolean) => ({
      classifier: {},
      report: {},
      trainedAt,
      gestures: ['my-gestures:wait'],
      live,
    });
    const times = async (store: PackStore) => [
      (await store.taught('live'))?.trainedAt,
      (await store.taught())?.trainedAt,
    ];

    it('waits beside the one in use until it goes live', async () => {
      const store = storeOn(new IDBFactory());
      await store.setTaught(trained(1, true));
      await store.setTaught(trained(2, false));
      expect(await times(store)).toEqual([1, 2]);
      await store.setTaught(trained(2, true));
      expect(await times(store)).toEqual([2, 2]);
    });

    it('is no longer live after it was stopped, but stays stored', async () => {
      const store = storeOn(new IDBFactory());
      await store.setTaught(trained(1, true));
      await store.setTaught(trained(1, false));
      expect(await times(store)).toEqual([undefined, 1]);
    });

    it('is removed together with the live one', async () => {
      const store = storeOn(new IDBFactory());
      await store.setTaught(trained(1, true));
      await store.setTaught(trained(2, false));
      await store.setTaught(null);
      expect(await times(store)).toEqual([undefined, undefined]);
    });
  });

  it('is empty on a fresh install', async () => {
    const store = storeOn(new IDBFactory());
    expect(await store.packs()).toEqual([]);
    expect(await store.taught()).toBeNull();
    expect((await store.preferences()).size).toBe(0);
  });

  it('keeps samples of several hands, as moving signs will need', async () => {
    const store = storeOn(await filled());
    const hand = sample('x').hands[0]!;
    const moving = sample('m1', { hands: [hand, { ...hand, time: 66 }, { ...hand, time: 133 }] });
    await store.addSamples('my-gestures', 'wait', [moving]);
    expect(await store.samples('my-gestures', 'wait')).toContainEqual(moving);
  });

  it('deletes a gesture with its samples and its preference, and nothing else', async () => {
    const store = storeOn(await filled());
    await store.deleteGesture('my-gestures', 'wait');
    expect(await store.samples('my-gestures', 'wait')).toEqual([]);
    expect((await store.preferences()).has('my-gestures:wait')).toBe(false);
    expect(await store.usage()).toMatchObject({ gestures: 3, samples: 4, preferences: 2 });
  });

  it('deletes a pack with the unknown samples that came with it, not the user’s own', async () => {
    const store = storeOn(await filled());
    await store.deletePack('office');
    expect(await store.usage()).toMatchObject({
      packs: 1,
      samples: 5,
      unknowns: { nothing: 2, wrong: 1, pack: 0 },
      preferences: 2,
    });
  });

  it('does not confuse packs whose ids begin the same', async () => {
    const store = storeOn(await filled());
    const more = new Map([['coffee', [sample('k1')]]]);
    await store.putPack(pack('office-2', ['coffee']), more, []);
    await store.setPreference('office-2:coffee', { enabled: false });
    await store.deletePack('office');
    expect(await store.samples('office-2', 'coffee')).toEqual([sample('k1')]);
    expect((await store.preferences()).has('office-2:coffee')).toBe(true);
  });

  it('gives a sample a new id if another pack has its id when a pack is put', async () => {
    const store = storeOn(await filled(), { newId: () => 'fresh' });
    await store.putPack(
      pack('club', ['hooray']),
      new Map([['hooray', [sample('w1'), sample('h1')]]]),
      [],
    );
    const ids = (await store.samples('club', 'hooray')).map(({ id }) => id).sort();
    expect(ids).toEqual(['fresh', 'h1']);
    expect(await store.samples('my-gestures', 'wait')).toHaveLength(3);
  });

  it('keeps the preferences of gestures that stay if their pack is replaced', async () => {
    const store = storeOn(await filled());
    await store.setPreference('office:lunch', { enabled: false });
    await store.putPack(pack('office', ['coffee']), new Map(), []);
    const keys = [...(await store.preferences()).keys()].sort();
    expect(keys).toEqual(['call-gestures:fist', 'my-gestures:wait', 'office:coffee']);
  });

  it('deletes a preference if all its fields are restored to defaults', async () => {
    const store = storeOn(await filled());
    await store.setPreference('my-gestures:wait', { threshold: undefined });
    expect((await store.preferences()).get('my-gestures:wait')).toEqual({ caption: 'One moment' });
    await store.setPreference('my-gestures:wait', { caption: undefined });
    expect((await store.preferences()).has('my-gestures:wait')).toBe(false);
  });

  const ownWay = {
    takes: [...sample('t1').hands],
    layout: 'hand-2d-1',
    bias: 4,
    near: 0.3,
    far: 0.75,
  };

  it('keeps how the user shows a shipped gesture beside other preferences, until it is forgotten', async () => {
    const store = storeOn(await filled());
    await store.setPreference('fingerspelling:A', { threshold: 0.4 });
    await store.setPreference('fingerspelling:A', { ownWay });
    expect((await store.preferences()).get('fingerspelling:A')).toEqual({ threshold: 0.4, ownWay });
    await store.setPreference('fingerspelling:A', { ownWay: undefined });
    expect((await store.preferences()).get('fingerspelling:A')).toEqual({ threshold: 0.4 });
  });

  it('refuses a way of showing a gesture that has no take, or that counts farther than it ends', async () => {
    const store = storeOn(await filled());
    for (const wrong of [
      { ...ownWay, takes: [] },
      { ...ownWay, near: 0.8 },
      { ...ownWay, bias: Number.NaN },
    ]) {
      const problem = await rejected(store.setPreference('fingerspelling:A', { ownWay: wrong }));
      expect(problem.code).toBe('internal');
    }
    expect((await store.preferences()).has('fingerspelling:A')).toBe(false);
  });

  it('takes samples only for an existing gesture, because another page may have deleted it', async () => {
    const store = storeOn(await filled());
    const problem = await rejected(store.addSamples('my-gestures', 'gone', [sample('g1')]));
    expect(problem.code).toBe('storage-failed');
    expect(await store.usage()).toMatchObject({ samples: 7 });
  });

  it('does not let a sample move to another gesture', async () => {
    const store = storeOn(await filled());
    const added = [sample('a9'), sample('w1')];
    await rejected(store.addSamples('my-gestures', 'agreed', added));
    expect(await store.samples('my-gestures', 'agreed')).toHaveLength(2);
    expect(await store.samples('my-gestures', 'wait')).toHaveLength(3);
  });

  const hand = sample('bad').hands[0]!;
  const nowhere = hand.points.map((_, i): Point => (i === 5 ? [0, Number.NaN, 0] : [0, 0, 0]));
  it.each([
    ['a landmark that is no number', { hands: [{ ...hand, points: nowhere }] }],
    ['too few landmarks', { hands: [{ ...hand, points: hand.points.slice(1) }] }],
    ['no hand', { hands: [] }],
    ['a size beyond the picture', { hands: [{ ...hand, size: 1.2 }] }],
  ])('refuses to store a sample with %s', async (_, change) => {
    const store = storeOn(await filled());
    const bad = sample('bad', change);
    const before = await store.usage();
    const problem = await rejected(store.addSamples('my-gestures', 'wait', [sample('ok'), bad]));
    expect(problem.code).toBe('internal');
    expect(await store.usage()).toEqual(before);
  });

  it('deletes everything of every kind, and reports it', async () => {
    const factory = await filled();
    const channel = deafChannel();
    const store = storeOn(factory, { channel });
    await smuggle(factory, 'samples', { id: 'damaged' });
    await store.deleteEverything();
    for (const records of Object.values(await dump(factory))) expect(records).toEqual([]);
    expect(channel.posted).toEqual([{ changes: ['everything'] }]);
    await store.saveGesture('my-gestures', gesture('again'));
    expect(await store.packs()).toHaveLength(1);
  });
});

describe('a damaged record', () => {
  it.each([
    [
      'samples',
      { ...sample('w1'), pack: 'my-gestures', gesture: 'wait', hands: 'none' },
      undefined,
    ],
    ['samples', { ...sample('w9'), pack: 'my-gestures', gesture: 'wait', take: 7 }, undefined],
    ['unknowns', { ...unknown('n1'), origin: 'elsewhere' }, undefined],
    ['unknowns', { id: 'n9' }, undefined],
    ['preferences', { key: 'my-gestures:wait', threshold: 7 }, undefined],
    ['packs', { id: 'office', gestures: [], name: 7 }, undefined],
    ['packs', { id: 'my-gestures', gestures: [gesture('wait'), { id: 'agreed' }] }, undefined],
    ['taught', { classifier: {}, live: 'yes' }, 'taught'],
  ] as const)('in %s is left out and counted once, never thrown', async (name, record, key) => {
    const factory = await filled();
    await smuggle(factory, name, record, key);
    const store = storeOn(factory);
    for (let round = 0; round < 2; round++) {
      const packs = await store.packs();
      expect(packs.map(({ id }) => id)).toEqual(['my-gestures', 'office']);
      expect(packs[0]?.gestures.map(({ id }) => id)).toContain('wait');
      expect((await store.samples('my-gestures', 'wait')).length).toBeGreaterThanOrEqual(2);
      expect((await store.samplesOfPack('my-gestures')).get('agreed')).toHaveLength(2);
      expect((await store.unknowns()).length).toBeGreaterThanOrEqual(3);
      expect((await store.preferences()).get('call-gestures:fist')).toEqual({ enabled: false });
      await store.taught();
      await store.usage();
      expect(store.damaged).toBe(1);
    }
  });

  it('can be replaced by an intact one', async () => {
    const factory = await filled();
    await smuggle(factory, 'preferences', { key: 'my-gestures:wait', threshold: 'much' });
    await smuggle(factory, 'packs', { id: 'my-gestures', name: 4, gestures: 'none' });
    const store = storeOn(factory);
    await store.setPreference('my-gestures:wait', { threshold: 0.5 });
    await store.saveGesture('my-gestures', gesture('wait'));
    expect((await store.preferences()).get('my-gestures:wait')).toEqual({ threshold: 0.5 });
    const [own] = await store.packs();
    expect(own).toMatchObject({ name: 'my-gestures', sampleCounts: { wait: 3 } });
  });
});
