/** Finds the outside programs that the tools run (Chromium, Firefox, ffmpeg) on this machine. */
import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

export interface Machine {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  /** Whether the path is a file that this user may run. */
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

const chromiumNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];
/** The long-term release comes first: the facts in docs/architecture.md were measured with it. */
const firefoxNames = ['firefox-esr', 'firefox'];

const onMac = (names: readonly string[], binary?: string): string[] =>
  names.map((name) => `/Applications/${name}.app/Contents/MacOS/${binary ?? name}`);

/** Paths below the folders in which Windows keeps programs. */
const onWindows = ({ env }: Machine, files: readonly (readonly string[])[]): string[] =>
  [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].flatMap((root) =>
    root ? files.map((file) => join(root, ...file)) : [],
  );

/** Places outside PATH where a Chromium is installed. */
function chromiumPlaces(machine: Machine): string[] {
  if (machine.platform === 'darwin') return onMac(['Chromium', 'Google Chrome', 'Microsoft Edge']);
  if (machine.platform === 'win32')
    return onWindows(machine, [
      ['Chromium', 'Application', 'chrome.exe'],
      ['Google', 'Chrome', 'Application', 'chrome.exe'],
      ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
    ]);
  return ['/usr/bin/chromium', '/snap/bin/chromium'];
}

function firefoxPlaces(machine: Machine): string[] {
  if (machine.platform === 'darwin') return onMac(['Firefox'], 'firefox');
  if (machine.platform === 'win32') return onWindows(machine, [['Mozilla Firefox', 'firefox.exe']]);
  return ['/usr/bin/firefox-esr'];
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
 * The program that the variable names, else the first that is found.
 * @throws Error if the variable names something that cannot be run.
 */
function find(
  machine: Machine,
  variable: string,
  names: readonly string[],
  places: readonly string[] = [],
): string | null {
  const named = machine.env[variable];
  if (named) {
    if (machine.runnable(named)) return named;
    throw new Error(`${variable} is set to ${named}, which is not a program that can be run.`);
  }
  for (const name of names) {
    const found = onPath(name, machine);
    if (found) return found;
  }
  return places.find((path) => machine.runnable(path)) ?? null;
}

/**
 * The Chromium to run: the one that the variable CHROMIUM names, else the first that is found.
 * @throws Error if CHROMIUM names something that cannot be run.
 */
export function findChromium(machine: Machine = thisMachine): string | null {
  return find(machine, 'CHROMIUM', chromiumNames, chromiumPlaces(machine));
}

/**
 * The Firefox to run: the one that the variable FIREFOX names, else the first that is found.
 * @throws Error if FIREFOX names something that cannot be run.
 */
export function findFirefox(machine: Machine = thisMachine): string | null {
  return find(machine, 'FIREFOX', firefoxNames, firefoxPlaces(machine));
}

/** @throws Error if FFMPEG names something that cannot be run. */
export function findFfmpeg(machine: Machine = thisMachine): string | null {
  return find(machine, 'FFMPEG', ['ffmpeg']);
}

/** By the name of the Debian package. */
const programs = {
  chromium: {
    find: findChromium,
    called: 'Chromium (or Chrome, Edge)',
    brew: 'chromium',
    winget: 'Google.Chrome',
    variable: 'CHROMIUM',
  },
  ffmpeg: {
    find: findFfmpeg,
    called: 'ffmpeg',
    brew: 'ffmpeg',
    winget: 'Gyan.FFmpeg',
    variable: 'FFMPEG',
  },
  'firefox-esr': {
    find: findFirefox,
    called: 'Firefox',
    brew: 'firefox',
    winget: 'Mozilla.Firefox.ESR',
    variable: 'FIREFOX',
  },
} as const;
export type ProgramName = keyof typeof programs;

/** Which of these programs are missing. */
export function lacking(names: readonly ProgramName[], machine: Machine): ProgramName[] {
  return names.filter((name) => !programs[name].find(machine));
}

function requireProgram(name: ProgramName): string {
  const path = programs[name].find(thisMachine);
  if (!path) throw new Error(missing([name], thisMachine));
  return path;
}

/** @throws Error that says what to install. */
export const chromium = (): string => requireProgram('chromium');

/** @throws Error that says what to install. */
export const firefox = (): string => requireProgram('firefox-esr');

/** @throws Error that says what to install. */
export const ffmpeg = (): string => requireProgram('ffmpeg');

/** One line that says what to install with the machine's own package manager. */
export function missing(names: readonly ProgramName[], { platform, runnable }: Machine): string {
  const all = names.map((name) => programs[name]);
  const how =
    platform === 'darwin'
      ? `brew install ${all.map(({ brew }) => brew).join(' ')}`
      : platform === 'win32'
        ? `winget install ${all.map(({ winget }) => winget).join(' ')}`
        : runnable('/usr/bin/apt-get')
          ? `sudo apt-get install ${names.join(' ')}`
          : `your package manager: ${names.join(', ')}`;
  const variables = all.map(({ variable }) => variable).join(', ');
  const what = all.map(({ called }) => called).join(' and ');
  return `Missing: ${what}. Install with: ${how} (or name the program in ${variables}).`;
}
