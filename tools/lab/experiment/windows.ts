/** Convolution as one product of matrices: what each window sees, row by row. */

export interface WindowShape {
  /** Height and width of the picture. */
  size: number;
  channels: number;
  /** Height and width of a window; odd. */
  window: number;
  /** Steps between windows. */
  stride: number;
}

/** Height and width of what the windows give; the border is filled with zeros. */
export const windowsAcross = ({ size, stride }: WindowShape): number => Math.ceil(size / stride);

export const windowLength = ({ window, channels }: WindowShape): number =>
  window * window * channels;

const pictureLength = ({ size, channels }: WindowShape): number => size * size * channels;

const windowsLength = (shape: WindowShape): number =>
  windowsAcross(shape) ** 2 * windowLength(shape);

/**
 * Lays the windows of pictures side by side.
 *
 * @param pictures count x size x size x channels.
 * @returns (count x across x across) rows of window x window x channels.
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

/** The way back: every place of a picture gets the sum over the windows that saw it. */
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

const known = new WeakMap<WindowShape, Int32Array>();

/**
 * The rows of windows that lie within a picture, as runs of neighbours: where in the picture, where
 * in the windows, how long. Worked out once for each shape.
 */
function runsOf(shape: WindowShape): Int32Array {
  const kept = known.get(shape);
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
  known.set(shape, made);
  return made;
}
