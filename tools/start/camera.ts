/** Which camera a run uses. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Clip, makeClip } from './clip.ts';
import type { StartOptions } from './options.ts';

/** Played where there is no camera. */
const demoClip = join(import.meta.dirname, '../../test/fixtures/clips/demo.mp4');

export function hasDisplay(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** On other systems than Linux a computer with a screen is taken to have a camera. */
function hasCamera(platform: NodeJS.Platform): boolean {
  if (platform !== 'linux') return true;
  return existsSync('/dev') && readdirSync('/dev').some((name) => /^video\d+$/.test(name));
}

export interface Camera {
  /** The clip to play; null: the machine's own camera. */
  clip: Clip | null;
  /** Whether the user named the clip: then one pass of it is the run. */
  chosen: boolean;
}

/** @throws Error with a sentence when the clip cannot be made. */
export async function chooseCamera(options: StartOptions, headless: boolean): Promise<Camera> {
  if (options.camera)
    return { clip: await makeClip(options.camera, { hold: options.hold }), chosen: true };
  if (!headless && hasCamera(process.platform)) return { clip: null, chosen: false };
  return { clip: await makeClip(demoClip), chosen: false };
}
