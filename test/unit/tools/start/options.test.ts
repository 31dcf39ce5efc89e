import { describe, expect, it } from 'vitest';
import { hasDisplay } from '../../../../tools/start/camera.ts';
import { parseStart } from '../../../../tools/start/options.ts';

const known = ['call-gestures', 'fingerspelling'];
const parse = (...args: string[]) => parseStart(args, known);

describe('the options of npm start', () => {
  it('default to call gestures, two seconds per picture and one pass', () => {
    expect(parse()).toEqual({
      camera: null,
      hold: 2,
      vocabulary: 'call-gestures',
      seconds: null,
      headless: false,
      json: false,
    });
  });

  it('are taken as given', () => {
    const args =
      '--camera a.mp4 --hold 1.5 --vocabulary fingerspelling --seconds 9 --headless --json';
    expect(parse(...args.split(' '))).toEqual({
      camera: 'a.mp4',
      hold: 1.5,
      vocabulary: 'fingerspelling',
      seconds: 9,
      headless: true,
      json: true,
    });
  });

  it('name the existing vocabularies if an unknown one is given', () => {
    expect(() => parse('--vocabulary', 'klingon')).toThrow(
      'There is no vocabulary "klingon"; there are: call-gestures, fingerspelling.',
    );
  });

  it.each(['0', '-1', 'soon', ''])('refuse "%s" seconds', (text) => {
    expect(() => parse(`--seconds=${text}`)).toThrow('--seconds takes a number of seconds');
    expect(() => parse(`--hold=${text}`)).toThrow('--hold takes a number of seconds');
  });

  it('refuse unknown ones', () => {
    expect(() => parse('--speed', '2')).toThrow('--speed');
  });
});

describe('a display', () => {
  it('exists on Linux if X or Wayland says so, and always on desktop systems', () => {
    expect(hasDisplay('linux', {})).toBe(false);
    expect(hasDisplay('linux', { DISPLAY: ':0' })).toBe(true);
    expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true);
    expect(hasDisplay('darwin', {})).toBe(true);
  });
});
