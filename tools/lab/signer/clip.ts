import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import type { Renderer } from './browser.ts';
import type { Pose } from './pose.ts';
import { mulberry32, seedOf } from './random.ts';
import type { Script } from './script.ts';
import { skinOf, stageOf, tones } from './staging.ts';
import { timelineOf } from './timeline.ts';
import { fps, isFresh, toMjpeg, writeVideo } from './video.ts';

/** The file beside every clip: which sign is held when, in seconds from the first frame. */
export const clipSchema = v.object({
  fps: v.number(),
  seconds: v.number(),
  intervals: v.array(v.object({ gesture: v.string(), from: v.number(), to: v.number() })),
  /** When each moving sign is made; left out of clips without any. */
  movements: v.optional(
    v.array(v.object({ sign: v.string(), from: v.number(), to: v.number() })),
    [],
  ),
});
export type ClipFacts = v.InferOutput<typeof clipSchema>;

/** The path of a clip's facts: `clip.json` for both `clip.mp4` and `clip.mjpeg`. */
export function factsFile(clip: string): string {
  return join(dirname(clip), `${basename(clip, extname(clip))}.json`);
}

/** Renders a script into a clip and writes its facts beside it. */
export async function renderClip(
  renderer: Renderer,
  script: Script,
  poses: ReadonlyMap<string, Pose>,
  out: string,
): Promise<ClipFacts> {
  const stage = stageOf(mulberry32(seedOf(script.seed, 'stage')), script.person);
  const tone = script.tone === undefined ? undefined : tones[script.tone];
  if (tone) stage.skin = skinOf(tone, mulberry32(seedOf(script.seed, 'skin')));
  stage.noise = script.noise ?? stage.noise;
  const timeline = timelineOf(script, poses, stage);
  const frames = Math.ceil(timeline.seconds * fps);
  const states = Array.from({ length: frames }, (_, i) => timeline.at(i / fps));
  await renderer.stage(stage);
  await mkdir(dirname(out), { recursive: true });
  await writeVideo(renderer.draw(states, { type: 'image/jpeg', quality: 0.92 }), out);
  const { intervals, movements } = timeline;
  const facts = { fps, seconds: frames / fps, intervals };
  const written = movements.length > 0 ? { ...facts, movements } : facts;
  await writeFile(factsFile(out), `${JSON.stringify(written, null, 2)}\n`);
  return { ...facts, movements };
}

const fixtures = fileURLToPath(new URL('../../../test/fixtures/clips/', import.meta.url));
const build = fileURLToPath(new URL('../../../build/clips/', import.meta.url));

/**
 * A committed clip in the format that Chromium's fake camera needs, decoded once into `build/clips`.
 * @param name without extension, such as `known`
 * @returns the paths of the .mjpeg and .mp4 files, and the clip's facts
 */
export async function fixtureClip(
  name: string,
): Promise<{ mjpeg: string; mp4: string; facts: ClipFacts }> {
  const mp4 = join(fixtures, `${name}.mp4`);
  const mjpeg = join(build, `${name}.mjpeg`);
  const facts = v.parse(clipSchema, JSON.parse(await readFile(factsFile(mp4), 'utf8')));
  await mkdir(build, { recursive: true });
  if (!(await isFresh(mjpeg, mp4))) await toMjpeg(mp4, mjpeg);
  return { mjpeg, mp4, facts };
}
