/** Recorded video as frames for the recognizer, with the timestamps of the recording. */
import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import sharp from 'sharp';
import { type Frame, frameBytes } from '../src/recognizer/frame.ts';
import { ffmpeg } from './programs.ts';
import { inputArgs, picturesIn } from './start/clip.ts';

/** A folder named `*.frames` is a video of this many pictures a second. */
export const folderRate = 15;

/** The line that ffmpeg's showinfo filter says for each frame. */
const framePattern = /n:\s*(\d+)\s.*\bpts_time:\s*(-?[\d.]+|NOPTS)\s.*\bs:(\d+)x(\d+)\b/;

interface Shown {
  /** Seconds; null when the stream does not say. */
  time: number | null;
  width: number;
  height: number;
}

function parseShown(line: string): Shown | null {
  const match = framePattern.exec(line);
  if (!match) return null;
  return {
    time: match[2] === 'NOPTS' ? null : Number(match[2]),
    width: Number(match[3]),
    height: Number(match[4]),
  };
}

/** A whole picture of I420 (limited range, BT.601) as a frame. */
function wholeFrame(timestamp: number, width: number, height: number, data: Uint8Array): Frame {
  return {
    timestamp,
    sourceWidth: width,
    sourceHeight: height,
    region: { x: 0, y: 0, width, height },
    width,
    height,
    format: 'I420',
    data,
    fullRange: false,
    matrix: 'bt601',
  };
}

/** Lets a reader wait until a writer has called `notify`. */
function createBell(): { wait(): Promise<void>; notify(): void } {
  let ring: (() => void) | null = null;
  return {
    wait: () =>
      new Promise((done) => {
        ring = done;
      }),
    notify() {
      ring?.();
      ring = null;
    },
  };
}

/**
 * Every frame of a video file, upright, I420, timestamps in ms as in the stream.
 * @throws Error with what ffmpeg said when the file cannot be read to its end.
 */
async function* fromFile(path: string): AsyncGenerator<Frame> {
  // showinfo tells each frame's time and size on standard error, in the order of standard output.
  const filters = 'scale=out_color_matrix=bt601:out_range=tv,format=yuv420p,showinfo=checksum=0';
  const child = spawn(
    ffmpeg(),
    [
      '-nostdin',
      '-hide_banner',
      '-nostats',
      '-loglevel',
      'info',
      '-i',
      path,
      '-map',
      '0:v:0',
    ].concat(['-vf', filters, '-fps_mode', 'passthrough', '-f', 'rawvideo', 'pipe:1']),
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const shown: Shown[] = [];
  const bell = createBell();
  let rest = '';
  let said = '';
  let end: { code: number | null; error?: Error } | null = null;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split(/[\r\n]+/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const frame = parseShown(line);
      if (frame) shown.push(frame);
      else if (!line.startsWith('[Parsed_showinfo')) said = `${said}\n${line}`.slice(-1000);
    }
    bell.notify();
  });
  child.on('error', (error) => {
    end = { code: null, error };
    bell.notify();
  });
  child.on('close', (code) => {
    end ??= { code };
    bell.notify();
  });
  const ended = (): { code: number | null; error?: Error } | null => end;

  try {
    let bytes: Buffer = Buffer.alloc(0);
    let previous = Number.NEGATIVE_INFINITY;
    const chunks = child.stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    for (let n = 0; ; n++) {
      while (shown.length <= n && !ended()) await bell.wait();
      const frame = shown[n];
      if (!frame) break;
      const size = frameBytes('I420', frame.width, frame.height);
      const parts = [bytes];
      let have = bytes.length;
      while (have < size) {
        const { value, done } = await chunks.next();
        if (done) throw new Error(`${path} ended in the middle of a frame.`);
        parts.push(value);
        have += value.length;
      }
      const joined = parts.length === 1 ? bytes : Buffer.concat(parts, have);
      const data = new Uint8Array(joined.subarray(0, size));
      bytes = joined.subarray(size);
      const timestamp = frame.time === null ? null : frame.time * 1000;
      // A stream without times, or one that runs backwards, goes on by a common camera's step.
      const at =
        timestamp !== null && timestamp > previous ? timestamp : Math.max(0, previous + 33);
      previous = at;
      yield wholeFrame(at, frame.width, frame.height, data);
    }
    while (!ended()) await bell.wait();
    const last = ended();
    if (last?.error) throw last.error;
    if (shown.length === 0 || last?.code !== 0)
      throw new Error(
        `ffmpeg could not read ${path} as a video: ${said.trim().split('\n').slice(-2).join(' ')}`,
      );
  } finally {
    child.kill();
  }
}

/** A folder of pictures as a video; every picture is upright (EXIF). */
async function* fromFolder(path: string): AsyncGenerator<Frame> {
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
    yield {
      ...wholeFrame((n * 1000) / folderRate, info.width, info.height, new Uint8Array(data)),
      format: 'RGBA',
      fullRange: true,
    };
  }
}

/**
 * The frames of a video file, or of a folder named `*.frames`.
 * @throws Error with a sentence: missing, empty, no video.
 */
export async function* framesOf(path: string): AsyncGenerator<Frame> {
  const info = await stat(path).catch(() => null);
  if (!info) throw new Error(`There is no file or folder ${path}.`);
  if (!info.isDirectory()) yield* fromFile(path);
  else if (/\.frames\/*$/.test(path)) yield* fromFolder(path);
  else throw new Error(`${path} is a folder whose name does not end in ".frames".`);
}
