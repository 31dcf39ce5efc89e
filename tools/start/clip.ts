/**
 * Makes camera clips. Chromium's fake camera plays an mjpeg file at a fixed 30 frames per second, so
 * the video or folder of pictures that the user names is first converted to such a file.
 */
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import sharp from 'sharp';
import { ffmpeg } from '../lib/machine/programs.ts';

/** Chromium plays an mjpeg file at this rate, whatever the file says, frames per second. */
export const clipRate = 30;
export const clipWidth = 640;
export const clipHeight = 480;
const grey = { r: 128, g: 128, b: 128 };
/** How long grey is shown between two pictures, so that the hand leaves the frame, s. */
const gapSeconds = 1;

export interface Clip {
  file: string;
  /** Frames of one pass. */
  frames: number;
  /** How long one pass takes at `clipRate`. */
  seconds: number;
  /** Removes the file. */
  dispose(): Promise<void>;
}

const pictureEndings = new Set([
  '.jpg',
  '.jpeg',
  '.png',
  '.webp',
  '.gif',
  '.tif',
  '.tiff',
  '.avif',
]);

/** All pictures in a folder and its subfolders, in path order. */
export async function picturesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const key = (path: string): string => relative(folder, path).split(sep).join('/');
  return entries
    .filter(
      (entry) => !entry.isDirectory() && pictureEndings.has(extname(entry.name).toLowerCase()),
    )
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Turns the picture upright (EXIF) and fits it on grey; a 4:2:0 JPEG, as the fake camera requires. */
export function fitPicture(picture: string): Promise<Buffer> {
  return sharp(picture)
    .rotate()
    .flatten({ background: grey })
    .resize(clipWidth, clipHeight, { fit: 'contain', background: grey })
    .toColourspace('srgb')
    .jpeg({ quality: 92, chromaSubsampling: '4:2:0' })
    .toBuffer();
}

function greyPicture(): Promise<Buffer> {
  return sharp({ create: { width: clipWidth, height: clipHeight, channels: 3, background: grey } })
    .jpeg({ chromaSubsampling: '4:2:0' })
    .toBuffer();
}

async function fromPictures(folder: string, hold: number, file: string): Promise<number> {
  const pictures = await picturesIn(folder);
  if (pictures.length === 0)
    throw new Error(`There are no pictures in the folder ${folder} (JPEG, PNG, WebP, ...).`);
  const gap = await greyPicture();
  const each = Math.max(1, Math.round(hold * clipRate));
  let frames = 0;
  async function* jpegs(): AsyncGenerator<Buffer> {
    for (const [i, picture] of pictures.entries()) {
      if (i > 0) {
        yield Buffer.concat(Array<Buffer>(gapSeconds * clipRate).fill(gap));
        frames += gapSeconds * clipRate;
      }
      const jpeg = await fitPicture(picture).catch((error: unknown) => {
        throw new Error(`${picture} cannot be read as a picture: ${String(error)}`);
      });
      for (let k = 0; k < each; k++) yield jpeg;
      frames += each;
    }
  }
  await pipeline(Readable.from(jpegs()), createWriteStream(file));
  return frames;
}

/** ffmpeg's arguments for a video as input. A raw mjpeg file has no rate; it is read at Chromium's. */
export function inputArgs(video: string): string[] {
  const raw = /\.mjpe?g$/i.test(video) ? ['-f', 'mjpeg', '-framerate', String(clipRate)] : [];
  return [...raw, '-i', video];
}

/** @returns the number of frames. @throws Error with ffmpeg's last output. */
function fromVideo(
  video: string,
  { slower = 1, from = 0, seconds }: ClipOptions,
  file: string,
): Promise<number> {
  const child = spawn(
    ffmpeg(),
    ['-nostdin', '-loglevel', 'error', '-y', '-ss', String(from), ...inputArgs(video), '-an']
      .concat([
        '-vf',
        `setpts=${slower}*PTS,fps=${clipRate},${fitFilter}`,
        '-pix_fmt',
        'yuvj420p',
        '-q:v',
        '2',
      ])
      .concat(seconds === undefined ? [] : ['-t', String(seconds * slower)])
      .concat(['-f', 'mjpeg', '-progress', 'pipe:1', file]),
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  return new Promise((done, fail) => {
    let frames = 0;
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const last = text.match(/frame=\s*(\d+)/g)?.at(-1);
      if (last) frames = Number(last.replace(/\D/g, ''));
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-2000);
    });
    child.on('error', fail);
    child.on('close', (code) => {
      if (code === 0 && frames > 0) done(frames);
      else
        fail(
          new Error(
            `ffmpeg could not read ${video} as a video: ${output.trim() || 'it holds no frames'}`,
          ),
        );
    });
  });
}

const fitFilter =
  `scale=${clipWidth}:${clipHeight}:force_original_aspect_ratio=decrease:force_divisible_by=2,` +
  `pad=${clipWidth}:${clipHeight}:-1:-1:color=0x808080,setsar=1`;

export interface ClipOptions {
  /** How long each picture of a folder is shown, s. */
  hold?: number;
  /** How many times slower to play a video. */
  slower?: number;
  /** Where in a video the clip starts, s. */
  from?: number;
  /** How much of a video to play from there, in its own seconds; by default until its end. */
  seconds?: number;
}

/**
 * Makes a camera clip of a video file or a folder of pictures.
 * @throws Error with a sentence if the file is missing, is not a video, or holds no pictures.
 */
export async function makeClip(source: string, options: ClipOptions = {}): Promise<Clip> {
  const info = await stat(source).catch(() => null);
  if (!info) throw new Error(`There is no file or folder ${source}.`);
  const folder = await mkdtemp(join(tmpdir(), 'sign-captions-clip-'));
  const dispose = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const file = join(folder, 'camera.mjpeg');
  try {
    const frames = info.isDirectory()
      ? await fromPictures(source, options.hold ?? 2, file)
      : await fromVideo(source, options, file);
    return { file, frames, seconds: frames / clipRate, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}
