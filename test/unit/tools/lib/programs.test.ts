import { describe, expect, it } from 'vitest';
import {
  findChromium,
  findFfmpeg,
  findFirefox,
  lacking,
  type Machine,
  missing,
} from '../../../../tools/lib/machine/programs.ts';

function machine(programs: string[], more: Partial<Machine> = {}): Machine {
  return {
    platform: 'linux',
    env: { PATH: '/usr/local/bin:/usr/bin' },
    runnable: (path) => programs.includes(path),
    ...more,
  };
}

describe('the outside program to run', () => {
  it('is the one that CHROMIUM names, before all others', () => {
    const env = { PATH: '/usr/bin', CHROMIUM: '/opt/mine' };
    expect(findChromium(machine(['/opt/mine', '/usr/bin/chromium'], { env }))).toBe('/opt/mine');
  });

  it('is not silently another one if CHROMIUM names nothing that runs', () => {
    const env = { PATH: '/usr/bin', CHROMIUM: '/opt/mine' };
    expect(() => findChromium(machine(['/usr/bin/chromium'], { env }))).toThrow('/opt/mine');
  });

  it('is Chromium if installed, else Chrome, else Edge', () => {
    const both = ['/usr/bin/microsoft-edge', '/usr/bin/google-chrome'];
    expect(findChromium(machine(both))).toBe('/usr/bin/google-chrome');
    expect(findChromium(machine([...both, '/usr/bin/chromium']))).toBe('/usr/bin/chromium');
  });

  it('is found in the programs folder of a Mac', () => {
    const path = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(findChromium(machine([path], { platform: 'darwin' }))).toBe(path);
  });

  it('is the long-term release of Firefox before the newest', () => {
    const both = ['/usr/bin/firefox', '/usr/bin/firefox-esr'];
    expect(findFirefox(machine(both))).toBe('/usr/bin/firefox-esr');
    expect(findFirefox(machine(['/usr/bin/firefox']))).toBe('/usr/bin/firefox');
    const mac = '/Applications/Firefox.app/Contents/MacOS/firefox';
    expect(findFirefox(machine([mac], { platform: 'darwin' }))).toBe(mac);
  });

  it('is null if there is none', () => {
    expect(findChromium(machine([]))).toBeNull();
    expect(findFfmpeg(machine([]))).toBeNull();
    expect(findFirefox(machine([]))).toBeNull();
  });
});

describe('the message about missing programs', () => {
  it('says which ones are missing and how to install them', () => {
    const all = ['chromium', 'ffmpeg', 'firefox-esr'] as const;
    expect(lacking(all, machine(['/usr/bin/ffmpeg']))).toEqual(['chromium', 'firefox-esr']);
    expect(lacking(['ffmpeg'], machine(['/usr/bin/ffmpeg']))).toEqual([]);
    expect(missing(['firefox-esr'], machine(['/usr/bin/apt-get']))).toBe(
      'Missing: Firefox. Install with: sudo apt-get install firefox-esr (or name the program in FIREFOX).',
    );
    expect(missing(['chromium', 'ffmpeg'], machine(['/usr/bin/apt-get']))).toContain(
      'sudo apt-get install chromium ffmpeg',
    );
    expect(missing(['ffmpeg'], machine([], { platform: 'darwin' }))).toContain(
      'brew install ffmpeg',
    );
    expect(missing(['chromium'], machine([], { platform: 'win32' }))).toContain('winget install');
  });

  it('fits in one line', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const)
      expect(
        missing(['chromium', 'ffmpeg', 'firefox-esr'], machine([], { platform })),
      ).not.toContain('\n');
  });
});
