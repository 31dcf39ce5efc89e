/** Shows a picture to a camera in which its hand has a given size. */
import sharp from 'sharp';
import type { Frame } from '../../../src/recognizer/frame.ts';
import type { Hand } from '../../../src/recognizer/hand.ts';
import { boxOf } from '../../../src/recognizer/hands/regions.ts';
import { rgbaFrame } from '../../lib/media/pictures.ts';
import type { Random } from '../signer/random.ts';

/** Size of the frame that is searched for hands; the camera's own frame is twice as large. */
export const searched = { width: 640, height: 480 } as const;

export interface Shot {
  /** What a camera of 1280 x 960 pixels gives. */
  large: Frame;
  /** The same at half the size: the frame that is searched, and all that a camera of 640 x 480 gives. */
  small: Frame;
  /** The picture's hand, where it is in the small frame. */
  hand: Hand;
}

/** How many pixels of the small frame a hand keeps from its edges, at least. */
const edge = 8;
const grey = 128;

/**
 * Puts a picture at a random place of a grey frame, scaled down so that its hand has `size` pixels in
 * the small frame. The hand is always inside the frame; the rest of the picture may reach beyond it.
 *
 * @param found the hand as it was found in the picture
 */
export async function shoot(
  file: string,
  found: Hand,
  size: number,
  random: Random,
): Promise<Shot> {
  const hand = boxOf(found.landmarks);
  const width = 2 * searched.width;
  const height = 2 * searched.height;
  const upright = await sharp(file, { failOn: 'none' }).rotate().toColourspace('srgb').toBuffer();
  const picture = sharp(upright);
  const { width: pictureWidth, height: pictureHeight } = await picture.metadata();
  const scale = (2 * size) / Math.max(hand.width, hand.height);
  const { data, info } = await picture
    .resize(
      Math.max(1, Math.round(scale * pictureWidth)),
      Math.max(1, Math.round(scale * pictureHeight)),
      { fit: 'fill' },
    )
    .flatten({ background: '#808080' })
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const place = (whole: number, from: number, length: number): number => {
    const room = Math.max(0, whole - length - 4 * edge);
    return Math.round((whole - length - room) / 2 + random() * room - from);
  };
  const x = place(width, scale * hand.x, scale * hand.width);
  const y = place(height, scale * hand.y, scale * hand.height);
  const large = new Uint8Array(width * height * 4).fill(grey);
  const left = Math.max(0, x);
  const right = Math.min(width, x + info.width);
  for (let row = Math.max(0, y); row < Math.min(height, y + info.height); row++) {
    const from = ((row - y) * info.width + (left - x)) * 4;
    large.set(data.subarray(from, from + (right - left) * 4), (row * width + left) * 4);
  }
  return {
    large: rgbaFrame(large, width, height),
    small: rgbaFrame(halved(large, width, height), width / 2, height / 2),
    hand: {
      ...found,
      landmarks: found.landmarks.map(
        ([px, py, pz]) => [(x + scale * px) / 2, (y + scale * py) / 2, (scale * pz) / 2] as const,
      ),
    },
  };
}

/** Means of 2 x 2 pixels, as frames of large cameras are halved before they are sent. */
export function halved(rgba: Uint8Array, width: number, height: number): Uint8Array {
  const out = new Uint8Array((width / 2) * (height / 2) * 4);
  let at = 0;
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      const upper = (y * width + x) * 4;
      const lower = upper + width * 4;
      for (let c = upper; c < upper + 4; c++) {
        const below = lower + c - upper;
        out[at++] = (rgba[c]! + rgba[c + 4]! + rgba[below]! + rgba[below + 4]! + 2) >> 2;
      }
    }
  }
  return out;
}
