import type { Frame } from './frame.ts';

/** Cells of the brightness thumbnail that motion is judged on. */
const columns = 32;
const rows = 24;
/** Samples of each cell, per direction: an average of 9 halves the noise of a cheap camera thrice. */
const taps = 3;

/**
 * A cell has moved when its mean brightness changed by this much (of 255). A still webcam picture
 * in dim light stays below 4 with the averaging above; a hand entering changes its cells by 20 up.
 */
const cellChange = 8;
/** The picture has moved when this share of its cells has: 4 of 768, about a distant hand. */
const movedShare = 4 / (columns * rows);

/** Mean brightness of each cell, 0..255; row by row. */
export function thumbnail(frame: Frame): Float32Array {
  const cells = new Float32Array(columns * rows);
  const { width, height, data } = frame;
  const step = frame.format === 'RGBA' ? 4 : 1;
  // Green stands in for luma in RGBA pictures: motion needs no exact weights.
  const offset = frame.format === 'RGBA' ? 1 : 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let j = 0; j < taps; j++) {
        const y = Math.floor(((row + (j + 0.5) / taps) / rows) * height);
        for (let i = 0; i < taps; i++) {
          const x = Math.floor(((column + (i + 0.5) / taps) / columns) * width);
          sum += data[(y * width + x) * step + offset] ?? 0;
        }
      }
      cells[row * columns + column] = sum / (taps * taps);
    }
  }
  return cells;
}

/** Whether something moved between two thumbnails. A change of the whole light level is no motion. */
export function moved(before: Float32Array, after: Float32Array): boolean {
  let shift = 0;
  for (let i = 0; i < after.length; i++) shift += (after[i] ?? 0) - (before[i] ?? 0);
  shift /= after.length;
  let count = 0;
  for (let i = 0; i < after.length; i++)
    if (Math.abs((after[i] ?? 0) - (before[i] ?? 0) - shift) > cellChange) count++;
  return count >= movedShare * after.length;
}
