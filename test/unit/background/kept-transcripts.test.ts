import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  createKeptTranscripts,
  type KeptTranscriptStore,
  moveOldTranscripts,
} from '../../../src/background/kept-transcripts.ts';

let store: KeptTranscriptStore;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  store = createKeptTranscripts();
});

const transcript = (text: string) => ({
  cues: [{ id: 'a', text, from: 1000, to: 1500 }],
  dropped: 0,
});

describe('kept transcripts', () => {
  it('survive the service worker, until they are deleted', async () => {
    await store.put('1-7', transcript('Yes'));
    await store.put('2-7', transcript('No'));
    const next = createKeptTranscripts();
    expect(await next.get('1-7')).toEqual(transcript('Yes'));
    await next.remove('1-7');
    expect(await next.all()).toEqual([['2-7', transcript('No')]]);
    await next.clear();
    expect(await next.all()).toEqual([]);
  });

  it('are left out if they are damaged', async () => {
    await store.put('1-7', transcript('Yes'));
    const database = await openDB('sign-captions-transcripts');
    await database.put('kept', { cues: 'none' }, '2-7');
    database.close();
    expect(await store.get('2-7')).toBeNull();
    expect((await store.all()).map(([id]) => id)).toEqual(['1-7']);
  });

  it('keep no connection open that others would wait for', async () => {
    await store.put('1-7', transcript('Yes'));
    const deleting = indexedDB.deleteDatabase('sign-captions-transcripts');
    await new Promise((done, fail) => {
      deleting.onsuccess = done;
      deleting.onblocked = fail;
    });
    expect(await store.get('1-7')).toBeNull();
  });
});

describe('transcripts of earlier versions', () => {
  let items: Record<string, unknown>;
  const old = {
    get: async () => ({ ...items }),
    remove: async (keys: string[]) => {
      for (const key of keys) delete items[key];
    },
  };

  it('are moved into the database, and nothing else in their old place is changed', async () => {
    items = {
      settings: { version: 2 },
      'transcript:1-7': transcript('Yes'),
      'transcript:2-7': { damaged: true },
    };
    await moveOldTranscripts(old, store);
    expect(items).toEqual({ settings: { version: 2 } });
    expect(await store.all()).toEqual([['1-7', transcript('Yes')]]);
  });

  it('do not replace newer ones if an earlier move was interrupted', async () => {
    items = { 'transcript:1-7': transcript('Old') };
    await store.put('1-7', transcript('New'));
    await moveOldTranscripts(old, store);
    expect(items).toEqual({});
    expect(await store.get('1-7')).toEqual(transcript('New'));
  });

  it('stay where they are when they cannot be written', async () => {
    items = { 'transcript:1-7': transcript('Yes') };
    const full = { ...store, put: async () => Promise.reject(new Error('disk')) };
    await expect(moveOldTranscripts(old, full)).rejects.toThrow('disk');
    expect(Object.keys(items)).toEqual(['transcript:1-7']);
  });
});
