/** Reads picture files into frames. */
import sharp from 'sharp';
import type { Frame } from '../src/recognizer/frame.ts';

/**
 * A picture as an RGBA frame that shows all of it, turned as its EXIF orientation says.
 * Rejects with sharp's error when the file is no picture.
 */
export async function readPicture(file: string, timestamp = 0): Promise<Frame> {
  const { data, info } = await sharp(file, { failOn: 'none' })
    .rotate()
    .toColourspace('srgb')
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
