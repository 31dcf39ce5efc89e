/** Measures several builds in one run, a round of each in turn: so the machine's load is the same for all. */
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** The builds to measure, by folder; without any, this repository's own. */
export const buildsOf = (folders: readonly string[]): readonly string[] =>
  folders.length > 0 ? folders : [join(root, 'dist/chrome-demo')];

/**
 * @param run measures one build for so many rounds
 * @returns what was measured, by the build's folder. A single build is measured without starting
 *   its browser again between the rounds
 */
export async function measureInTurn<T>(
  builds: readonly string[],
  rounds: number,
  run: (build: string, rounds: number) => Promise<T>,
): Promise<{ name: string; parts: T[] }[]> {
  const [only] = builds;
  if (builds.length === 1 && only)
    return [{ name: nameOf(only), parts: [await run(only, rounds)] }];
  const measured = builds.map((build) => ({ name: nameOf(build), build, parts: [] as T[] }));
  for (let round = 0; round < rounds; round++)
    for (const { build, parts } of measured) parts.push(await run(build, 1));
  return measured;
}

const nameOf = (build: string): string => relative(process.cwd(), build) || build;
