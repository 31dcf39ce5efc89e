import { describe, expect, it } from 'vitest';
import { hasDisplay } from '../../../../tools/start/camera.ts';
import { parseStart } from '../../../../tools/start/options.ts';

const known = ['call-gestures', 'fingerspelling'];
const parse = (...args: string[]) => parseStart(args, known);

describe('the options of npm start', () => {
  it('default to call gestures, two seconds a picture, one pass', () => {
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

  it('name the vocabularies that there are when one is asked for that is not', () => {
    expect(() => parse('--vocabulary', 'klingon')).toThrow(
      'There is no vocabulary "klingon"; there are: call-gestures, fingerspelling.',
    );
  });

  it.each(['0', '-1', 'soon', ''])('refuse "%s" seconds', (text) => {
    expect(() => parse(`--seconds=${text}`)).toThrow('--seconds takes a number of seconds');
    expect(() => parse(`--hold=${text}`)).toThrow('--hold takes a number of seconds');
  });

  it('refuse what they do not know', () => {
    expect(() => parse('--speed', '2')).toThrow('--speed');
  });
});

describe('a display', () => {
  it('is there on Linux when X or Wayland says so, and on desktop systems always', () => {
    expect(hasDisplay('linux', {})).toBe(false);
    expect(hasDisplay('linux', { DISPLAY: ':0' })).toBe(true);
    expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true);
    expect(hasDisplay('darwin', {})).toBe(true);
  });
});
