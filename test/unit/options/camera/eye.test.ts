import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProblemError } from '../../../../src/messaging/problems.ts';
import { createEye, type Eye } from '../../../../src/options/camera/eye.ts';
import { fakeAlarm, fakeCameras, fakeDocument, fakeRecognizer } from './fake-camera.ts';

const pictures = ['a.png', 'b.png'].map((name) => new File(['x'], name, { type: 'image/png' }));
const video = new File(['x'], 'v.webm', { type: 'video/webm' });

describe('the eye', () => {
  let cameras: ReturnType<typeof fakeCameras>;
  let recognizer: ReturnType<typeof fakeRecognizer>;
  let page: ReturnType<typeof fakeDocument>;
  let alarm: ReturnType<typeof fakeAlarm>;
  let eye: Eye;

  beforeEach(() => {
    cameras = fakeCameras();
    recognizer = fakeRecognizer();
    page = fakeDocument();
    alarm = fakeAlarm();
    eye = createEye({
      cameras: cameras.door,
      recognizer: recognizer.create,
      vocabulary: () => 'call-gestures',
      document: page,
      after: alarm.after,
    });
  });
  afterEach(() => eye.dispose());

  it('asks for no camera and loads no model before it is used', () => {
    expect(cameras.asked).toEqual([]);
    expect(recognizer.made).toEqual([]);
    expect(eye.state.value).toEqual({ phase: 'off' });
  });

  it('opens the camera, watches it and reports each frame', async () => {
    const timestamps: number[] = [];
    eye.listen(({ timestamp }) => timestamps.push(timestamp));
    expect(await eye.openCamera()).toBe(true);
    expect(eye.state.value).toEqual({ phase: 'live', camera: 'one' });
    expect(eye.cameras.value.map(({ id }) => id)).toEqual(['one', 'two']);
    recognizer.show({ timestamp: 40 });
    recognizer.show({ timestamp: 80 });
    expect(timestamps).toEqual([40, 80]);
    expect(eye.seen.value?.timestamp).toBe(80);
  });

  it.each(['camera-refused', 'no-camera', 'camera-failed'] as const)(
    'reports %s and can try again',
    async (code) => {
      cameras.answer(() => Promise.reject(new ProblemError(code, 'x')));
      expect(await eye.openCamera()).toBe(false);
      expect(eye.state.value).toMatchObject({ phase: 'problem', problem: { code } });
      cameras.answer(async () => undefined);
      expect(await eye.openCamera()).toBe(true);
    },
  );

  it('releases one camera before it opens another', async () => {
    await eye.openCamera();
    await eye.openCamera('two');
    expect(cameras.asked).toEqual([undefined, 'two']);
    expect(cameras.tracks.map(({ stopped }) => stopped)).toEqual([true, false]);
    expect(recognizer.watches.map(({ stopped }) => stopped)).toEqual([true, false]);
  });

  it('releases the camera when it is closed, and the models when it is disposed of', async () => {
    await eye.openCamera();
    eye.close();
    expect(cameras.lit).toBe(false);
    expect(recognizer.watches[0]?.stopped).toBe(true);
    expect(recognizer.made).toEqual([{ disposed: false }]);
    eye.dispose();
    expect(recognizer.made).toEqual([{ disposed: true }]);
    expect(await eye.openCamera()).toBe(false);
    expect(cameras.asked).toHaveLength(1);
  });

  it('releases a camera that comes after it was closed', async () => {
    let allow = (): void => undefined;
    cameras.answer(
      () =>
        new Promise((resolve) => {
          allow = resolve;
        }),
    );
    const opening = eye.openCamera();
    eye.close();
    allow();
    expect(await opening).toBe(false);
    expect(cameras.tracks).toHaveLength(1);
    expect(cameras.lit).toBe(false);
  });

  it('releases the camera when the tab stays hidden, and says why', async () => {
    await eye.openCamera();
    page.become('hidden');
    expect(cameras.lit).toBe(true);
    alarm.ring();
    expect(cameras.lit).toBe(false);
    expect(eye.state.value).toEqual({ phase: 'off', why: 'hidden' });
  });

  it('keeps the camera when the tab is hidden only for a moment', async () => {
    await eye.openCamera();
    page.become('hidden');
    page.become('visible');
    expect(alarm.ring()).toBe(false);
    expect(cameras.lit).toBe(true);
  });

  it('rests with the camera on, and shows no hands until it watches again', async () => {
    await eye.openCamera();
    recognizer.show({ timestamp: 40 });
    const wake = eye.rest();
    expect(recognizer.watches.map(({ stopped }) => stopped)).toEqual([true]);
    expect(cameras.lit).toBe(true);
    expect(eye.view.value).not.toBeNull();
    expect(eye.state.value.phase).toBe('live');
    expect(eye.resting.value).toBe(true);
    expect(eye.seen.value).toBeNull();
    wake();
    wake();
    expect(eye.resting.value).toBe(false);
    expect(recognizer.watches.map(({ stopped }) => stopped)).toEqual([true, false]);
    expect(recognizer.watches[1]?.source).toEqual(recognizer.watches[0]?.source);
    recognizer.show({ timestamp: 80 });
    expect(eye.seen.value?.timestamp).toBe(80);
  });

  it('does not watch a camera that is opened while it rests, until all rests are over', async () => {
    const [wake, wakeToo] = [eye.rest(), eye.rest()];
    expect(await eye.openCamera()).toBe(true);
    expect(cameras.lit).toBe(true);
    expect(recognizer.watches).toEqual([]);
    wake();
    expect(recognizer.watches).toEqual([]);
    wakeToo();
    expect(recognizer.watches).toHaveLength(1);
  });

  it('watches nothing after a rest in which the camera was closed', async () => {
    await eye.openCamera();
    const wake = eye.rest();
    eye.close();
    wake();
    expect(recognizer.watches.map(({ stopped }) => stopped)).toEqual([true]);
    expect(eye.state.value).toEqual({ phase: 'off' });
  });

  it('watches files while it rests', async () => {
    eye.rest();
    void eye.look([video]);
    await vi.waitFor(() => expect(recognizer.watches).toHaveLength(1));
    expect(recognizer.watches[0]?.stopped).toBe(false);
  });

  it('reports that the camera was lost', async () => {
    await eye.openCamera();
    cameras.tracks[0]?.dispatchEvent(new Event('ended'));
    expect(eye.state.value).toMatchObject({ problem: { code: 'camera-failed' } });
    expect(cameras.lit).toBe(false);
  });

  it('watches pictures one after the other and shows the current one', async () => {
    const looking = eye.look(pictures);
    await Promise.resolve();
    await new Promise((done) => setTimeout(done));
    const watch = recognizer.watches[0];
    expect(watch?.source).toEqual({ kind: 'images', files: pictures });
    recognizer.show({});
    expect(eye.view.value).toEqual({ kind: 'image', file: pictures[0] });
    watch?.onProgress?.(0.5);
    expect(eye.state.value).toEqual({ phase: 'files', share: 0.5 });
    recognizer.show({});
    expect(eye.view.value).toEqual({ kind: 'image', file: pictures[1] });
    watch?.onProgress?.(1);
    expect(await looking).toBe(true);
    expect(cameras.asked).toEqual([]);
  });

  it('watches a video, and stops in its middle when it is closed', async () => {
    const looking = eye.look([video]);
    await new Promise((done) => setTimeout(done));
    expect(recognizer.watches[0]?.source).toEqual({ kind: 'video', file: video });
    eye.close();
    expect(await looking).toBe(false);
    expect(recognizer.watches[0]?.stopped).toBe(true);
  });

  it('reports a problem during which it continues, until something is opened again', async () => {
    await eye.openCamera();
    recognizer.watches[0]?.onNotice?.({ code: 'taught-damaged' });
    expect(eye.notice.value).toEqual({ code: 'taught-damaged' });
    expect(eye.state.value.phase).toBe('live');
    await eye.openCamera();
    expect(eye.notice.value).toBeNull();
  });

  it('refuses files that are neither videos nor pictures', async () => {
    expect(await eye.look([new File(['x'], 'a.txt', { type: 'text/plain' })])).toBe(false);
    expect(eye.state.value).toMatchObject({ problem: { code: 'frame-unreadable' } });
  });

  it('loads the models again after a failure', async () => {
    eye.dispose();
    let tries = 0;
    const second = createEye({
      cameras: cameras.door,
      recognizer: () => ({
        ...recognizer.create(),
        start: async () => {
          if (++tries === 1) throw new ProblemError('model-damaged', 'x');
          return { backend: 'fake' };
        },
      }),
      vocabulary: () => 'call-gestures',
      document: page,
      after: alarm.after,
    });
    expect(await second.openCamera()).toBe(false);
    expect(cameras.lit).toBe(false);
    expect(second.state.value).toMatchObject({ problem: { code: 'model-damaged' } });
    expect(await second.openCamera()).toBe(true);
    second.dispose();
  });
});
