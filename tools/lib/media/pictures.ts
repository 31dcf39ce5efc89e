/** Reads picture files into frames. */
import sharp from 'sharp';
import type { Frame } from '../../../src/recognizer/frame.ts';

/** How a worse camera shows a hand. */
export const poorKinds = ['small', 'blurred'] as const;
export type Poor = (typeof poorKinds)[number];

/** Scale of a small picture, and sigma of a blurred picture's Gaussian blur, px. */
const smallScale = 0.4;
const blurSigma = 2.2;

/**
 * Reads a whole picture as an RGBA frame, upright according to its EXIF orientation.
 * @throws sharp's error if the file is not a picture
 */
export async function readPicture(file: string, timestamp = 0, poor?: Poor): Promise<Frame> {
  const picture = sharp(file, { failOn: 'none' }).rotate().toColourspace('srgb');
  if (poor === 'blurred') picture.blur(blurSigma);
  if (poor === 'small') {
    const { width, height } = await sharp(file, { failOn: 'none' }).metadata();
    picture.resize(
      Math.max(1, Math.round(smallScale * width)),
      Math.max(1, Math.round(smallScale * height)),
    );
  }
  const { data, info } = await picture
    .flatten({ background: '#808080' })
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return rgbaFrame(new Uint8Array(data), info.width, info.height, timestamp);
}

/** Wraps the RGBA bytes of a whole picture as a frame. */
export function rgbaFrame(data: Uint8Array, width: number, height: number, timestamp = 0): Frame {
  return {
    timestamp,
    sourceWidth: width,
    sourceHeight: height,
    region: { x: 0, y: 0, width, height },
    width,
    height,
    format: 'RGBA',
    data,
    fullRange: true,
    matrix: 'bt601',
  };
}
