import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  createKeptTranscripts,
  type KeptTranscriptStore,
} from '../../../src/background/kept-transcripts.ts';
import {
  createTranscripts,
  type TranscriptArea,
  type Transcripts,
} from '../../../src/background/transcripts.ts';
import type { KeptTranscripts, TranscriptReply } from '../../../src/messaging/protocol.ts';

interface MemoryArea extends TranscriptArea {
  items: Record<string, unknown>;
  /** At most this many cues fit into one item; more throw, as the browser's quota does. */
  room: number;
}

function area(): MemoryArea {
  const items: Record<string, unknown> = {};
  const made: MemoryArea = {
    items,
    room: Number.POSITIVE_INFINITY,
    async get(key) {
      await Promise.resolve();
      if (key === null) return structuredClone(items);
      return key in items ? { [key]: structuredClone(items[key]) } : {};
    },
    async set(change) {
      await Promise.resolve();
      for (const value of Object.values(change))
        if ((value as { cues: unknown[] }).cues.length > made.room) throw new Error('quota');
      Object.assign(items, structuredClone(change));
    },
    async remove(keys) {
      await Promise.resolve();
      for (const key of [keys].flat()) delete items[key];
    },
  };
  return made;
}

let session: MemoryArea;
let store: KeptTranscriptStore;
/** At most this many cues fit on the disk. */
let room: number;
let keep: boolean;
let transcripts: Transcripts;

const start = () =>
  createTranscripts({
    session,
    store: {
      ...store,
      put: (id, transcript) => {
        if (transcript.cues.length > room) throw new DOMException('', 'QuotaExceededError');
        return store.put(id, transcript);
      },
    },
    keep: async () => keep,
    most: 20,
  });
const onDisk = () => store.all();

beforeEach(() => {
  session = area();
  globalThis.indexedDB = new IDBFactory();
  store = createKeptTranscripts();
  room = Number.POSITIVE_INFINITY;
  keep = false;
  transcripts = start();
});

const here = { tabId: 7, incognito: false };
const say = (id: string, from: number, source = here) =>
  transcripts.fromContent({ type: 'caption-said', cue: { id, text: id, from, to: from } }, source);
const takeBack = (id: string, source = here) =>
  transcripts.fromContent({ type: 'caption-removed', id }, source);
const get = async (tabId = 7, seen: number | null = null) =>
  (await transcripts.fromPage({
    type: 'transcript-get',
    of: { tabId },
    seen,
  })) as TranscriptReply | null;
const ids = async (tabId = 7) => (await get(tabId))?.cues.map(({ id }) => id);
const kept = async () =>
  (await transcripts.fromPage({ type: 'transcripts-kept' })) as KeptTranscripts;

describe('the transcript of a tab', () => {
  it('contains the captions of its call that were not taken back', async () => {
    await Promise.all([say('a', 1), say('b', 2), say('c', 3), takeBack('b')]);
    expect(await ids()).toEqual(['a', 'c']);
    expect(await ids(8)).toEqual([]);
  });

  it('survives the end of the service worker', async () => {
    await say('a', 1);
    transcripts = start();
    await say('b', 2);
    expect(await ids()).toEqual(['a', 'b']);
  });

  it('loses a caption only if its own tab takes it back', async () => {
    await say('a', 1);
    await takeBack('a', { tabId: 8, incognito: false });
    expect(await ids()).toEqual(['a']);
  });

  it('is sent only if it has changed since it was seen', async () => {
    await say('a', 1);
    const first = await get();
    expect(await get(7, first?.revision ?? 0)).toBeNull();
    await takeBack('a');
    expect((await get(7, first?.revision ?? 0))?.cues).toEqual([]);
  });

  it('counts as changed when it is cleared, and continues after that', async () => {
    await say('a', 1);
    const seen = (await get())?.revision ?? null;
    await transcripts.fromPage({ type: 'transcript-clear', of: { tabId: 7 } });
    expect((await get(7, seen))?.cues).toEqual([]);
    await say('b', 2);
    expect(await ids()).toEqual(['b']);
  });

  it('ends with its tab, and is only in memory', async () => {
    await say('a', 1);
    expect(await onDisk()).toEqual([]);
    await transcripts.forget(7);
    expect(session.items).toEqual({});
  });

  it('drops the oldest captions beyond its limit and counts them', async () => {
    for (let i = 0; i < 23; i++) void say(`c${i}`, i);
    const all = await get();
    expect(all?.cues).toHaveLength(20);
    expect(all?.cues[0]?.id).toBe('c3');
    expect(all?.dropped).toBe(3);
  });

  it('drops its older half when memory is full, and counts it', async () => {
    session.room = 4;
    for (let i = 0; i < 5; i++) await say(`c${i}`, i);
    expect(await get()).toMatchObject({ dropped: 3, cues: [{ id: 'c3' }, { id: 'c4' }] });
  });

  it('never disturbs a call, even if nothing can be written at all', async () => {
    session.room = -1;
    await expect(say('a', 1)).resolves.toBeUndefined();
    session.room = 10;
    await say('b', 2);
    expect(await ids()).toEqual(['b']);
  });

  it('starts over if the stored one is damaged', async () => {
    session.items['transcript-7'] = { cues: 'none' };
    await say('a', 1);
    expect(await ids()).toEqual(['a']);
  });

  it('contains exactly the captions that were not taken back, whatever comes concurrently', async () => {
    const step = fc.record({ id: fc.integer({ min: 0, max: 6 }), back: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (script) => {
        session = area();
        transcripts = start();
        const wanted = new Map<string, number>();
        const all = script.map(({ id, back }, at) => {
          const name = `c${id}`;
          wanted.delete(name);
          if (!back) wanted.set(name, at);
          return back ? takeBack(name) : say(name, at);
        });
        await Promise.all(all);
        expect(await ids()).toEqual([...wanted.keys()]);
      }),
    );
  });
});

describe('a kept transcript', () => {
  beforeEach(() => {
    keep = true;
  });

  it('stays on the device after its tab is closed, until it is deleted', async () => {
    await say('a', 1000);
    await say('b', 2000);
    await transcripts.forget(7);
    expect(await kept()).toEqual([{ id: '1000-7', from: 1000, cues: 2 }]);
    const of = { kept: '1000-7' };
    expect(await transcripts.fromPage({ type: 'transcript-get', of, seen: null })).toMatchObject({
      cues: [{ id: 'a' }, { id: 'b' }],
    });
    await transcripts.fromPage({ type: 'transcript-clear', of });
    expect(await onDisk()).toEqual([]);
  });

  it('contains no caption that was taken back, and is deleted with its last one', async () => {
    await say('a', 1000);
    await say('b', 2000);
    await takeBack('a');
    expect(JSON.stringify(await onDisk())).not.toContain('"a"');
    await takeBack('b');
    expect(await onDisk()).toEqual([]);
  });

  it('loses captions that are taken back even after keeping was switched off', async () => {
    await say('a', 1000);
    await say('b', 2000);
    keep = false;
    await takeBack('a');
    expect(JSON.stringify(await onDisk())).not.toContain('"a"');
    await say('c', 3000);
    expect(JSON.stringify(await onDisk())).not.toContain('"c"');
  });

  it('is deleted when the transcript of its tab is cleared', async () => {
    await say('a', 1000);
    await transcripts.fromPage({ type: 'transcript-clear', of: { tabId: 7 } });
    expect(await onDisk()).toEqual([]);
  });

  it('does not come back with the next caption if it was deleted during its call', async () => {
    await say('a', 1000);
    await transcripts.fromPage({ type: 'transcript-clear', of: { kept: '1000-7' } });
    await say('b', 2000);
    expect(await ids()).toEqual(['b']);
    expect(JSON.stringify(await onDisk())).not.toContain('"a"');
  });

  it('is never made for a private window', async () => {
    await say('a', 1000, { tabId: 9, incognito: true });
    expect(await ids(9)).toEqual(['a']);
    expect(await onDisk()).toEqual([]);
  });

  it('has a problem when there is no room for it, while captions continue', async () => {
    room = 1;
    await say('a', 1000);
    await say('b', 2000);
    expect(await get()).toMatchObject({
      cues: [{ id: 'a' }, { id: 'b' }],
      problem: { code: 'storage-full' },
    });
    room = 9;
    await say('c', 3000);
    expect((await get())?.problem).toBeNull();
  });

  it('is in a list with the newest first', async () => {
    await say('a', 1000);
    await say('b', 5000, { tabId: 8, incognito: false });
    expect((await kept()).map(({ from }) => from)).toEqual([5000, 1000]);
  });
});

describe('when transcripts start,', () => {
  it('everything waits until the old transcripts have been moved, and works if they cannot be', async () => {
    let moved: () => void = () => undefined;
    const begin = () =>
      new Promise<void>((_, fail) => {
        moved = () => fail(new Error('disk'));
      });
    transcripts = createTranscripts({ session, store, keep: async () => keep, begin });
    let answered = false;
    const asked = say('a', 1).then(() => {
      answered = true;
    });
    await new Promise(setImmediate);
    expect(answered).toBe(false);
    moved();
    await asked;
    expect(await ids()).toEqual(['a']);
  });
});

describe('deleting everything', () => {
  it('removes the transcripts of all tabs and all kept ones, and nothing else', async () => {
    keep = true;
    await say('a', 1000);
    keep = false;
    await say('b', 2000, { tabId: 8, incognito: false });
    session.items['tab-7'] = { on: true };
    await transcripts.fromPage({ type: 'transcripts-delete' });
    expect(session.items).toEqual({ 'tab-7': { on: true } });
    expect(await onDisk()).toEqual([]);
  });
});
