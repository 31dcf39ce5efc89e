import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tab } from '../../../tools/lib/browsers/tabs.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { counters, join, openCall } from '../../../tools/start/call.ts';
import {
  captionComes,
  createWorld,
  listen,
  videoGoesOn,
  type World,
} from '../support/faults-call.ts';

/** What the page's own camera is like from now on. */
interface Shape {
  /** Sizes in turn, each for a second. */
  sizes: [width: number, height: number][];
  /** Degrees by which frames must be rotated to stand upright. */
  rotation?: 0 | 90;
  /** Frames per second of media time. */
  rate?: number;
}

/**
 * Replaces the page's getUserMedia, below the tap, so that it gives the fake camera's frames in any
 * shape, as cameras, canvases and filters of call apps do. Each frame is `1 / rate` seconds of
 * media time after the one before, however late a busy machine draws it.
 */
function reshape(): void {
  globalThis.shape = { sizes: [[640, 480]] };
  const { prototype } = MediaDevices;
  const real = prototype.getUserMedia;
  prototype.getUserMedia = async function (constraints) {
    const video = document.createElement('video');
    video.srcObject = await real.call(this, constraints);
    await video.play();
    const generator = new MediaStreamTrackGenerator({ kind: 'video' });
    const writer = generator.writable.getWriter();
    const canvas = new OffscreenCanvas(1, 1);
    let timestamp = 0;
    const draw = async (): Promise<void> => {
      const { sizes, rotation = 0, rate = 15 } = globalThis.shape;
      const second = Math.floor(performance.now() / 1000);
      const [width, height] = sizes[second % sizes.length]!;
      canvas.width = rotation ? height : width;
      canvas.height = rotation ? width : height;
      const context = canvas.getContext('2d')!;
      if (rotation) {
        context.translate(0, width);
        context.rotate(-Math.PI / 2);
      }
      context.drawImage(video, 0, 0, width, height);
      timestamp += 1e6 / rate;
      const init: VideoFrameInit & { rotation?: number } = { timestamp, rotation };
      await writer.write(new VideoFrame(canvas, init));
      setTimeout(() => void draw().catch(() => undefined), 1000 / rate);
    };
    await draw();
    return new MediaStream([generator]);
  };
}

describe('a camera', { timeout: 900_000 }, () => {
  let world: World;
  let tab: Tab;
  let page: Page;
  let heard: string[];

  beforeAll(async () => {
    world = await createWorld();
    tab = await openCall(world.browser, { url: world.site, vocabulary: 'call-gestures' });
    page = tab.page;
    heard = listen(page);
    await page.evaluateOnNewDocument(reshape);
    await page.reload();
    await join(page);
  });
  afterAll(() => world?.dispose());

  /** Gives the camera another shape and waits until frames of it are sent. */
  const become = async (shape: Shape): Promise<void> => {
    await page.evaluate((shape) => {
      globalThis.shape = shape;
    }, shape);
    const [[width, height]] = shape.sizes as [[number, number]];
    await until(`frames of ${width} x ${height} are sent`, async () => {
      const size = (await counters(page))?.frameSize;
      return size?.sourceWidth === width && size.sourceHeight === height;
    });
  };
  const isWell = async (): Promise<void> => {
    expect((await counters(page))?.problem).toBeNull();
    expect(heard).toEqual([]);
  };

  it('of one pixel gives no caption and does no harm', async () => {
    await become({ sizes: [[1, 1]] });
    const before = (await counters(page))!;
    await until('frames of it were looked at', async () => {
      return (await counters(page))!.frames.answered > before.frames.answered + 10;
    });
    expect((await counters(page))?.captions.length).toBe(before.captions.length);
    await isWell();
  });

  it('in 4K is captioned', async () => {
    await become({ sizes: [[3840, 2160]], rate: 6 });
    // Without a GPU the browser takes about a second for each.
    await videoGoesOn(page, 3);
    await captionComes(page);
    await isWell();
  });

  it('whose frames are rotated is captioned', async () => {
    await become({ sizes: [[640, 480]], rotation: 90 });
    await videoGoesOn(page);
    await captionComes(page);
    await isWell();
  });

  it('that changes its size every second is captioned', async () => {
    await become({
      sizes: [
        [640, 480],
        [1280, 960],
        [320, 240],
        [501, 377],
      ],
    });
    await videoGoesOn(page);
    await captionComes(page);
    await isWell();
  });

  it('of 60 frames per second is read no faster than any other, and every frame is counted', async () => {
    await become({ sizes: [[640, 480]], rate: 60 });
    await videoGoesOn(page);
    const start = (await counters(page))!;
    await until('it has played four seconds', async () => {
      return (await counters(page))!.lastTimestamp! > start.lastTimestamp! + 4000;
    });
    const end = (await counters(page))!;
    const seconds = (end.lastTimestamp! - start.lastTimestamp!) / 1000;
    const sent = end.frames.sent - start.frames.sent;
    process.stdout.write(`60 fps: ${(sent / seconds).toFixed(1)} frames sent a second\n`);
    expect(sent / seconds).toBeLessThan(17);
    expect(sent).toBeGreaterThan(0);
    expect(end.frames.dropped['not-due']).toBeGreaterThan(start.frames.dropped['not-due']);
    const { seen, dropped, answered, skipped, lost, forgotten } = end.frames;
    const drops = Object.values(dropped).reduce((sum, count) => sum + count, 0);
    // One may be in the grab at this moment, and two on their way.
    expect(seen - end.frames.sent - drops).toBeGreaterThanOrEqual(0);
    expect(seen - end.frames.sent - drops).toBeLessThanOrEqual(1);
    const open = end.frames.sent - answered - skipped - lost - forgotten;
    expect(open).toBeGreaterThanOrEqual(0);
    expect(open).toBeLessThanOrEqual(2);
    await isWell();
  });
});

declare global {
  var shape: Shape;
}
