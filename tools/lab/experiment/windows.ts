/** Convolution as one matrix product: the pixels of each window become one row. */

export interface WindowShape {
  /** Height and width of the picture, px. */
  size: number;
  channels: number;
  /** Height and width of a window, px; odd. */
  window: number;
  /** Step between windows, px. */
  stride: number;
}

/** How many windows fit across the picture; the border is filled with zeros. */
export const windowsAcross = ({ size, stride }: WindowShape): number => Math.ceil(size / stride);

export const windowLength = ({ window, channels }: WindowShape): number =>
  window * window * channels;

const pictureLength = ({ size, channels }: WindowShape): number => size * size * channels;

const windowsLength = (shape: WindowShape): number =>
  windowsAcross(shape) ** 2 * windowLength(shape);

/**
 * Copies the windows of pictures into rows.
 *
 * @param pictures count x size x size x channels
 * @returns (count x across x across) rows of window x window x channels
 */
export function unfold(pictures: Float32Array, count: number, shape: WindowShape): Float32Array {
  const each = windowsLength(shape);
  const out = new Float32Array(count * each);
  const runs = runsOf(shape);
  for (let n = 0; n < count; n++) {
    for (let r = 0; r < runs.length; r += 3) {
      const from = n * pictureLength(shape) + runs[r]!;
      const to = n * each + runs[r + 1]!;
      const length = runs[r + 2]!;
      for (let i = 0; i < length; i++) out[to + i] = pictures[from + i]!;
    }
  }
  return out;
}

/** The transpose of `unfold`: every pixel gets the sum over the windows that contain it. */
export function fold(windows: Float32Array, count: number, shape: WindowShape): Float32Array {
  const each = pictureLength(shape);
  const out = new Float32Array(count * each);
  const runs = runsOf(shape);
  for (let n = 0; n < count; n++) {
    for (let r = 0; r < runs.length; r += 3) {
      const to = n * each + runs[r]!;
      const from = n * windowsLength(shape) + runs[r + 1]!;
      const length = runs[r + 2]!;
      for (let i = 0; i < length; i++) out[to + i] = out[to + i]! + windows[from + i]!;
    }
  }
  return out;
}

const cache = new WeakMap<WindowShape, Int32Array>();

/**
 * The rows of windows that are inside a picture, as runs of adjacent values: offset in the picture,
 * offset in the windows, length. Computed once per shape.
 */
function runsOf(shape: WindowShape): Int32Array {
  const kept = cache.get(shape);
  if (kept) return kept;
  const { size, channels, window, stride } = shape;
  const across = windowsAcross(shape);
  const reach = (window - 1) / 2;
  const runs: number[] = [];
  let at = 0;
  for (let oy = 0; oy < across; oy++) {
    for (let ox = 0; ox < across; ox++) {
      const left = ox * stride - reach;
      const from = Math.max(0, left);
      const length = (Math.min(size, left + window) - from) * channels;
      for (let wy = 0; wy < window; wy++) {
        const y = oy * stride - reach + wy;
        if (y >= 0 && y < size) {
          runs.push((y * size + from) * channels, at + (from - left) * channels, length);
        }
        at += window * channels;
      }
    }
  }
  const made = Int32Array.from(runs);
  cache.set(shape, made);
  return made;
}
