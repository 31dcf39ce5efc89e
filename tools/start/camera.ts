/** Chooses the camera of a run. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Clip, makeClip } from './clip.ts';
import type { StartOptions } from './options.ts';

/** Played if there is no camera. */
const demoClip = join(import.meta.dirname, '../../test/fixtures/clips/demo.mp4');

export function hasDisplay(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** Systems other than Linux are assumed to have a camera. */
function hasCamera(platform: NodeJS.Platform): boolean {
  if (platform !== 'linux') return true;
  return existsSync('/dev') && readdirSync('/dev').some((name) => /^video\d+$/.test(name));
}

export interface Camera {
  /** The clip to play; null for the machine's own camera. */
  clip: Clip | null;
  /** Whether the user named the clip. If so, the run ends after one pass of it. */
  chosen: boolean;
}

/** @throws Error that says why the clip cannot be made. */
export async function chooseCamera(options: StartOptions, headless: boolean): Promise<Camera> {
  if (options.camera)
    return { clip: await makeClip(options.camera, { hold: options.hold }), chosen: true };
  if (!headless && hasCamera(process.platform)) return { clip: null, chosen: false };
  return { clip: await makeClip(demoClip), chosen: false };
}
