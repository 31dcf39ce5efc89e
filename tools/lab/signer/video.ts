import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rename, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { ffmpeg } from '../../lib/machine/programs.ts';

/** Frames a second of every clip. */
export const fps = 15;

/**
 * Writes JPEG pictures as a video with ffmpeg. `.mjpeg` is a plain row of JPEG pictures, as
 * Chromium's fake camera reads it; `.mp4` is H.264 and about twenty times smaller.
 * @throws when ffmpeg is missing or fails, with its last words.
 */
export async function writeVideo(pictures: AsyncIterable<Buffer>, out: string): Promise<void> {
  const part = partOf(out);
  const args = [
    '-y',
    '-loglevel',
    'error',
    '-f',
    'image2pipe',
    '-c:v',
    'mjpeg',
    '-framerate',
    String(fps),
    '-i',
    '-',
    ...encodingFor(part),
  ];
  await runFfmpeg(args, part, pictures);
  await rename(part, out);
}

/** Turns any video into the row of JPEG pictures that Chromium's fake camera reads. */
export async function toMjpeg(video: string, out: string): Promise<void> {
  const part = partOf(out);
  await runFfmpeg(['-y', '-loglevel', 'error', '-i', video, ...encodingFor(part)], part);
  await rename(part, out);
}

/** Where a file grows: others may look meanwhile, so only a whole one gets the name. */
function partOf(out: string): string {
  return `${out}.${process.pid}.part${extname(out)}`;
}

/** Whether `made` is there and not older than `source`. */
export async function isFresh(made: string, source: string): Promise<boolean> {
  const [a, b] = await Promise.all([stat(made).catch(() => null), stat(source)]);
  return a !== null && a.size > 0 && a.mtimeMs >= b.mtimeMs;
}

function encodingFor(out: string): string[] {
  const rate = ['-r', String(fps), '-an'];
  if (out.endsWith('.mjpeg')) {
    return [...rate, '-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-q:v', '3', '-f', 'mjpeg', out];
  }
  if (out.endsWith('.mp4')) {
    return [
      ...rate,
      '-c:v',
      'libx264',
      '-preset',
      'slow',
      '-crf',
      '24',
      '-pix_fmt',
      'yuv420p',
      '-fflags',
      '+bitexact',
      '-movflags',
      '+faststart',
      out,
    ];
  }
  throw new Error(`${out}: a clip's name ends in .mjpeg or .mp4.`);
}

async function runFfmpeg(
  args: string[],
  out: string,
  pictures?: AsyncIterable<Buffer>,
): Promise<void> {
  const child = spawn(ffmpeg(), args, { stdio: [pictures ? 'pipe' : 'ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr?.on('data', (data: Buffer) => {
    said = (said + data.toString()).slice(-500);
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', (error) => reject(new Error(`ffmpeg does not start: ${error.message}`)));
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`ffmpeg could not write ${out}: ${said}`)),
    );
  });
  const feed = async () => {
    const { stdin } = child;
    if (!stdin || !pictures) return;
    stdin.on('error', () => {}); // ffmpeg's own words, through `ended`, say more than EPIPE
    for await (const picture of pictures) {
      if (stdin.destroyed) return;
      if (!stdin.write(picture)) await Promise.race([once(stdin, 'drain'), ended]);
    }
    stdin.end();
  };
  try {
    await Promise.all([feed(), ended]);
  } finally {
    // Without all pictures ffmpeg would wait for them for ever.
    if (child.exitCode === null) child.kill('SIGKILL');
  }
}
