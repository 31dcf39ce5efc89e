/**
 * How captions look, as custom properties of the overlay's stage, and how well they can be read.
 * Contrast as in WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
import type { Settings } from '../settings/schema.ts';

/** The settings that decide how the overlay looks. */
export const lookSettings = [
  'captionFont',
  'captionSize',
  'captionWeight',
  'captionColor',
  'captionBackground',
  'captionOpacity',
  'captionEdge',
  'captionWidth',
  'captionAlign',
  'captionLines',
  'captionSound',
  'captionsAloud',
] as const satisfies readonly (keyof Settings)[];

export type Look = Pick<Settings, (typeof lookSettings)[number]>;

/** The least contrast that captions must have over any picture. */
export const wantedContrast = 4.5;

/** Red, green, blue, 0..255. */
export type Rgb = readonly [number, number, number];

/** @param hex `#rrggbb` */
export function rgbOf(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** Blends `a`, with opacity `share`, over `b` in sRGB, as browsers do. */
export function mix(a: Rgb, b: Rgb, share: number): Rgb {
  const at = (i: 0 | 1 | 2): number => a[i] * share + b[i] * (1 - share);
  return [at(0), at(1), at(2)];
}

/** Relative luminance, 0..1. */
export function luminance(color: Rgb): number {
  const linear = (value: number): number => {
    const s = value / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(color[0]) + 0.7152 * linear(color[1]) + 0.0722 * linear(color[2]);
}

const ratio = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

export const contrast = (a: Rgb, b: Rgb): number => ratio(luminance(a), luminance(b));

/**
 * The colour of an outline around letters of this colour: black or white, whichever contrasts more.
 */
export function outlineOf(color: Rgb): Rgb {
  const black: Rgb = [0, 0, 0];
  const white: Rgb = [255, 255, 255];
  return contrast(color, black) >= contrast(color, white) ? black : white;
}

/** The least contrast of a colour on the panel, whatever lies under the panel. */
function onPanel(color: Rgb, background: Rgb, opacity: number): number {
  // The panel is lightest over white and darkest over black; any picture lies between.
  const darkest = luminance(mix(background, [0, 0, 0], opacity));
  const lightest = luminance(mix(background, [255, 255, 255], opacity));
  const own = luminance(color);
  if (own >= darkest && own <= lightest) return 1;
  return own > lightest ? ratio(own, lightest) : ratio(own, darkest);
}

/**
 * The least contrast of the newest line over any picture, 1..21. An outline counts as the letters'
 * background. A shadow does not: it fades out, so the colour beside a letter is unknown.
 */
export function leastContrast(look: Look): number {
  const color = rgbOf(look.captionColor);
  const panel = onPanel(color, rgbOf(look.captionBackground), look.captionOpacity / 100);
  if (look.captionEdge !== 'outline') return panel;
  return Math.max(panel, contrast(color, outlineOf(color)));
}

/** The colour of an earlier line: nearer to the background, but still readable. */
export function dimmed(look: Look): Rgb {
  const color = rgbOf(look.captionColor);
  const background = rgbOf(look.captionBackground);
  const faded = mix(color, background, 0.74);
  const enough = onPanel(faded, background, look.captionOpacity / 100) >= wantedContrast;
  return enough ? faded : color;
}

const css = (color: Rgb, alpha = 1): string => `rgb(${color.map(Math.round).join(' ')} / ${alpha})`;

/** The `text-shadow` of an edge; an outline is made of shadows on all sides. */
function edgeOf({ captionEdge, captionColor }: Look): string {
  const color = css(outlineOf(rgbOf(captionColor)));
  if (captionEdge === 'shadow') return `0 .05em .1em ${color}, 0 .05em .3em ${color}`;
  if (captionEdge === 'none') return 'none';
  const sides: string[] = [];
  for (let i = 0; i < 16; i++) {
    const angle = (i * Math.PI) / 8;
    sides.push(
      `${(0.075 * Math.cos(angle)).toFixed(3)}em ${(0.075 * Math.sin(angle)).toFixed(3)}em 0 ${color}`,
    );
  }
  return sides.join(', ');
}

/**
 * How many rows of text the captions have room for: at least two for each line, and more where rows
 * are narrow, so that a caption of 80 characters fits.
 */
export function rowsOf({ captionLines, captionWidth }: Look): number {
  return captionLines * Math.max(2, Math.ceil(80 / captionWidth));
}

/** The look as custom properties, for `styles.ts`. */
export function lookProperties(look: Look): Readonly<Record<string, string>> {
  return {
    '--scale': String(look.captionSize / 100),
    '--weight': String(look.captionWeight),
    '--color': css(rgbOf(look.captionColor)),
    '--dim': css(dimmed(look)),
    '--panel': css(rgbOf(look.captionBackground), look.captionOpacity / 100),
    '--edge': edgeOf(look),
    '--line': `${look.captionWidth}ch`,
    '--columns': String(look.captionWidth),
    '--rows': String(rowsOf(look)),
    '--align': look.captionAlign,
  };
}
