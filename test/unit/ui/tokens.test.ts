import { describe, expect, it } from 'vitest';
import { colors, dark, light, type Theme } from '../../../src/ui/tokens.ts';
import { contrast, hex, over, type Rgb } from './contrast.ts';

describe('captions on any video', () => {
  // The panel lets the picture through, so the extremes of the picture are the extremes behind
  // the text: all other colours lie between them channel by channel.
  const pictures: [string, Rgb][] = [
    ['white', [255, 255, 255]],
    ['black', [0, 0, 0]],
    ['yellow', [255, 255, 0]],
    ['blue', [0, 0, 255]],
    ['green', [0, 255, 0]],
  ];

  it.each(pictures)('have text of at least 4.5:1 on %s', (_, picture) => {
    const panel = over(colors.panel, picture);
    expect(contrast(hex(colors.onPanel), panel)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(hex(colors.onPanelDim), panel)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(pictures)('have a ring and a dot of at least 3:1 on %s', (_, picture) => {
    expect(contrast(hex(colors.accentOnDark), over(colors.panel, picture))).toBeGreaterThan(3);
  });

  it('have buttons with text of at least 4.5:1, hovered too', () => {
    for (const back of [colors.accentOnDark, colors.accentOnDarkHover]) {
      expect(contrast(hex(colors.onAccentOnDark), hex(back))).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe.each<[string, Theme]>([
  ['light', light],
  ['dark', dark],
])('the %s theme', (_, theme) => {
  it('has text of at least 4.5:1 on both its backgrounds', () => {
    for (const ground of [theme.background, theme.surface]) {
      expect(contrast(hex(theme.text), hex(ground))).toBeGreaterThanOrEqual(4.5);
      expect(contrast(hex(theme.textDim), hex(ground))).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('has buttons with text of at least 4.5:1, hovered too', () => {
    for (const ground of [theme.accent, theme.accentHover]) {
      expect(contrast(hex(theme.onAccent), hex(ground))).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('has edges and marks of at least 3:1', () => {
    expect(contrast(hex(theme.edge), hex(theme.background))).toBeGreaterThanOrEqual(3);
    for (const mark of [theme.edge, theme.accent, theme.error]) {
      expect(contrast(hex(mark), hex(theme.surface))).toBeGreaterThanOrEqual(3);
    }
  });
});
