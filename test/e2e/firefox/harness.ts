import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Interval, root } from '../harness.ts';

/** The build that also runs on pages of this machine. */
export const firefoxBuild = join(root, 'dist/firefox-demo');

/** A committed clip of the synthetic signer, and when which sign is held in it. */
export function fixture(name: string): { file: string; seconds: number; intervals: Interval[] } {
  const file = join(root, 'test/fixtures/clips', name);
  const { seconds, intervals } = JSON.parse(readFileSync(`${file}.json`, 'utf8')) as {
    seconds: number;
    intervals: Interval[];
  };
  return { file: `${file}.mp4`, seconds, intervals };
}
