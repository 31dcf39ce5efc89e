/** What the ways of sampling a square share. */
import type { Frame } from './frame.ts';

/** What fills the part of the square that lies beyond the data. */
export type Border = 'black' | 'grey' | 'replicate';

/** Where the samples of a square lie. */
export interface Steps {
  rightX: number;
  rightY: number;
  downX: number;
  downY: number;
  /** Data coordinates of the first output pixel's centre; whole numbers are pixel centres. */
  startX: number;
  startY: number;
  /** How many samples are averaged along each axis of an output pixel. */
  taps: number;
}

/** Y'CbCr to R'G'B' factors for values 0..255 (ITU-R BT.601-7 and BT.709-6, sections 2.5 and 3). */
export function colourFactors(frame: Pick<Frame, 'matrix' | 'fullRange'>) {
  const [kr, kb] = frame.matrix === 'bt709' ? [0.2126, 0.0722] : [0.299, 0.114];
  const kg = 1 - kr - kb;
  const luma = frame.fullRange ? 1 : 255 / 219;
  const chroma = frame.fullRange ? 1 : 255 / 224;
  return {
    black: frame.fullRange ? 0 : 16,
    luma,
    rv: 2 * (1 - kr) * chroma,
    bu: 2 * (1 - kb) * chroma,
    gu: (-2 * (1 - kb) * kb * chroma) / kg,
    gv: (-2 * (1 - kr) * kr * chroma) / kg,
  };
}
