import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planCut } from '../../../../src/grab/geometry.ts';
import { ffmpeg } from '../../../../tools/lib/machine/programs.ts';
import { picturesOf, type RecordedPicture } from '../../../../tools/lib/media/video.ts';

let folder: string;

/** A video whose left half is dark and whose right half is bright. */
async function video(name: string, ...more: string[]): Promise<string> {
  const file = join(folder, name);
  const halves = "geq=lum='if(lt(X,W/2),40,200)':cb=128:cr=128";
  const source = `color=black:size=64x48:rate=10:duration=1,format=yuv420p,${halves}`;
  await promisify(execFile)(ffmpeg(), [
    '-loglevel',
    'error',
    '-f',
    'lavfi',
    '-i',
    source,
    ...more,
    file,
  ]);
  return file;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sign-captions-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function all(path: string): Promise<RecordedPicture[]> {
  const pictures: RecordedPicture[] = [];
  for await (const picture of picturesOf(path)) pictures.push(picture);
  return pictures;
}

describe('a recorded video', () => {
  it("gives every frame with the stream's time", async () => {
    const pictures = await all(await video('steady.mp4'));
    expect(pictures.map(({ timestamp }) => Math.round(timestamp))).toEqual(
      Array.from({ length: 10 }, (_, i) => i * 100),
    );
    expect(pictures[0]).toMatchObject({ width: 64, height: 48 });
  });

  it('keeps the times of a stream with uneven frames', async () => {
    const path = await video(
      'uneven.mkv',
      '-vf',
      "setpts='if(lt(N,5),N,N+10)/(10*TB)'",
      '-fps_mode',
      'vfr',
    );
    const times = (await all(path)).map(({ timestamp }) => Math.round(timestamp));
    expect(times.slice(4, 6)).toEqual([400, 1500]);
  });

  it('is read at 30 frames per second if it is a bare sequence of JPEGs', async () => {
    const [, second] = await all(await video('bare.mjpeg', '-pix_fmt', 'yuvj420p'));
    expect(second?.timestamp).toBeCloseTo(1000 / 30, 1);
  });

  it('is cut to the requested region', async () => {
    const [picture] = await all(await video('cut.mp4', '-crf', '1'));
    const right = await picture!.cut(
      planCut(64, 48, { x: 40, y: 10, width: 16, height: 20 }, { long: 640, short: 480 }),
    );
    expect(right).toMatchObject({ format: 'I420', width: 16, height: 20, sourceWidth: 64 });
    expect(right.data.length).toBe(16 * 20 * 1.5);
    expect(Math.min(...right.data.subarray(0, 16 * 20))).toBeGreaterThan(180);
    const small = await picture!.cut(planCut(64, 48, null, { long: 32, short: 24 }));
    expect(small).toMatchObject({ width: 32, height: 24, region: { width: 64, height: 48 } });
    expect(small.data[0]).toBeLessThan(60);
    expect(small.data[31]).toBeGreaterThan(180);
  });

  it('can be abandoned before its end', async () => {
    for await (const picture of picturesOf(await video('left.mp4'))) {
      expect(picture.timestamp).toBe(0);
      break;
    }
  });

  it('is refused with a sentence if it is missing or not a video', async () => {
    await expect(all(join(folder, 'nowhere.mp4'))).rejects.toThrow('There is no file or folder');
    const file = join(folder, 'none.mp4');
    await writeFile(file, 'no video');
    await expect(all(file)).rejects.toThrow(/ffmpeg could not read .*none\.mp4 as a video/);
  });
});

describe('a folder named *.frames', () => {
  it('is a video of 15 pictures per second', async () => {
    const path = join(folder, 'some.frames');
    await mkdir(path);
    for (const [name, colour] of [
      ['b.png', '#fff'],
      ['a.png', '#000'],
    ] as const)
      await sharp({ create: { width: 9, height: 7, channels: 3, background: colour } }).toFile(
        join(path, name),
      );
    const pictures = await all(path);
    expect(pictures.map(({ timestamp }) => Math.round(timestamp))).toEqual([0, 67]);
    const frame = await pictures[1]!.cut(planCut(9, 7, null, { long: 640, short: 480 }));
    expect(frame).toMatchObject({ format: 'RGBA', width: 9, height: 7 });
    expect([...frame.data.subarray(0, 4)]).toEqual([255, 255, 255, 255]);
  });

  it('is accepted only with that name', async () => {
    await expect(all(folder)).rejects.toThrow('does not end in ".frames"');
  });
});
