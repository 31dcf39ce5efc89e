import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dimmed,
  type Look,
  leastContrast,
  lookProperties,
  mix,
  outlineOf,
  type Rgb,
  rgbOf,
  wantedContrast,
} from '../../../src/overlay/look.ts';
import { defaultSettings } from '../../../src/settings/schema.ts';
import { colors } from '../../../src/ui/tokens.ts';
import { contrast } from '../ui/contrast.ts';

const look = (more: Partial<Look> = {}): Look => ({ ...defaultSettings, ...more });

/** The colour behind letters over this pixel of a picture. */
const behind = ({ captionBackground, captionOpacity }: Look, picture: Rgb): Rgb =>
  mix(rgbOf(captionBackground), picture, captionOpacity / 100);

const channel = fc.integer({ min: 0, max: 255 });
const pixel = fc.tuple(channel, channel, channel);
const hex = fc
  .tuple(channel, channel, channel)
  .map((rgb) => `#${rgb.map((value) => value.toString(16).padStart(2, '0')).join('')}`);

describe('captions with the default look', () => {
  it.each<[string, Rgb]>([
    ['white', [255, 255, 255]],
    ['black', [0, 0, 0]],
  ])('have a contrast of 4.5:1 over a picture that is all %s, earlier lines too', (_, picture) => {
    for (const color of [rgbOf(look().captionColor), dimmed(look())])
      expect(contrast(color, behind(look(), picture))).toBeGreaterThanOrEqual(wantedContrast);
  });

  it('have a contrast of 4.5:1 over every pixel of noise', () => {
    fc.assert(
      fc.property(pixel, (picture) => {
        for (const color of [rgbOf(look().captionColor), dimmed(look())])
          expect(contrast(color, behind(look(), picture))).toBeGreaterThanOrEqual(wantedContrast);
      }),
      { numRuns: 2000 },
    );
  });

  it('have the same panel as notices', () => {
    expect(colors.panel).toBe('rgb(16 18 20 / .86)');
    expect(lookProperties(look())['--panel']).toBe('rgb(16 18 20 / 0.86)');
  });
});

describe('the least contrast', () => {
  it('is never more than the contrast over any picture', () => {
    fc.assert(
      fc.property(hex, hex, fc.integer({ min: 0, max: 100 }), pixel, (color, ground, share, at) => {
        const given = look({
          captionColor: color,
          captionBackground: ground,
          captionOpacity: share,
        });
        expect(leastContrast(given)).toBeLessThanOrEqual(
          contrast(rgbOf(color), behind(given, at)) + 1e-9,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('is none without a background, because the picture may have the colour of the letters', () => {
    expect(leastContrast(look({ captionOpacity: 0 }))).toBe(1);
    expect(leastContrast(look({ captionOpacity: 0, captionEdge: 'shadow' }))).toBe(1);
  });

  it('is that of the outline if there is one, which is enough for any colour of letters', () => {
    fc.assert(
      fc.property(hex, (captionColor) => {
        const given = look({ captionColor, captionOpacity: 0, captionEdge: 'outline' });
        expect(leastContrast(given)).toBeGreaterThanOrEqual(wantedContrast);
      }),
    );
    expect(outlineOf([255, 255, 0])).toEqual([0, 0, 0]);
    expect(outlineOf([20, 20, 20])).toEqual([255, 255, 255]);
  });
});

describe('an earlier line', () => {
  it('is never faded until it cannot be read, if the newest can be', () => {
    fc.assert(
      fc.property(hex, hex, fc.integer({ min: 0, max: 100 }), (color, ground, share) => {
        const given = look({
          captionColor: color,
          captionBackground: ground,
          captionOpacity: share,
        });
        fc.pre(leastContrast(given) >= wantedContrast);
        const faded = `#${dimmed(given)
          .map((value) => Math.round(value).toString(16).padStart(2, '0'))
          .join('')}`;
        // Rounded to whole steps of colour.
        expect(leastContrast({ ...given, captionColor: faded })).toBeGreaterThanOrEqual(4.4);
      }),
      { numRuns: 500 },
    );
  });
});
