/** The committed clips of the synthetic signer, cut and slowed as a test's camera plays them. */

import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { appendFile, copyFile, mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clip, type ClipOptions, clipRate, makeClip } from '../../../tools/start/clip.ts';

const root = join(import.meta.dirname, '../../..');

export interface Interval {
  gesture: string;
  /** Seconds from the first frame that is played. */
  from: number;
  to: number;
}

export interface ClipChoice {
  /**
   * Plays the clip this many times slower: signs that are held for two seconds are then held for
   * longer, which leaves a busy machine the frames that it needs to see them.
   */
  slower?: number;
  /** Plays at most this many of its signs, the first ones. */
  signs?: number;
  /** Plays at most this many of its own seconds, of a clip without signs. */
  seconds?: number;
  /**
   * How much is played before the first sign is held, in its own seconds. The hand comes up in this
   * time; a test that must not miss the first sign leaves the call more of it to start.
   */
  lead?: number;
  /**
   * How much is played after the last sign is held, in its own seconds: the hand goes down in this
   * time, and a word that should end before the next pass needs its pause.
   */
  tail?: number;
}

/** A part of a committed clip, and when which sign is held in it, as it is played. */
export interface Fixture {
  file: string;
  slower: number;
  /** Where the part begins in the file, s. */
  from: number;
  /** Length of one pass, as it is played, s. */
  seconds: number;
  intervals: Interval[];
  /** When its first sign begins, held or moving, s. */
  begins: number;
}

/** The lead for a test that must not miss the first sign, s. */
export const calmLead = 1.4;

/** Chooses a part of a committed clip: from just before the first sign to just after the last. */
export function fixture(name: string, choice: ClipChoice = {}): Fixture {
  const { slower = 1, signs, seconds = Number.POSITIVE_INFINITY } = choice;
  const { lead = 0.8, tail = 0.6 } = choice;
  const path = join(root, 'test/fixtures/clips', name);
  const whole = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as {
    seconds: number;
    intervals: Interval[];
    movements?: { from: number }[];
  };
  const held = whole.intervals.slice(0, signs);
  const [first, last] = [held[0], held.at(-1)];
  const from = first ? Math.max(0, first.from - lead) : 0;
  const end = Math.min(whole.seconds, last ? last.to + tail : seconds);
  const starts = [...held, ...(whole.movements ?? [])].map((sign) => sign.from);
  return {
    file: `${path}.mp4`,
    slower,
    from,
    seconds: (end - from) * slower,
    intervals: held.map((sign) => ({
      gesture: sign.gesture,
      from: (sign.from - from) * slower,
      to: (sign.to - from) * slower,
    })),
    begins: (Math.min(...starts.filter((start) => start >= from), end) - from) * slower,
  };
}

export interface SignerClip extends Clip {
  intervals: Interval[];
  /** As {@link Fixture.begins}. */
  begins: number;
}

/**
 * A part of a committed clip as a file for Chromium's camera. Each is made once and kept for later
 * runs; every caller gets a copy of its own, so that `holders` finds who plays this one.
 */
export async function signerClip(name: string, choice?: ClipChoice): Promise<SignerClip> {
  const { file: source, slower, from, seconds, intervals, begins } = fixture(name, choice);
  const made = await kept(source, { slower, from, seconds: seconds / slower });
  const folder = await mkdtemp(join(tmpdir(), 'sign-captions-clip-'));
  const file = join(folder, 'camera.mjpeg');
  await copyFile(made, file);
  return {
    file,
    frames: Math.round(seconds * clipRate),
    seconds,
    intervals,
    begins,
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The same with another clip after it, in one pass of the camera. The other clip is disposed of. */
export async function followedBy(clip: SignerClip, next: SignerClip): Promise<SignerClip> {
  await appendFile(clip.file, await readFile(next.file));
  await next.dispose();
  const later = next.intervals.map((sign) => ({
    gesture: sign.gesture,
    from: sign.from + clip.seconds,
    to: sign.to + clip.seconds,
  }));
  return {
    ...clip,
    frames: clip.frames + next.frames,
    seconds: clip.seconds + next.seconds,
    intervals: [...clip.intervals, ...later],
  };
}

const store = join(root, 'node_modules/.cache/sign-captions-clips');

/** The clip from the store; made, and put there, if it is not there yet. */
async function kept(source: string, options: ClipOptions): Promise<string> {
  // The program that makes clips is part of the name, so that clips of an older one are not used.
  const hash = createHash('sha256').update(JSON.stringify(options));
  for (const part of [source, join(root, 'tools/start/clip.ts')]) hash.update(await readFile(part));
  const name = hash.digest('hex').slice(0, 16);
  const file = join(store, `${name}.mjpeg`);
  if (!(await stat(file).catch(() => null))) {
    const clip = await makeClip(source, options);
    await mkdir(store, { recursive: true });
    // Another test file may make the same clip at this moment: a rename leaves one whole.
    const own = `${file}.${randomUUID()}`;
    await copyFile(clip.file, own);
    await rename(own, file);
    await clip.dispose();
  }
  return file;
}
