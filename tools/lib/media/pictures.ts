/** Reads picture files into frames. */
import sharp from 'sharp';
import type { Frame } from '../../../src/recognizer/frame.ts';

/** Ways in which a worse camera shows a hand. */
export const poorKinds = ['small', 'blurred'] as const;
export type Poor = (typeof poorKinds)[number];

/** A small hand has about a third of its pixels across; a blurred one is smeared over these pixels. */
const small = 0.4;
const blur = 2.2;

/**
 * A picture as an RGBA frame that shows all of it, turned as its EXIF orientation says.
 * Rejects with sharp's error when the file is no picture.
 */
export async function readPicture(file: string, timestamp = 0, poor?: Poor): Promise<Frame> {
  const picture = sharp(file, { failOn: 'none' }).rotate().toColourspace('srgb');
  if (poor === 'blurred') picture.blur(blur);
  if (poor === 'small') {
    const { width, height } = await sharp(file, { failOn: 'none' }).metadata();
    picture.resize(Math.max(1, Math.round(small * width)), Math.max(1, Math.round(small * height)));
  }
  const { data, info } = await picture
    .flatten({ background: '#808080' })
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return rgbaFrame(new Uint8Array(data), info.width, info.height, timestamp);
}

/** Wraps RGBA bytes as a frame of a whole picture. */
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
