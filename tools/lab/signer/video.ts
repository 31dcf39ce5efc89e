import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rename, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { ffmpeg } from '../../lib/machine/programs.ts';

/** Frames per second of every clip. */
export const fps = 15;

/**
 * Writes JPEG pictures as a video with ffmpeg. `.mjpeg` is a plain sequence of JPEG pictures, which
 * Chromium's fake camera reads; `.mp4` is H.264 and about twenty times smaller.
 * @throws Error with ffmpeg's last output if it is missing or fails
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

/** Converts any video to the sequence of JPEG pictures that Chromium's fake camera reads. */
export async function toMjpeg(video: string, out: string): Promise<void> {
  const part = partOf(out);
  await runFfmpeg(['-y', '-loglevel', 'error', '-i', video, ...encodingFor(part)], part);
  await rename(part, out);
}

/** Temporary name while a file is written, because others may read it: only a complete file gets its name. */
function partOf(out: string): string {
  return `${out}.${process.pid}.part${extname(out)}`;
}

/** Whether `made` exists, is not empty and is not older than `source`. */
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
  throw new Error(`${out}: the name of a clip must end in .mjpeg or .mp4.`);
}

async function runFfmpeg(
  args: string[],
  out: string,
  pictures?: AsyncIterable<Buffer>,
): Promise<void> {
  const child = spawn(ffmpeg(), args, { stdio: [pictures ? 'pipe' : 'ignore', 'ignore', 'pipe'] });
  let output = '';
  child.stderr?.on('data', (data: Buffer) => {
    output = (output + data.toString()).slice(-500);
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', (error) => reject(new Error(`ffmpeg did not start: ${error.message}`)));
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`ffmpeg could not write ${out}: ${output}`)),
    );
  });
  const feed = async () => {
    const { stdin } = child;
    if (!stdin || !pictures) return;
    stdin.on('error', () => {}); // `ended` reports ffmpeg's own message, which says more than EPIPE
    for await (const picture of pictures) {
      if (stdin.destroyed) return;
      if (!stdin.write(picture)) await Promise.race([once(stdin, 'drain'), ended]);
    }
    stdin.end();
  };
  try {
    await Promise.all([feed(), ended]);
  } finally {
    // If pictures are missing, ffmpeg would wait for them forever.
    if (child.exitCode === null) child.kill('SIGKILL');
  }
}
