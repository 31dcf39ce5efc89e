/** Reads recorded video as pictures for the recognizer, with the times of the recording. */
import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import sharp from 'sharp';
import type { Cut } from '../../../src/grab/geometry.ts';
import { scaleYuv } from '../../../src/grab/scale.ts';
import { type Frame, frameBytes, type Rect } from '../../../src/recognizer/frame.ts';
import { inputArgs, picturesIn } from '../../start/clip.ts';
import { ffmpeg } from '../machine/programs.ts';

/** How many pictures per second a folder named `*.frames` has as a video. */
export const folderRate = 15;

/** One picture of a recording. `cut` makes a frame of it as the content script does. */
export interface RecordedPicture {
  /** ms since the recording's start. */
  timestamp: number;
  width: number;
  height: number;
  cut(cut: Cut): Promise<Frame>;
}

/**
 * The pictures of a video file, or of a folder named `*.frames`.
 * @throws Error with a sentence if it is missing, empty or not a video.
 */
export async function* picturesOf(path: string): AsyncGenerator<RecordedPicture> {
  const info = await stat(path).catch(() => null);
  if (!info) throw new Error(`There is no file or folder ${path}.`);
  if (!info.isDirectory()) yield* fromFile(path);
  else if (/\.frames\/*$/.test(path)) yield* fromFolder(path);
  else throw new Error(`${path} is a folder whose name does not end in ".frames".`);
}

type PictureInfo = Omit<RecordedPicture, 'cut'>;

function frameOf(
  { timestamp, width, height }: PictureInfo,
  cut: Cut,
  pixels: Pick<Frame, 'format' | 'data' | 'fullRange'>,
): Frame {
  const { region, ...size } = cut;
  const source = { sourceWidth: width, sourceHeight: height };
  return { timestamp, ...source, region, ...size, matrix: 'bt601', ...pixels };
}

/** A picture from I420 bytes (limited range, BT.601). */
function yuvPicture(place: PictureInfo, bytes: Uint8Array): RecordedPicture {
  return {
    ...place,
    async cut(cut) {
      const { region, width, height } = cut;
      let data = cropI420(bytes, place.width, place.height, region);
      if (width !== region.width || height !== region.height) {
        const cropped = { format: 'I420' as const, bytes: data, ...region };
        data = new Uint8Array(frameBytes('I420', width, height));
        scaleYuv(cropped, { format: 'I420', bytes: data, width, height });
      }
      return frameOf(place, cut, { format: 'I420', data, fullRange: false });
    },
  };
}

/** The part of a tightly packed I420 picture inside a region with even x and y. */
function cropI420(bytes: Uint8Array, width: number, height: number, region: Rect): Uint8Array {
  const out = new Uint8Array(frameBytes('I420', region.width, region.height));
  let plane = 0;
  let to = 0;
  for (const step of [1, 2, 2]) {
    const stride = Math.ceil(width / step);
    const wide = Math.ceil(region.width / step);
    const high = Math.ceil(region.height / step);
    for (let y = 0; y < high; y++) {
      const from = plane + (region.y / step + y) * stride + region.x / step;
      out.set(bytes.subarray(from, from + wide), to);
      to += wide;
    }
    plane += stride * Math.ceil(height / step);
  }
  return out;
}

/** The line that ffmpeg's showinfo filter prints for each frame. */
const shownPattern = /n:\s*\d+\s.*\bpts_time:\s*(-?[\d.]+|NOPTS)\s.*\bs:(\d+)x(\d+)\b/;

/** ffmpeg's output while it decodes, frame by frame. */
interface DecoderLog {
  /** Time and size of the n-th frame; null if there are no more. */
  frame(n: number): Promise<{ seconds: number; width: number; height: number } | null>;
  /** Null if it ended without an error, else its last output. */
  failure(): Promise<string | null>;
}

/** Starts ffmpeg; its standard output is the frames as raw I420. */
function decode(path: string): { log: DecoderLog; bytes: AsyncIterator<Buffer>; stop(): void } {
  // showinfo prints each frame's time and size to standard error, in the order of standard output.
  const filters = 'scale=out_color_matrix=bt601:out_range=tv,format=yuv420p,showinfo=checksum=0';
  const child = spawn(
    ffmpeg(),
    ['-nostdin', '-hide_banner', '-nostats', '-loglevel', 'info']
      .concat(inputArgs(path))
      .concat(['-map', '0:v:0', '-vf', filters, '-fps_mode', 'passthrough'])
      .concat(['-f', 'rawvideo', 'pipe:1']),
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const shown: { seconds: number; width: number; height: number }[] = [];
  let rest = '';
  let lastLines: string[] = [];
  let end: { failure: string | null } | null = null;
  let notify: (() => void) | null = null;
  const changed = (): Promise<void> =>
    new Promise((done) => {
      notify = done;
    });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split(/[\r\n]+/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [, time, width, height] = shownPattern.exec(line) ?? [];
      if (width && height)
        shown.push({ seconds: Number(time), width: Number(width), height: Number(height) });
      else if (!line.startsWith('[Parsed_')) lastLines = [...lastLines, line].slice(-2);
    }
    notify?.();
  });
  child.on('error', (error) => {
    end = { failure: error.message };
    notify?.();
  });
  child.on('close', (code) => {
    end ??= { failure: code === 0 ? null : lastLines.join(' ').trim() };
    notify?.();
  });
  return {
    log: {
      async frame(n) {
        while (shown.length <= n && !end) await changed();
        return shown[n] ?? null;
      },
      async failure() {
        while (!end) await changed();
        return end.failure;
      },
    },
    bytes: child.stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer>,
    // SIGKILL, because on SIGTERM ffmpeg would first write its remaining output, which nobody reads.
    stop: () => void child.kill('SIGKILL'),
  };
}

/** Every picture of a video file, upright. */
async function* fromFile(path: string): AsyncGenerator<RecordedPicture> {
  const { log, bytes, stop } = decode(path);
  try {
    let left: Buffer = Buffer.alloc(0);
    let previous = Number.NEGATIVE_INFINITY;
    let n = 0;
    for (let shown = await log.frame(n); shown; shown = await log.frame(++n)) {
      const { seconds, width, height } = shown;
      const size = frameBytes('I420', width, height);
      const parts = [left];
      let have = left.length;
      while (have < size) {
        const { value, done } = await bytes.next();
        if (done) throw new Error(`${path} ended in the middle of a frame.`);
        parts.push(value);
        have += value.length;
      }
      const joined = Buffer.concat(parts, have);
      left = joined.subarray(size);
      // If the stream has no times or they run backwards, assume 30 frames per second.
      const isLater = seconds * 1000 > previous;
      const timestamp = isLater ? seconds * 1000 : Math.max(0, previous + 1000 / 30);
      previous = timestamp;
      yield yuvPicture({ timestamp, width, height }, joined.subarray(0, size));
    }
    const failure = await log.failure();
    if (n === 0 || failure !== null)
      throw new Error(`ffmpeg could not read ${path} as a video: ${failure || 'no frames in it'}`);
  } finally {
    stop();
  }
}

/** A folder of pictures as a video, every picture upright (EXIF). */
async function* fromFolder(path: string): AsyncGenerator<RecordedPicture> {
  const pictures = await picturesIn(path);
  if (pictures.length === 0) throw new Error(`There are no pictures in the folder ${path}.`);
  for (const [n, picture] of pictures.entries()) {
    const { data, info } = await sharp(picture)
      .rotate()
      .flatten({ background: '#808080' })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    const place = { timestamp: (n * 1000) / folderRate, width, height };
    yield {
      ...place,
      async cut(cut) {
        const { x, y, ...size } = cut.region;
        const pixels = await sharp(data, { raw: { width, height, channels } })
          .extract({ left: x, top: y, ...size })
          .resize(cut.width, cut.height, { fit: 'fill' })
          .raw()
          .toBuffer();
        const rgba = { format: 'RGBA', data: new Uint8Array(pixels), fullRange: true } as const;
        return frameOf(place, cut, rgba);
      },
    };
  }
}
