import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createTabStore,
  maxFrames,
  summarize,
  withFrame,
} from '../../../src/background/tab-store.ts';
import { memoryArea } from './fake-storage.ts';

describe('the record of a tab', () => {
  it('is found again by a service worker that was killed and restarted', async () => {
    const area = memoryArea();
    await createTabStore(area).update(7, () => ({
      on: true,
      frames: { 0: { status: 'hand', problem: null } },
    }));
    expect(await createTabStore(area).get(7)).toEqual({
      on: true,
      frames: { 0: { status: 'hand', problem: null } },
    });
  });

  it('loses no change when two come at once', async () => {
    const store = createTabStore(memoryArea());
    await store.update(1, () => ({ on: true, frames: {} }));
    const report = (frame: string) =>
      store.update(1, (old) => ({
        ...old,
        frames: { ...old.frames, [frame]: { status: 'watching', problem: null } },
      }));
    await Promise.all([report('0'), report('5')]);
    expect(Object.keys((await store.get(1)).frames)).toEqual(['0', '5']);
  });

  it('starts over if storage contains something else', async () => {
    const store = createTabStore(memoryArea({ 'tab-3': { on: 'yes' } }));
    expect(await store.get(3)).toEqual({ on: false, frames: {} });
  });

  it('is kept in memory while storage is full, and stored once it is not', async () => {
    const area = memoryArea();
    const { set } = area;
    let full = false;
    area.set = (items) => (full ? Promise.reject(new Error('quota exceeded')) : set(items));
    const store = createTabStore(area);
    const on = { on: true, frames: {} };
    const off = { on: false, frames: {} };
    await store.update(1, () => on);
    full = true;
    await store.update(1, () => off);
    expect(await store.get(1)).toEqual(off);
    // A background that is killed now must not find captions on.
    expect(await createTabStore(area).get(1)).toEqual(off);
    await store.update(1, () => on);
    expect(await store.get(1)).toEqual(on);
    full = false;
    await store.update(1, (old) => old);
    expect(await createTabStore(area).get(1)).toEqual(on);
  });

  it('is removed with the tab', async () => {
    const area = memoryArea();
    const store = createTabStore(area);
    await store.update(1, () => ({ on: true, frames: {} }));
    await store.forget(1);
    expect(area.items).toEqual({});
  });
});

describe('the summary of the frames of a tab', () => {
  const noCamera = { status: 'waiting', problem: { code: 'no-camera' } } as const;
  it('shows the liveliest frame', () => {
    const frames = {
      0: { status: 'waiting', problem: null },
      4: { status: 'hand', problem: null },
    } as const;
    expect(summarize({ on: true, frames })).toEqual({ on: true, status: 'hand', problem: null });
  });

  it('is getting ready while a frame is, unless another has a problem or is watched', () => {
    const starting = { status: 'starting', problem: null } as const;
    const of = (...frames: (typeof starting | typeof noCamera | typeof watching)[]) =>
      summarize({ on: true, frames: Object.fromEntries(frames.entries()) });
    const watching = { status: 'watching', problem: null } as const;
    expect(of(starting)).toMatchObject({ status: 'starting', problem: null });
    expect(of(noCamera, starting)).toMatchObject({ problem: { code: 'no-camera' } });
    expect(of(starting, watching)).toMatchObject({ status: 'watching', problem: null });
  });

  it('has the problem of a camera that is on but gives no picture', () => {
    const still = { status: 'starting', problem: { code: 'no-picture' } } as const;
    expect(summarize({ on: true, frames: { 0: still } }).problem?.code).toBe('no-picture');
  });

  it('has a problem only while no frame is watching', () => {
    expect(summarize({ on: true, frames: { 0: noCamera } }).problem?.code).toBe('no-camera');
    const watching = { status: 'watching', problem: null } as const;
    expect(summarize({ on: true, frames: { 0: noCamera, 2: watching } }).problem).toBeNull();
  });

  it('says that the video is off, and what is wrong, unless another frame is watching', () => {
    const dark = { status: 'video-off', problem: null } as const;
    const watching = { status: 'watching', problem: null } as const;
    expect(
      summarize({ on: true, frames: { 0: { ...dark, status: 'waiting' }, 2: dark } }).status,
    ).toBe('video-off');
    expect(summarize({ on: true, frames: { 0: dark, 2: watching } }).status).toBe('watching');
    expect(summarize({ on: true, frames: { 0: noCamera, 2: dark } }).problem?.code).toBe(
      'no-camera',
    );
  });

  it('has the cameras of the frame that has several, first of one that is watching', () => {
    const of = (...ids: string[]) => ({
      list: ids.map((id) => ({ id, label: id })),
      watched: ids[0] ?? null,
      chosen: null,
    });
    const waiting = { status: 'waiting', problem: null } as const;
    const watching = { status: 'watching', problem: null } as const;
    const one = { ...watching, cameras: of('a') };
    const two = { ...waiting, cameras: of('b', 'c') };
    const three = { ...watching, cameras: of('d', 'e') };
    expect(summarize({ on: true, frames: { 0: one } }).cameras).toBeUndefined();
    expect(summarize({ on: true, frames: { 0: one, 2: two } }).cameras).toEqual(two.cameras);
    expect(summarize({ on: true, frames: { 0: two, 2: three } }).cameras).toEqual(three.cameras);
  });

  it('is empty for a tab that is off', () => {
    expect(summarize({ on: false, frames: { 0: noCamera } })).toEqual({
      on: false,
      status: 'waiting',
      problem: null,
    });
  });
});

describe('a page that keeps creating frames', () => {
  const waiting = { status: 'waiting', problem: null } as const;
  const lively = { status: 'hand', problem: null } as const;

  it('keeps a limited number of reports, first those of the top frame and of live cameras', () => {
    let record = withFrame({ on: true, frames: {} }, 0, waiting);
    record = withFrame(record, 7, lively);
    for (let frame = 100; frame < 10_100; frame++) record = withFrame(record, frame, waiting);
    expect(Object.keys(record.frames)).toHaveLength(maxFrames);
    expect(record.frames).toMatchObject({ 0: waiting, 7: lively, 10099: waiting });
    expect(summarize(record).status).toBe('hand');
  });

  it('always keeps its newest report', () => {
    const report = fc.constantFrom(waiting, lively, {
      status: 'waiting' as const,
      problem: { code: 'no-camera' as const },
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(60), report), { maxLength: 200 }), (reports) => {
        let record: Parameters<typeof withFrame>[0] = { on: true, frames: {} };
        for (const [frame, one] of reports) {
          record = withFrame(record, frame, one);
          expect(record.frames[frame]).toEqual(one);
          expect(Object.keys(record.frames).length).toBeLessThanOrEqual(maxFrames);
        }
        if (reports.some(([frame]) => frame === 0)) expect(record.frames[0]).toBeDefined();
      }),
    );
  });
});
