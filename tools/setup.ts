/**
 * Makes a fresh machine ready for `npm start` (a Chromium and ffmpeg) and `npm test` (a Firefox
 * too). On Debian and its kin, as root, it installs what lacks; elsewhere it says in one line what to install.
 * Everything it says goes to standard error: standard output belongs to the program after it.
 */
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { lacking, type Machine, missing, type ProgramName, thisMachine } from './programs.ts';

/** What `npm start` needs. */
const forStart: readonly ProgramName[] = ['chromium', 'ffmpeg'];
const forTests: readonly ProgramName[] = [...forStart, 'firefox-esr'];

function apt(...args: string[]): boolean {
  const { status } = spawnSync('/usr/bin/apt-get', ['-q', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    // 2 is our standard error: the package manager's talk must not reach standard output.
    stdio: ['ignore', 2, 2],
  });
  return status === 0;
}

/** @throws Error with one line that says what to install. */
export function setup(
  needed: readonly ProgramName[] = forStart,
  machine: Machine = thisMachine,
): void {
  let names = lacking(needed, machine);
  if (names.length === 0) return;
  const may = machine.runnable('/usr/bin/apt-get') && process.getuid?.() === 0;
  if (may) {
    console.error(`Installing ${names.join(' and ')} ...`);
    apt('update');
    apt('install', '-y', '--no-install-recommends', ...names);
    names = lacking(needed, machine);
  }
  if (names.length > 0) throw new Error(missing(names, machine));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    setup(forTests);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
