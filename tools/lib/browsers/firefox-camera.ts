/** Makes Firefox's camera show a chosen clip, which Chromium can do with a command-line switch. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ffmpeg } from '../machine/programs.ts';
import { serve } from '../servers/demo/server.ts';

export interface ServedClip {
  /** For the option `camera` of `launchFirefox`. */
  url: string;
  /** The clip itself, as base64, for extension pages, which may not fetch it. */
  bytes(): Promise<string>;
  /** The next camera that is turned on shows this clip. @throws Error with ffmpeg's last output */
  play(video: string, part?: ClipPart): Promise<void>;
  close(): Promise<void>;
}

export interface ClipPart {
  /** How many times slower to play the video. */
  slower?: number;
  /** Where in the video the clip starts, s. */
  from?: number;
  /** How long one pass takes when played, s; by default until the video's end. */
  seconds?: number;
}

const rate = 15;

/**
 * Firefox has its own decoder for WebM; other formats depend on the machine. A negative `-cpu-used` is a
 * fixed speed; with a positive one libvpx takes a share of the clip's own duration.
 */
function toWebm(
  video: string,
  file: string,
  { slower = 1, from = 0, seconds }: ClipPart,
): Promise<void> {
  const child = spawn(
    ffmpeg(),
    ['-nostdin', '-loglevel', 'error', '-y', '-ss', String(from), '-i', video, '-an']
      .concat(['-vf', `setpts=${slower}*PTS,fps=${rate}`, '-pix_fmt', 'yuv420p'])
      .concat(seconds === undefined ? [] : ['-t', String(seconds)])
      .concat(['-c:v', 'libvpx', '-b:v', '3M', '-deadline', 'realtime', '-cpu-used', '-16', file]),
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  return new Promise((done, fail) => {
    let output = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-2000);
    });
    child.on('error', fail);
    child.on('close', (code) =>
      code === 0 ? done() : fail(new Error(`ffmpeg could not read ${video}: ${output.trim()}`)),
    );
  });
}

/** Serves the clip that `play` chose last to every page, at one address. */
export async function serveClips(): Promise<ServedClip> {
  const folder = await mkdtemp(join(tmpdir(), 'sign-captions-firefox-'));
  const headers = () => ({ 'content-type': 'video/webm', 'access-control-allow-origin': '*' });
  const site = await serve({ folder, headers });
  const made = new Map<string, string>();
  const play: ServedClip['play'] = async (clip, part = {}) => {
    const key = JSON.stringify([clip, part.slower, part.from, part.seconds]);
    const file = made.get(key) ?? join(folder, `${made.size}.webm`);
    if (!made.has(key)) await toWebm(clip, file, part);
    made.set(key, file);
    await symlink(file, join(folder, 'next'));
    await rename(join(folder, 'next'), join(folder, 'camera.webm'));
  };
  return {
    url: `${site.url}camera.webm`,
    bytes: () => readFile(join(folder, 'camera.webm'), 'base64'),
    play,
    async close() {
      await site.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Runs in each page before its first script: replaces the camera with the clip at this address, or
 * with these bytes (base64). It is passed to the page as text, so it must use nothing but its
 * argument and must not contain a named function.
 */
export function cameraScript(clip: string): void {
  // Insecure pages have no mediaDevices.
  if (!globalThis.MediaDevices) return;
  const original = MediaDevices.prototype.getUserMedia;
  MediaDevices.prototype.getUserMedia = async function (constraints) {
    if (!constraints?.video) return original.call(this, constraints);
    const bytes = /^https?:/.test(clip)
      ? await (await fetch(clip)).arrayBuffer()
      : Uint8Array.from(atob(clip), (letter) => letter.charCodeAt(0));
    const video = document.createElement('video');
    video.muted = true;
    video.loop = true;
    video.src = URL.createObjectURL(new Blob([bytes], { type: 'video/webm' }));
    const canvas = document.createElement('canvas');
    const frame = { draw: (): void => undefined };
    const first = new Promise<void>((done) => {
      frame.draw = () => {
        canvas.width = video.videoWidth;
        canvas.height = video.videoHeight;
        const context = canvas.getContext('2d', { alpha: false });
        frame.draw = () => {
          context?.drawImage(video, 0, 0);
          video.requestVideoFrameCallback(() => frame.draw());
        };
        frame.draw();
        done();
      };
    });
    video.requestVideoFrameCallback(() => frame.draw());
    await video.play();
    await first;
    const stream = canvas.captureStream();
    if (constraints.audio) {
      const sound = await original.call(this, { audio: constraints.audio });
      for (const track of sound.getAudioTracks()) stream.addTrack(track);
    }
    const [track] = stream.getVideoTracks();
    const timer = setInterval(() => {
      if (track?.readyState === 'live') return;
      clearInterval(timer);
      frame.draw = () => undefined;
      video.pause();
      URL.revokeObjectURL(video.src);
    }, 250);
    return stream;
  };
}
