import { Color, SRGBColorSpace } from 'three';
import type { Colour } from '../state.ts';

/** An sRGB colour as three's working colour. */
export function colourOf(c: Colour): Color {
  return new Color().setRGB(c[0], c[1], c[2], SRGBColorSpace);
}

/** An sRGB colour as CSS text. */
export function cssOf(c: Colour, alpha = 1): string {
  const byte = (v: number) => Math.round(Math.min(1, Math.max(0, v)) * 255);
  return `rgba(${byte(c[0])}, ${byte(c[1])}, ${byte(c[2])}, ${alpha})`;
}
