import { describe, expect, it } from 'vitest';
import { mostUnreadable } from '../../../../src/recognizer/page/sources.ts';
import { startingMs, stuckMs } from '../../../../src/recognizer/worker/client.ts';
import { greyFrame } from '../fake-frames.ts';
import { settle } from '../worker/fake-store.ts';
import {
  answer,
  answerAt,
  camera,
  grabs,
  notices,
  ofType,
  picture,
  problems,
  recognizer,
  region,
  seen,
  seenAt,
  started,
  timers,
  watch,
  worker,
  workers,
} from './fake-worker.ts';

describe('the recognizer of an extension page', () => {
  it('starts one worker of its own, with one thread and the stored self-test result', async () => {
    const ready = recognizer.start();
    void recognizer.start();
    worker().say({ type: 'started', backend: 'webgl', selfTest: 'new' });
    expect(await ready).toEqual({ backend: 'webgl' });
    expect(workers).toHaveLength(1);
    expect(worker().received).toEqual([
      {
        type: 'start',
        base: 'chrome-extension://x/',
        browser: 'Test 1',
        selfTest: 'kept',
        threads: false,
      },
    ]);
  });

  it('rejects with the problem that prevents its start, and can be started again', async () => {
    const ready = recognizer.start();
    worker().say({ type: 'failed', problem: { code: 'no-backend' } });
    await expect(ready).rejects.toMatchObject({ code: 'no-backend' });
    const again = recognizer.start();
    worker().say({ type: 'started', backend: 'wasm', selfTest: null });
    expect(await again).toEqual({ backend: 'wasm' });
  });

  it('gives up on a worker that never starts', async () => {
    const ready = recognizer.start();
    timers.find(({ ms }) => ms === startingMs)?.run();
    await expect(ready).rejects.toMatchObject({ code: 'recognizer-lost' });
    expect(worker().terminated).toBe(true);
  });

  it('asks for landmarks and scores, and for a draft if the page wants it', async () => {
    await started(camera, { draft: true });
    expect(ofType('open')).toEqual([
      {
        type: 'open',
        stream: '0',
        vocabulary: 'call-gestures',
        dwellMs: 700,
        draft: true,
        inspect: true,
      },
    ]);
  });

  it('resolves to thresholds, or rejects with the reason why there are none', async () => {
    const thresholds = recognizer.thresholds('call-gestures');
    const none = recognizer.thresholds('no-such');
    worker().say({ type: 'started', backend: 'wasm', selfTest: null });
    const [first, second] = ofType('thresholds');
    worker().say({ type: 'thresholds', id: first!.id, thresholds: { 'call-gestures:fist': 0.7 } });
    worker().say({ type: 'no-thresholds', id: second!.id, problem: { code: 'model-damaged' } });
    expect(await thresholds).toEqual({ 'call-gestures:fist': 0.7 });
    await expect(none).rejects.toMatchObject({ code: 'model-damaged' });
  });

  it('rejects everything once it is disposed', async () => {
    const ready = recognizer.start();
    recognizer.dispose();
    await expect(ready).rejects.toMatchObject({ code: 'recognizer-lost' });
    await expect(recognizer.start()).rejects.toMatchObject({ code: 'recognizer-lost' });
    watch();
    await settle();
    expect(problems).toMatchObject([{ code: 'recognizer-lost' }]);
    expect(workers).toHaveLength(1);
  });
});

describe('a camera that a page watches', () => {
  it('is read at the rate and in the region that the answers ask for', async () => {
    await started();
    expect(picture(0)).toMatchObject({ region: null });
    await answer({ afterMs: 66, region });
    expect(picture(33)).toBeNull();
    expect(picture(66)).toMatchObject({ region });
    await answer();
    expect(seen.map(({ timestamp }) => timestamp)).toEqual([0, 66]);
  });

  it('has no frames queued: while two are in flight others are dropped', async () => {
    await started();
    for (let t = 0; t < 2000; t += 100) picture(t);
    expect(ofType('frame').map(({ frame }) => frame.timestamp)).toEqual([0, 100]);
    await answer();
    expect(picture(2000)).not.toBeNull();
  });

  it('has its frames copied, because the grab reuses its buffer', async () => {
    await started();
    const { sink } = grabs.at(-1)!;
    const frame = greyFrame(0);
    sink.want(0);
    sink.onFrame(frame, 1);
    frame.data.fill(0);
    expect(ofType('frame')[0]?.frame.data[0]).toBe(128);
  });

  it('is not read while it is switched off', async () => {
    const dark = { enabled: false } as MediaStreamTrack;
    await started({ kind: 'track', track: dark });
    expect(picture(0)).toBeNull();
    expect(picture(500)).toBeNull();
  });

  it('is released with its stream when the watch stops, and nothing later is reported', async () => {
    const watched = await started();
    picture(0);
    const { stream, id } = ofType('frame')[0]!;
    watched.stop();
    watched.stop();
    await settle();
    expect(grabs[0]?.disposed).toBe(1);
    expect(ofType('close')).toEqual([{ type: 'close', stream }]);
    worker().say({ type: 'answer', stream, id, answer: answerAt(0), seen: seenAt(0) });
    grabs[0]?.sink.onUnreadable(new Error('late'));
    await settle();
    expect([seen, problems, notices]).toEqual([[], [], []]);
    expect(timers).toEqual([]);
  });

  it('is never opened when the watch stops before the models are loaded', async () => {
    const watched = watch();
    await settle();
    watched.stop();
    await settle();
    expect(grabs).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('causes a camera problem when it ends', async () => {
    await started();
    grabs[0]?.sink.onEnd();
    await settle();
    expect(problems).toMatchObject([{ code: 'camera-failed' }]);
    expect(ofType('close')).toHaveLength(1);
  });

  it('is given up after several unreadable frames in a row, but not after one', async () => {
    await started();
    const { sink } = grabs[0]!;
    for (let n = 1; n < mostUnreadable; n++) sink.onUnreadable(new Error('no such format'));
    picture(0);
    for (let n = 1; n < mostUnreadable; n++) sink.onUnreadable(new Error('no such format'));
    await settle();
    expect(problems).toEqual([]);
    sink.onUnreadable(new Error('no such format'));
    await settle();
    expect(problems).toMatchObject([{ code: 'frame-unreadable' }]);
  });

  it('has a lost worker reported once, and can be watched again with another', async () => {
    await started();
    picture(0);
    worker().onerror?.({ message: 'out of memory' });
    await settle();
    expect(problems).toEqual([{ code: 'recognizer-lost', detail: 'out of memory' }]);
    await started();
    expect(workers).toHaveLength(2);
    picture(0);
    await answer();
    expect(seen).toHaveLength(1);
  });

  it('has a worker reported as lost that keeps a frame for too long', async () => {
    await started();
    picture(0);
    timers.find(({ ms }) => ms === stuckMs)?.run();
    await settle();
    expect(problems).toMatchObject([{ code: 'recognizer-lost' }]);
    expect(worker().terminated).toBe(true);
  });

  it('stays watched during a problem that the user should know', async () => {
    await started();
    worker().say({ type: 'notice', stream: '0', problem: { code: 'taught-damaged' } });
    worker().say({ type: 'notice', stream: '0', problem: null });
    picture(0);
    await answer();
    expect(problems).toEqual([]);
    expect(notices).toEqual([{ code: 'taught-damaged' }, null]);
    expect(seen).toHaveLength(1);
  });

  it('has the problem of a vocabulary reported that cannot be opened', async () => {
    watch();
    await settle();
    worker().say({ type: 'started', backend: 'wasm', selfTest: null });
    worker().say({ type: 'problem', stream: '0', problem: { code: 'model-damaged' } });
    await settle();
    expect(problems).toMatchObject([{ code: 'model-damaged' }]);
    expect(worker().terminated).toBe(false);
  });
});
