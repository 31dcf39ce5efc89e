import type { Plate } from './plate.ts';

/** Formats of camera and canvas frames that are blended without a canvas. */
export const blendable = ['I420', 'NV12', 'RGBA', 'RGBX', 'BGRA', 'BGRX'] as const;
export type Blendable = (typeof blendable)[number];

/** Weights of red and blue in luma (ITU-R BT.601, BT.709), and whether luma uses all of 0..255. */
export interface YuvSpace {
  matrix: 'bt601' | 'bt709';
  fullRange: boolean;
}

export interface Plane {
  /** First byte and bytes per row, as returned by `VideoFrame.copyTo`. */
  offset: number;
  stride: number;
}

/**
 * One channel of the caption, prepared for blending: the frame's value is multiplied by `keep` /
 * 255, then `add` / 255 is added.
 */
interface Sheet {
  width: number;
  height: number;
  keep: Uint8Array;
  add: Uint16Array;
}

/** A caption prepared for frames of one format. */
export interface Overprint {
  format: Blendable;
  /** Position of the box in full resolution, px. */
  x: number;
  y: number;
  /** Y, U, V; or the three colour bytes of a pixel, in their order. */
  sheets: Sheet[];
}

const makeSheet = (width: number, height: number): Sheet => ({
  width,
  height,
  keep: new Uint8Array(width * height),
  add: new Uint16Array(width * height),
});

function yuvSheets({ width, height, rgba }: Plate, space: YuvSpace): Sheet[] {
  const [red, blue] = space.matrix === 'bt709' ? [0.2126, 0.0722] : [0.299, 0.114];
  const green = 1 - red - blue;
  const [lumaScale, lumaZero, chromaScale] = space.fullRange ? [1, 0, 127.5] : [219 / 255, 16, 112];
  const luma = makeSheet(width, height);
  const u = makeSheet(width / 2, height / 2);
  const v = makeSheet(width / 2, height / 2);
  /** Sums over the four pixels of a chroma sample: alpha, and U and V times alpha. */
  const sums: [number, number, number] = [0, 0, 0];
  const addPixel = (at: number): void => {
    const r = rgba[4 * at]!;
    const g = rgba[4 * at + 1]!;
    const b = rgba[4 * at + 2]!;
    const alpha = rgba[4 * at + 3]!;
    const bright = red * r + green * g + blue * b;
    luma.keep[at] = 255 - alpha;
    luma.add[at] = Math.round((lumaZero + lumaScale * bright) * alpha);
    sums[0] += alpha;
    // In full range the highest value is half a step above what a byte can hold.
    sums[1] += Math.min(255, 128 + (chromaScale * (b - bright)) / (1 - blue) / 255) * alpha;
    sums[2] += Math.min(255, 128 + (chromaScale * (r - bright)) / (1 - red) / 255) * alpha;
  };
  for (let y = 0; y < height; y += 2)
    for (let x = 0; x < width; x += 2) {
      sums.fill(0);
      addPixel(y * width + x);
      addPixel(y * width + x + 1);
      addPixel((y + 1) * width + x);
      addPixel((y + 1) * width + x + 1);
      const half = (y / 2) * (width / 2) + x / 2;
      u.keep[half] = v.keep[half] = 255 - Math.round(sums[0] / 4);
      u.add[half] = Math.round(sums[1] / 4);
      v.add[half] = Math.round(sums[2] / 4);
    }
  return [luma, u, v];
}

function rgbSheets({ width, height, rgba }: Plate, order: readonly number[]): Sheet[] {
  return order.map((channel) => {
    const sheet = makeSheet(width, height);
    for (let i = 0; i < width * height; i++) {
      const alpha = rgba[4 * i + 3]!;
      sheet.keep[i] = 255 - alpha;
      sheet.add[i] = rgba[4 * i + channel]! * alpha;
    }
    return sheet;
  });
}

/** Prepares a caption for frames of one format; to be done once for each caption. */
export function makeOverprint(plate: Plate, format: Blendable, space: YuvSpace): Overprint {
  const { x, y } = plate;
  if (format === 'I420' || format === 'NV12')
    return { format, x, y, sheets: yuvSheets(plate, space) };
  const order = format.startsWith('RGB') ? [0, 1, 2] : [2, 1, 0];
  return { format, x, y, sheets: rgbSheets(plate, order) };
}

/** Blends one channel in place. @param step bytes from one sample of the channel to the next */
function blendSheet(
  sheet: Sheet,
  data: Uint8Array,
  first: number,
  stride: number,
  step: number,
): void {
  const { width, height, keep, add } = sheet;
  let i = 0;
  for (let row = 0; row < height; row++) {
    let at = first + row * stride;
    for (const end = i + width; i < end; i++, at += step) {
      const kept = keep[i]!;
      if (kept === 255) continue;
      // Divides by 255 and rounds; exact for every product of two bytes.
      const sum = data[at]! * kept + add[i]! + 128;
      data[at] = (sum + (sum >>> 8)) >>> 8;
    }
  }
}

/**
 * Blends the caption into a frame's bytes, in place. Only the rows and columns of the box are
 * changed. The box must be inside the frame.
 *
 * @param planes as returned by `VideoFrame.copyTo`: Y, U, V; Y and UV; or the one packed plane
 * @throws RangeError if the bytes are too few for the box
 */
export function overprint(print: Overprint, data: Uint8Array, planes: readonly Plane[]): void {
  const { format, x, y, sheets } = print;
  const put = (sheet: Sheet, plane: Plane | undefined, shift: number, step: number, by: number) => {
    if (!plane) throw new RangeError('a plane is missing');
    const first = plane.offset + (y >> shift) * plane.stride + (x >> shift) * step + by;
    const last = first + (sheet.height - 1) * plane.stride + (sheet.width - 1) * step;
    const rowEnd = (x >> shift) * step + sheet.width * step;
    if (last >= data.length || rowEnd > plane.stride)
      throw new RangeError('the caption does not fit into the picture');
    blendSheet(sheet, data, first, plane.stride, step);
  };
  const [a, b, c] = sheets as [Sheet, Sheet, Sheet];
  if (format === 'I420') {
    put(a, planes[0], 0, 1, 0);
    put(b, planes[1], 1, 1, 0);
    put(c, planes[2], 1, 1, 0);
  } else if (format === 'NV12') {
    put(a, planes[0], 0, 1, 0);
    put(b, planes[1], 1, 2, 0);
    put(c, planes[1], 1, 2, 1);
  } else {
    put(a, planes[0], 0, 4, 0);
    put(b, planes[0], 0, 4, 1);
    put(c, planes[0], 0, 4, 2);
  }
}
