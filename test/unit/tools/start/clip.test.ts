import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fitPicture, makeClip, picturesIn } from '../../../../tools/start/clip.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sign-captions-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function picture(path: string, width = 32, height = 24, colour = '#ff0000'): Promise<string> {
  const file = join(folder, path);
  await mkdir(join(file, '..'), { recursive: true });
  await sharp({ create: { width, height, channels: 3, background: colour } }).toFile(file);
  return file;
}

/** The colour of one pixel of a picture. */
async function at(jpeg: Buffer, x: number, y: number): Promise<number[]> {
  const { data } = await sharp(jpeg)
    .extract({ left: x, top: y, width: 1, height: 1 })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [...data];
}

function expectColour(colour: number[], wanted: number[]): void {
  for (const [i, value] of wanted.entries())
    expect(Math.abs((colour[i] ?? -99) - value), `${colour}`).toBeLessThan(12);
}

const red = [255, 0, 0];
const grey = [128, 128, 128];

describe('a folder of pictures', () => {
  it('is read with its subfolders, in path order, without other files', async () => {
    for (const path of ['b/2.png', 'b/10.jpg', 'a.webp', 'c/d/e.JPEG']) await picture(path);
    await writeFile(join(folder, 'notes.txt'), 'no picture');
    const found = (await picturesIn(folder)).map((path) => relative(folder, path));
    expect(found).toEqual(['a.webp', 'b/10.jpg', 'b/2.png', 'c/d/e.JPEG']);
  });

  it('becomes a clip that shows each picture, with a second of grey between two', async () => {
    await picture('1.png');
    await picture('2.png');
    const clip = await makeClip(folder, { hold: 0.5 });
    expect(clip).toMatchObject({ frames: 15 + 30 + 15, seconds: 2 });
    const bytes = await readFile(clip.file);
    const starts: number[] = [];
    for (let i = 0; i < bytes.length - 2; i++)
      if (bytes[i] === 0xff && bytes[i + 1] === 0xd8 && bytes[i + 2] === 0xff) starts.push(i);
    expect(starts).toHaveLength(60);
    const frame = (n: number): Buffer => bytes.subarray(starts[n], starts[n + 1]);
    expectColour(await at(frame(14), 320, 240), red);
    expectColour(await at(frame(15), 320, 240), grey);
    expectColour(await at(frame(44), 320, 240), grey);
    expectColour(await at(frame(45), 320, 240), red);
    await clip.dispose();
    await expect(readdir(join(clip.file, '..'))).rejects.toThrow('ENOENT');
  });

  it('is refused with a sentence if it has no picture or an unreadable one', async () => {
    await expect(makeClip(folder)).rejects.toThrow(`There are no pictures in the folder ${folder}`);
    await writeFile(join(folder, 'x.png'), 'not a picture');
    await expect(makeClip(folder)).rejects.toThrow('x.png cannot be read as a picture');
  });

  it('is refused with a sentence if it does not exist', async () => {
    await expect(makeClip(join(folder, 'nowhere'))).rejects.toThrow('There is no file or folder');
  });
});

describe('a picture in the camera', () => {
  it('fills the frame without being stretched, with grey beside it', async () => {
    const tall = await fitPicture(await picture('tall.png', 30, 60));
    const { width, height } = await sharp(tall).metadata();
    expect({ width, height }).toEqual({ width: 640, height: 480 });
    expectColour(await at(tall, 320, 5), red);
    expectColour(await at(tall, 210, 240), red);
    expectColour(await at(tall, 190, 240), grey);
    expectColour(await at(tall, 450, 240), grey);
  });

  it('is upright according to its EXIF', async () => {
    const file = join(folder, 'turned.jpg');
    // Red is on the left and blue on the right; after a quarter turn red is on top.
    const half = await sharp({ create: { width: 40, height: 80, channels: 3, background: '#00f' } })
      .png()
      .toBuffer();
    await sharp({ create: { width: 80, height: 80, channels: 3, background: '#f00' } })
      .composite([{ input: half, left: 40, top: 0 }])
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toFile(file);
    const upright = await fitPicture(file);
    expectColour(await at(upright, 320, 60), red);
    expectColour(await at(upright, 320, 420), [0, 0, 255]);
  });

  it('is a 4:2:0 JPEG, as the fake camera requires', async () => {
    const { format, chromaSubsampling } = await sharp(
      await fitPicture(await picture('x.png')),
    ).metadata();
    expect({ format, chromaSubsampling }).toEqual({ format: 'jpeg', chromaSubsampling: '4:2:0' });
  });
});

describe('a video', () => {
  it("is refused with ffmpeg's message if it is not a video", async () => {
    const file = join(folder, 'x.mp4');
    await writeFile(file, 'not a video');
    await expect(makeClip(file)).rejects.toThrow(/ffmpeg could not read .*x\.mp4 as a video/);
  });
});
