import { afterEach, describe, expect, it, vi } from 'vitest';
import { databaseName } from '../../../src/packs/database.ts';
import type { StoreChange } from '../../../src/packs/store-types.ts';
import { forceClose } from './fake-failures.ts';
import { gesture, sample, unknown } from './fake-samples.ts';
import { closeStores, deafChannel, filled, rejected, storeOn } from './fake-stores.ts';

afterEach(closeStores);

describe('two pages with the store open', () => {
  afterEach(() => void vi.restoreAllMocks());

  it('do not undo each other’s changes', async () => {
    const factory = await filled();
    const [one, two] = [storeOn(factory), storeOn(factory)];
    await Promise.all([
      one.saveGesture('my-gestures', gesture('one')),
      two.saveGesture('my-gestures', gesture('two')),
      one.savePack('my-gestures', { licence: 'CC0-1.0' }),
      two.savePack('my-gestures', { provenance: 'Recorded at home' }),
      one.setPreference('my-gestures:wait', { enabled: false }),
      two.setPreference('my-gestures:wait', { threshold: 0.7 }),
      one.addSamples('my-gestures', 'wait', [sample('o1')]),
      two.addSamples('my-gestures', 'wait', [sample('o2')]),
      two.deleteSamples(['w1']),
    ]);
    const own = (await one.packs()).find(({ id }) => id === 'my-gestures');
    expect(own).toMatchObject({
      name: 'Mine',
      licence: 'CC0-1.0',
      provenance: 'Recorded at home',
      sampleCounts: { wait: 4, agreed: 2, one: 0, two: 0 },
    });
    expect((await two.preferences()).get('my-gestures:wait')).toEqual({
      caption: 'One moment',
      threshold: 0.7,
      enabled: false,
    });
  });

  it('report changes to each other and to themselves', async () => {
    const faults = vi.spyOn(console, 'error').mockReturnValue();
    const factory = await filled();
    const [one, two] = [
      storeOn(factory, { channel: new BroadcastChannel('told') }),
      storeOn(factory, { channel: new BroadcastChannel('told') }),
    ];
    const heard: Record<string, StoreChange[]> = { one: [], two: [], stopped: [] };
    one.subscribe((change) => heard.one?.push(change));
    two.subscribe(() => {
      throw new Error('A listener of ours is broken.');
    });
    two.subscribe((change) => heard.two?.push(change));
    two.subscribe((change) => heard.stopped?.push(change))();
    const wanted: StoreChange[] = [];
    const arrived = (): Promise<void> =>
      new Promise((resolve) => {
        const stop = two.subscribe(() => {
          if (heard.two?.length !== wanted.length) return;
          stop();
          resolve();
        });
      });
    const cases: [StoreChange[], () => Promise<unknown>][] = [
      [['samples'], () => one.deleteSamples(['w1'])],
      [['unknowns'], () => one.addUnknowns([unknown('n7')])],
      [['classifier'], () => one.setPreference('call-gestures:fist', { enabled: true })],
      [['packs', 'classifier'], () => one.saveGesture('my-gestures', gesture('wait'))],
      [['everything'], () => one.deleteEverything()],
    ];
    for (const [changes, work] of cases) {
      wanted.push(...changes);
      const all = arrived();
      await work();
      await all;
    }
    expect(heard).toEqual({ one: wanted, two: wanted, stopped: [] });
    expect(faults).toHaveBeenCalledTimes(wanted.length);
  });

  it('ignore other messages on the channel', async () => {
    const listeners: ((event: MessageEvent<unknown>) => void)[] = [];
    const channel = {
      ...deafChannel(),
      addEventListener: (_: 'message', listener: (event: MessageEvent<unknown>) => void) =>
        void listeners.push(listener),
    };
    const store = storeOn(await filled(), { channel });
    const heard: StoreChange[] = [];
    store.subscribe((change) => heard.push(change));
    for (const data of [null, 7, {}, { changes: 'all' }, { changes: ['else'] }]) {
      for (const listener of listeners) listener(new MessageEvent('message', { data }));
    }
    expect(heard).toEqual([]);
  });

  it('keep a change that could not be reported', async () => {
    const faults = vi.spyOn(console, 'error').mockReturnValue();
    const channel = {
      ...deafChannel(),
      postMessage: () => {
        throw new DOMException('closed', 'InvalidStateError');
      },
    };
    const store = storeOn(await filled(), { channel });
    await store.deleteSamples(['w1']);
    expect(await store.samples('my-gestures', 'wait')).toHaveLength(2);
    expect(faults).toHaveBeenCalledOnce();
  });
});

describe('the connection', () => {
  const deleteDatabase = (factory: IDBFactory): Promise<string> =>
    new Promise((resolve, reject) => {
      const request = factory.deleteDatabase(databaseName);
      request.onsuccess = () => resolve('deleted');
      request.onblocked = () => reject(new Error('blocked'));
    });

  it('closes if another page deletes the database, reports it, and opens again', async () => {
    const factory = await filled();
    const store = storeOn(factory);
    const heard: StoreChange[] = [];
    store.subscribe((change) => heard.push(change));
    expect(await store.packs()).toHaveLength(2);
    expect(await deleteDatabase(factory)).toBe('deleted');
    expect(heard).toEqual(['everything']);
    expect(await store.packs()).toEqual([]);
    await store.saveGesture('my-gestures', gesture('again'));
    expect(await store.packs()).toHaveLength(1);
  });

  it('is opened again after the browser has closed it', async () => {
    const factory = await filled();
    const opened: IDBDatabase[] = [];
    const watching: IDBFactory = Object.create(factory, {
      open: {
        value: (...args: Parameters<IDBFactory['open']>) => {
          const request = factory.open(...args);
          request.addEventListener('success', () => opened.push(request.result));
          return request;
        },
      },
    });
    const store = storeOn(watching);
    await store.packs();
    forceClose(opened[0]!);
    expect(await store.packs()).toHaveLength(2);
    expect(opened).toHaveLength(2);
  });

  it('reports that storage failed if the browser gives no database, and tries again later', async () => {
    const factory = await filled();
    let refuse: (() => never) | null = () => {
      throw new DOMException('not in this window', 'SecurityError');
    };
    const moody: IDBFactory = Object.create(factory, {
      open: {
        value: (...args: Parameters<IDBFactory['open']>) => refuse?.() ?? factory.open(...args),
      },
    });
    const store = storeOn(moody);
    expect((await rejected(store.packs())).code).toBe('storage-failed');
    refuse = () => {
      throw new DOMException('Encountered full disk while opening', 'UnknownError');
    };
    expect((await rejected(store.packs())).code).toBe('storage-full');
    refuse = null;
    expect(await store.packs()).toHaveLength(2);
  });

  it('does nothing after close, and blocks no other page', async () => {
    const factory = await filled();
    const store = storeOn(factory, { channel: deafChannel() });
    await store.packs();
    store.close();
    expect((await rejected(store.packs())).code).toBe('storage-failed');
    expect(await deleteDatabase(factory)).toBe('deleted');
  });
});
