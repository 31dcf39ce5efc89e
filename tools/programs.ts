/** The outside programs that the tools drive, and where this machine keeps them. */
import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

export interface Machine {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  /** Whether there is a file there that this user may run. */
  runnable(path: string): boolean;
}

export const thisMachine: Machine = {
  platform: process.platform,
  env: process.env,
  runnable(path) {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  },
};

const browserNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];

/** Places outside PATH where a Chromium is installed. */
function browserPlaces({ platform, env }: Machine): string[] {
  if (platform === 'darwin')
    return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA];
    return roots.flatMap((root) =>
      root
        ? [
            join(root, 'Chromium', 'Application', 'chrome.exe'),
            join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
            join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
          ]
        : [],
    );
  }
  return ['/usr/bin/chromium', '/snap/bin/chromium'];
}

function onPath(name: string, machine: Machine): string | null {
  const file = machine.platform === 'win32' ? `${name}.exe` : name;
  for (const folder of (machine.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, file);
    if (isAbsolute(path) && machine.runnable(path)) return path;
  }
  return null;
}

/**
 * The Chromium to drive: the one that the variable CHROMIUM names, else the first that is found.
 * @throws Error when CHROMIUM names something that cannot be run.
 */
export function findChromium(machine: Machine = thisMachine): string | null {
  const named = machine.env.CHROMIUM;
  if (named) {
    if (machine.runnable(named)) return named;
    throw new Error(`CHROMIUM is set to ${named}, which is no program that can be run.`);
  }
  for (const name of browserNames) {
    const found = onPath(name, machine);
    if (found) return found;
  }
  return browserPlaces(machine).find((path) => machine.runnable(path)) ?? null;
}

/** @throws Error when FFMPEG names something that cannot be run. */
export function findFfmpeg(machine: Machine = thisMachine): string | null {
  const named = machine.env.FFMPEG;
  if (named) {
    if (machine.runnable(named)) return named;
    throw new Error(`FFMPEG is set to ${named}, which is no program that can be run.`);
  }
  return onPath('ffmpeg', machine);
}

/** @throws Error that says what to install. */
export function chromium(): string {
  const path = findChromium();
  if (!path) throw new Error(missing(['chromium'], thisMachine));
  return path;
}

/** @throws Error that says what to install. */
export function ffmpeg(): string {
  const path = findFfmpeg();
  if (!path) throw new Error(missing(['ffmpeg'], thisMachine));
  return path;
}

/** One line: what to install, in the words of the machine's own package manager. */
export function missing(names: readonly string[], { platform, runnable }: Machine): string {
  const what = names.map((name) => (name === 'chromium' ? 'Chromium (or Chrome, Edge)' : name));
  const how =
    platform === 'darwin'
      ? `brew install ${names.join(' ')}`
      : platform === 'win32'
        ? `winget install ${names.map((name) => (name === 'chromium' ? 'Google.Chrome' : 'Gyan.FFmpeg')).join(' ')}`
        : runnable('/usr/bin/apt-get')
          ? `sudo apt-get install ${names.join(' ')}`
          : `your package manager: ${names.join(', ')}`;
  return `Missing: ${what.join(' and ')}. Install with: ${how} (or name the program in ${names.map((name) => name.toUpperCase()).join(', ')}).`;
}
