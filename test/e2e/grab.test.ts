import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { scaleYuv } from '../../src/grab/scale.ts';
import { rgbaToI420 } from '../../src/grab/yuv.ts';
import { frameBytes } from '../../src/messaging/frame.ts';
import type { FeedOptions } from './support/pages/frames.ts';
import { pattern } from './support/pages/pattern.ts';
import { launchTapped, type TappedBrowser } from './support/probe-page.ts';
import type { GrabWish, KeptFrame } from './support/tap-probe.ts';

let browser: TappedBrowser;

beforeAll(async () => {
  browser = await launchTapped();
});
afterEach(() => browser.closePages());
afterAll(() => browser?.dispose());

async function grab(feed: FeedOptions, wish: GrabWish = {}): Promise<KeptFrame[]> {
  const { page, probe } = await browser.open('frames.html');
  await page.evaluate((options) => {
    feedFrames(options);
  }, feed);
  const { frames } = await probe((probe, wish) => probe.read(wish), wish);
  return frames;
}

describe.each(['I420', 'NV12'] as const)('a camera that gives %s', (format) => {
  it.each([
    [640, 480],
    [641, 479],
    [3, 5],
    [2, 1],
    [1, 1],
  ])('is read byte by byte at %i x %i', async (width, height) => {
    const [frame] = await grab({ format, sizes: [[width, height]] });
    expect(frame).toMatchObject({
      format,
      width,
      height,
      sourceWidth: width,
      sourceHeight: height,
      region: { x: 0, y: 0, width, height },
    });
    expect(frame!.data.length).toBe(frameBytes(format, width, height));
    expect(frame!.data).toEqual([...pattern(format, width, height)]);
  });

  it('gives only the region that is asked for, widened to even pixels', async () => {
    const [frame] = await grab(
      { format, sizes: [[64, 48]] },
      { region: { x: 10.4, y: 7.9, width: 20, height: 9.5 } },
    );
    const region = { x: 10, y: 6, width: 22, height: 12 };
    expect(frame).toMatchObject({ region, width: 22, height: 12, sourceWidth: 64 });
    const whole = pattern(format, 64, 48);
    const luma: number[] = [];
    for (let y = 6; y < 18; y++) luma.push(...whole.subarray(y * 64 + 10, y * 64 + 32));
    expect(frame!.data.slice(0, luma.length)).toEqual(luma);
    const chroma = frame!.data.slice(luma.length);
    expect(chroma.length).toBe(2 * 11 * 6);
    // The first blue sample of the region is five right and three down in the chroma plane.
    expect(chroma[0]).toBe(64 + 5 + 2 * 3);
  });

  it('is scaled down to fit', async () => {
    const [frame] = await grab({ format, sizes: [[1280, 720]] }, { long: 640, short: 480 });
    expect(frame).toMatchObject({ width: 640, height: 360, sourceWidth: 1280, sourceHeight: 720 });
    const expected = new Uint8Array(frameBytes(format, 640, 360));
    scaleYuv(
      { format, bytes: pattern(format, 1280, 720), width: 1280, height: 720 },
      { format, bytes: expected, width: 640, height: 360 },
    );
    expect(frame!.data).toEqual([...expected]);
  });

  it('may change its size from frame to frame', async () => {
    // Three in turn: this camera is twice as fast as it is looked at.
    const frames = await grab(
      {
        format,
        sizes: [
          [33, 17],
          [16, 40],
          [21, 9],
        ],
      },
      { count: 9 },
    );
    for (const { width, height, data } of frames)
      expect(data).toEqual([...pattern(format, width, height)]);
    expect(new Set(frames.map(({ width }) => width)).size).toBeGreaterThan(1);
  });

  it('may show only a part of its buffer', async () => {
    const visible = { x: 4, y: 2, width: 20, height: 10 };
    const [frame] = await grab({ format, sizes: [[32, 16]], visible });
    expect(frame).toMatchObject({ format, sourceWidth: 20, sourceHeight: 10, width: 20 });
    const whole = pattern(format, 32, 16);
    expect(frame!.data.slice(0, 20)).toEqual([...whole.subarray(2 * 32 + 4, 2 * 32 + 24)]);
  });
});

describe('a camera of another kind', () => {
  it.each(['RGBA', 'BGRX', 'I444'] as const)('is drawn when it gives %s', async (format) => {
    const [frame] = await grab({ format, sizes: [[8, 6]] });
    expect(frame).toMatchObject({ format: 'I420', width: 8, height: 6, sourceWidth: 8 });
    expect(frame).toMatchObject({ fullRange: true, matrix: 'bt601' });
    const expected = new Uint8Array(frameBytes('I420', 8, 6));
    rgbaToI420(pattern('RGBA', 8, 6), 8, 6, expected);
    expect(frame!.data.length).toBe(expected.length);
    if (format === 'RGBA') expect(frame!.data).toEqual([...expected]);
    // The frame is not black.
    expect(new Set(frame!.data).size).toBeGreaterThan(8);
  });

  it('is turned upright when its frames are rotated', async () => {
    const [frame] = await grab({ format: 'I420', sizes: [[40, 20]], rotation: 90 });
    expect(frame).toMatchObject({ format: 'I420', sourceWidth: 20, sourceHeight: 40, width: 20 });
    // Luma grows to the right and downwards; after a turn of 90 degrees the dark corner is top right.
    const luma = (x: number, y: number) => frame!.data[y * 20 + x]!;
    expect(luma(19, 0)).toBeLessThan(luma(19, 30));
    expect(luma(19, 0)).toBeLessThan(luma(5, 0));
  });

  it('reports its colour range and matrix', async () => {
    const colour: VideoColorSpaceInit = {
      matrix: 'bt709',
      primaries: 'bt709',
      transfer: 'bt709',
      fullRange: true,
    };
    const [full] = await grab({ format: 'I420', sizes: [[16, 16]], colour });
    expect(full).toMatchObject({ matrix: 'bt709', fullRange: true });
    const [tv] = await grab({
      format: 'I420',
      sizes: [[16, 16]],
      colour: { ...colour, matrix: 'smpte170m', fullRange: false },
    });
    expect(tv).toMatchObject({ matrix: 'bt601', fullRange: false });
  });
});

describe('without a track processor', () => {
  it('frames come from a video element that is not in the page', async () => {
    const { page, probe } = await browser.open('call.html');
    await page.evaluate(() => call.join());
    const { path, frames } = await probe((probe) =>
      probe.read({ path: 'video', count: 3, long: 320, short: 240 }),
    );
    expect(path).toBe('video');
    expect(frames[0]).toMatchObject({ format: 'I420', width: 320, height: 240, sourceWidth: 640 });
    expect(frames[0]!.data.length).toBe(320 * 240 * 1.5);
    const times = frames.map(({ timestamp }) => timestamp);
    expect(times[1]! - times[0]!).toBeGreaterThan(5);
    expect(times[2]!).toBeGreaterThan(times[1]!);
    expect(await page.evaluate(() => document.querySelectorAll('video').length)).toBe(2);
  });

  it('a region is cut out of the frame', async () => {
    const { page, probe } = await browser.open('call.html');
    await page.evaluate(() => call.join());
    const { frames } = await probe((probe) =>
      probe.read({ path: 'video', region: { x: 100, y: 50, width: 64, height: 32 } }),
    );
    expect(frames[0]).toMatchObject({
      width: 64,
      height: 32,
      region: { x: 100, y: 50, width: 64, height: 32 },
      sourceWidth: 640,
    });
  });
});
