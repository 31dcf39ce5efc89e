/** Installs the outside programs that the tools run, or says what to install. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import {
  lacking,
  type Machine,
  missing,
  type ProgramName,
  thisMachine,
} from '../lib/machine/programs.ts';
import { findJanus, janusPackages, noJanus } from '../lib/servers/janus.ts';

/** What `npm start` needs. */
const forStart: readonly ProgramName[] = ['chromium', 'ffmpeg'];
/** What `npm test` needs. */
export const forTests: readonly ProgramName[] = [...forStart, 'firefox-esr'];

function apt(...args: string[]): boolean {
  const { status } = spawnSync('/usr/bin/apt-get', ['-q', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    // 2 is our standard error: the package manager's output must not reach standard output.
    stdio: ['ignore', 2, 2],
  });
  return status === 0;
}

const mayInstall = (machine: Machine): boolean =>
  machine.runnable('/usr/bin/apt-get') && process.getuid?.() === 0;

function install(names: readonly string[]): void {
  console.error(`Installing ${names.join(' and ')} ...`);
  apt('update');
  apt('install', '-y', '--no-install-recommends', ...names);
}

/**
 * Installs what is missing of the needed programs, if it may.
 * @throws Error with one line that says what to install.
 */
export function setup(
  needed: readonly ProgramName[] = forStart,
  machine: Machine = thisMachine,
): void {
  let names = lacking(needed, machine);
  if (names.length === 0) return;
  if (mayInstall(machine)) {
    install(names);
    names = lacking(needed, machine);
  }
  if (names.length > 0) throw new Error(missing(names, machine));
}

/** Installs a call server for the tests if it may; otherwise prints a line that says what is skipped. */
export function setupCallServer(machine: Machine = thisMachine): void {
  if (findJanus()) return;
  if (mayInstall(machine)) {
    // The package would start a server for the whole network, now and at each boot. The tests start
    // their own.
    if (existsSync('/run/systemd/system'))
      spawnSync('systemctl', ['mask', 'janus.service'], { stdio: ['ignore', 2, 2] });
    install(janusPackages);
  }
  if (!findJanus()) console.error(noJanus);
}
