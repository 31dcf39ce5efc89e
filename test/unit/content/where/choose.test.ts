import { describe, expect, it } from 'vitest';
import { chooseLevel, fitsCaptions, shownSize } from '../../../../src/content/where/choose.ts';

describe('captions of a frame', () => {
  it.each([
    ['stay in a page that is no frame', [], 0],
    ['stay in a frame that is shown', [true], 0],
    ['go to the page if the frame is hidden', [false], 1],
    ['go to the frame around it if only the inner one is hidden', [false, true], 1],
    ['go to the page if a frame around theirs is hidden', [true, false], 2],
    ['go to the page if both are hidden', [false, false], 2],
  ] as const)('%s', (_, fits, level) => {
    expect(chooseLevel(fits)).toBe(level);
  });
});

describe('a frame', () => {
  const box = { width: 640, height: 480 };
  const uncut = { width: 1, height: 1 };

  it('has room for captions down to a smallest size', () => {
    expect(fitsCaptions({ width: 200, height: 120 })).toBe(true);
    expect(fitsCaptions({ width: 199, height: 480 })).toBe(false);
    expect(fitsCaptions({ width: 640, height: 119 })).toBe(false);
  });

  it('is as large as what is left of it', () => {
    expect(shownSize({ box, uncut, visible: true })).toEqual(box);
    expect(shownSize({ box, uncut: { width: 1, height: 0.1 }, visible: true })).toEqual({
      width: 640,
      height: 48,
    });
  });

  it('has no size while a style hides it', () => {
    expect(shownSize({ box, uncut, visible: false })).toEqual({ width: 0, height: 0 });
  });
});
