import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { createPracticeStore } from '../../../../src/options/practice/progress.ts';
import { createCameras } from '../../../../src/options/services/cameras.ts';
import { createSettingsService } from '../../../../src/options/services/settings.ts';
import { createShipped, type ReadJson } from '../../../../src/options/services/shipped.ts';
import { createTraces } from '../../../../src/options/services/traces.ts';
import { createGrantedSites } from '../../../../src/options/site-list/sites.ts';
import type { TaughtRecord } from '../../../../src/packs/store-types.ts';
import { defaultSettings } from '../../../../src/settings/schema.ts';
import type { StorageListener } from '../../../../src/settings/storage.ts';
import { makePictograms } from '../../../../tools/lab/pictograms.ts';
import { fakeStorage } from '../fake-services.ts';

describe('cameras', () => {
  const failing = (name: string) =>
    createCameras({
      getUserMedia: async () => {
        throw Object.assign(new Error('no'), { name });
      },
      enumerateDevices: async () => [],
    });

  it.each([
    ['NotFoundError', 'no-camera'],
    ['OverconstrainedError', 'no-camera'],
    ['NotAllowedError', 'camera-refused'],
    ['NotReadableError', 'camera-failed'],
  ])('report %s as %s', async (name, code) => {
    await expect(failing(name).open()).rejects.toMatchObject({ code });
  });

  it('report that there is none if the page may not ask for one', async () => {
    const cameras = createCameras(undefined);
    await expect(cameras.open()).rejects.toMatchObject({ code: 'no-camera' });
    expect(await cameras.list?.()).toEqual([]);
  });

  it('never ask for sound', async () => {
    const getUserMedia = vi.fn(async () => ({}) as MediaStream);
    await createCameras({ getUserMedia, enumerateDevices: async () => [] }).open('two');
    expect(getUserMedia).toHaveBeenCalledWith(
      expect.objectContaining({
        audio: false,
        video: expect.objectContaining({ deviceId: { exact: 'two' } }),
      }),
    );
  });
});

describe('the settings service', () => {
  const area = (stored: Record<string, unknown> = {}) => {
    const listeners = new Set<StorageListener>();
    return {
      stored,
      listeners,
      area: {
        get: async (key: string) => ({ [key]: stored[key] }),
        set: async (items: Record<string, unknown>) => {
          Object.assign(stored, items);
        },
      },
      events: {
        addListener: (listener: StorageListener) => void listeners.add(listener),
        removeListener: (listener: StorageListener) => void listeners.delete(listener),
      },
    };
  };

  it('reads and changes settings, and follows other pages until it is disposed of', async () => {
    const { area: storage, events, listeners, stored } = area({ settings: { dwellMs: 900 } });
    const service = createSettingsService(storage, events);
    await service.ready;
    expect(service.current.value.dwellMs).toBe(900);
    await service.change({ dwellMs: 1200 });
    expect(service.current.value.dwellMs).toBe(1200);
    expect(stored.settings).toMatchObject({ dwellMs: 1200 });
    for (const tell of listeners)
      tell({ settings: { newValue: { ...defaultSettings, captionMs: 9000 } } }, 'local');
    expect(service.current.value.captionMs).toBe(9000);
    service.dispose();
    expect(listeners.size).toBe(0);
  });

  it('rejects a change that cannot be stored, and keeps the old settings', async () => {
    const { area: storage, events } = area();
    const service = createSettingsService(
      { ...storage, set: async () => Promise.reject(new Error('disk')) },
      events,
    );
    await service.ready;
    await expect(service.change({ dwellMs: 1200 })).rejects.toMatchObject({
      code: 'storage-failed',
    });
    expect(service.current.value).toEqual(defaultSettings);
  });
});

describe('shipped data', () => {
  const vocabulary = (id: string) => ({
    id,
    name: id,
    gestures: [{ id: 'fist', kind: 'phrase', caption: 'Stop', name: 'Fist' }],
  });
  const files: Record<string, unknown> = {
    'models/call-gestures/vocabulary.json': vocabulary('call-gestures'),
    'models/fingerspelling/vocabulary.json': vocabulary('fingerspelling'),
    'models/call-gestures/classifier.json': { thresholds: { fist: 0.7 } },
    'models/fingerspelling/classifier.json': { thresholds: { A: 0.4 } },
    'models/pictograms.json': makePictograms(),
  };
  const taught = (classifier: unknown, movements?: unknown) => ({
    taught: async (): Promise<TaughtRecord> => ({
      classifier,
      movements,
      report: null,
      trainedAt: 1,
      gestures: [],
      live: false,
    }),
  });
  const english = () => ({ names: 'en', captions: 'en' }) as const;
  const read: ReadJson = async (path) => {
    if (!(path in files)) throw new Error('404');
    return files[path];
  };

  it('has the thresholds of letters that are drawn', async () => {
    const shipped = createShipped(
      async (path) => JSON.parse(readFileSync(path, 'utf8')),
      taught(null),
      english,
    );
    const calibrated = await shipped.calibrated();
    for (const letter of ['A', 'J', 'Z'])
      expect(calibrated.get(`fingerspelling:${letter}`)).toBeGreaterThan(0.1);
  });

  it('is read only once', async () => {
    const reader = vi.fn(read);
    const shipped = createShipped(reader, taught(null), english);
    expect((await shipped.vocabularies()).map(({ id }) => id)).toEqual([
      'call-gestures',
      'fingerspelling',
    ]);
    await shipped.vocabularies();
    expect(reader).toHaveBeenCalledTimes(2);
    expect((await shipped.pictograms()).get('call-gestures:fist')).toHaveLength(21);
  });

  it('has names in the language of the interface and captions in that of captions', async () => {
    const reader: ReadJson = async (path) => JSON.parse(readFileSync(path, 'utf8'));
    let captions: 'ja' | 'pl' = 'ja';
    const shipped = createShipped(reader, taught(null), () => ({ names: 'de', captions }));
    const first = async () => (await shipped.vocabularies())[0]?.gestures[0];
    expect(await first()).toMatchObject({ name: 'Daumen hoch', caption: 'はい' });
    captions = 'pl';
    expect(await first()).toMatchObject({ name: 'Daumen hoch', caption: 'Tak' });
  });

  it('has thresholds by gesture key, including those of trained gestures', async () => {
    const shipped = createShipped(
      read,
      taught({ thresholds: { 'my-gestures:coffee': 0.6 } }),
      english,
    );
    expect([...(await shipped.calibrated())]).toEqual([
      ['call-gestures:fist', 0.7],
      ['fingerspelling:A', 0.4],
      ['my-gestures:coffee', 0.6],
    ]);
  });

  it('has thresholds of trained gestures that move', async () => {
    const shipped = createShipped(
      read,
      taught(null, { thresholds: { 'my-gestures:wave': 0.3 } }),
      english,
    );
    expect((await shipped.calibrated()).get('my-gestures:wave')).toBe(0.3);
  });

  it('has its own thresholds if what was trained is damaged', async () => {
    const shipped = createShipped(read, taught({ thresholds: { x: 7 } }), english);
    expect((await shipped.calibrated()).size).toBe(2);
  });

  it('is reported as damaged, and read again at the next call', async () => {
    let broken = true;
    const shipped = createShipped(
      async (path) => (broken ? { id: 'x' } : read(path)),
      taught(null),
      english,
    );
    await expect(shipped.vocabularies()).rejects.toMatchObject({ code: 'model-damaged' });
    broken = false;
    expect(await shipped.vocabularies()).toHaveLength(2);
  });
});

describe('granted sites', () => {
  const browser = (origins: string[]) => {
    const listeners = { added: new Set<() => void>(), removed: new Set<() => void>() };
    const list = (set: Set<() => void>) => ({
      addListener: (listener: () => void) => void set.add(listener),
      removeListener: (listener: () => void) => void set.delete(listener),
    });
    return {
      listeners,
      api: {
        getAll: async () => ({ origins }),
        request: vi.fn(async () => true),
        remove: vi.fn(async () => true),
        onAdded: list(listeners.added),
        onRemoved: list(listeners.removed),
      },
    };
  };

  it('are those beyond the manifest, and each change is reported to the background', async () => {
    const { api } = browser(['https://meet.google.com/*', 'https://b.example/*']);
    const send = vi.fn(async () => null);
    const sites = createGrantedSites(api, ['https://meet.google.com/*'], send);
    expect(await sites.granted()).toEqual(['https://b.example/*']);
    expect(await sites.request('https://c.example/*')).toBe(true);
    await sites.remove('https://b.example/*');
    expect(api.remove).toHaveBeenCalledWith({ origins: ['https://b.example/*'] });
    expect(send.mock.calls).toEqual([[{ type: 'sites-changed' }], [{ type: 'sites-changed' }]]);
  });

  it('are requested at once, and not reported if the user declines', async () => {
    const { api } = browser([]);
    api.request.mockResolvedValue(false);
    const send = vi.fn(async () => null);
    const answer = createGrantedSites(api, [], send).request('https://c.example/*');
    expect(api.request).toHaveBeenCalledOnce();
    expect(await answer).toBe(false);
    expect(send).not.toHaveBeenCalled();
  });

  it('are reported until the subscription ends', () => {
    const { api, listeners } = browser([]);
    const stop = createGrantedSites(api, [], async () => null).subscribe(() => undefined);
    expect([listeners.added.size, listeners.removed.size]).toEqual([1, 1]);
    stop();
    expect([listeners.added.size, listeners.removed.size]).toEqual([0, 0]);
  });
});

describe('other traces', () => {
  const page = fakeStorage();
  const nothingHere = { page, practice: createPracticeStore(page) };

  it('are counted and cleared', async () => {
    let local: Record<string, unknown> = { settings: {} };
    let kept = [{ id: '1000-7', from: 1000, cues: 2 }];
    let open = 1;
    const page = fakeStorage();
    page.setItem('self-test', 'as measured');
    const practice = createPracticeStore(page);
    practice.add('call-gestures:fist', '2026-12-01');
    practice.add('word:HI', '2026-12-01');
    const traces = createTraces({
      local: {
        get: async () => local,
        clear: async () => {
          local = {};
        },
      },
      page,
      practice,
      send: async ({ type }) => {
        if (type === 'transcripts-kept') return kept;
        open = 0;
        kept = [];
        return true;
      },
    });
    expect(await traces.count()).toEqual({
      settings: 1,
      practised: 2,
      selfTests: 1,
      transcripts: 1,
    });
    await traces.clear();
    expect(await traces.count()).toEqual({
      settings: 0,
      practised: 0,
      selfTests: 0,
      transcripts: 0,
    });
    expect(open).toBe(0);
  });

  it('report that they cannot be cleared', async () => {
    const traces = createTraces({
      local: { get: async () => ({}), clear: async () => Promise.reject(new Error('disk')) },
      ...nothingHere,
      send: async ({ type }) => (type === 'transcripts-kept' ? [] : true),
    });
    await expect(traces.clear()).rejects.toMatchObject({ code: 'storage-failed' });
  });

  it('are not counted if the background does not say how many transcripts are kept', async () => {
    const traces = createTraces({
      local: { get: async () => ({}), clear: async () => undefined },
      ...nothingHere,
      send: async ({ type }) => (type === 'transcripts-kept' ? undefined : true),
    });
    await expect(traces.count()).rejects.toMatchObject({ code: 'storage-failed' });
  });

  it('report that the background did not delete the transcripts of open tabs', async () => {
    const traces = createTraces({
      local: { get: async () => ({}), clear: async () => undefined },
      ...nothingHere,
      send: async ({ type }) => (type === 'transcripts-kept' ? [] : undefined),
    });
    await expect(traces.clear()).rejects.toMatchObject({ code: 'storage-failed' });
  });
});
