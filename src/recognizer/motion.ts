import type { Frame } from './frame.ts';

/** Size of the brightness thumbnail in which motion is detected, in cells. */
const columns = 32;
const rows = 24;
/** How many samples a cell has in each direction; the mean of 9 has a third of the camera's noise. */
const taps = 3;

/**
 * A cell has moved when its mean brightness changed by more than this (of 255). A still scene of a
 * webcam in dim light stays below 4 with the averaging above; a hand that enters changes its cells by
 * 20 or more.
 */
const cellChange = 8;
/** The least share of moved cells that counts as motion: 4 of 768, about the size of a distant hand. */
const movedShare = 4 / (columns * rows);

/** Mean brightness of each cell, 0..255; row by row. */
export function thumbnail(frame: Frame): Float32Array {
  const cells = new Float32Array(columns * rows);
  const { width, height, data } = frame;
  const step = frame.format === 'RGBA' ? 4 : 1;
  // In RGBA frames green serves as luma: motion needs no exact weights.
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

/** Whether something moved between two thumbnails. A change of the overall brightness is no motion. */
export function moved(before: Float32Array, after: Float32Array): boolean {
  let shift = 0;
  for (let i = 0; i < after.length; i++) shift += (after[i] ?? 0) - (before[i] ?? 0);
  shift /= after.length;
  let count = 0;
  for (let i = 0; i < after.length; i++)
    if (Math.abs((after[i] ?? 0) - (before[i] ?? 0) - shift) > cellChange) count++;
  return count >= movedShare * after.length;
}

/** Compares the whole frames of one camera: those of one size with each other. */
export interface MotionWatch {
  /**
   * @returns whether something has moved since the last frame of this size; true for the first frame of
   *   all, false for the first of another size
   */
  step(frame: Frame): boolean;
  forget(): void;
}

/** How many sizes are remembered: a camera's frames have three, in turn. */
const mostSizes = 4;

export function createMotionWatch(): MotionWatch {
  const last = new Map<string, Float32Array>();
  return {
    step(frame) {
      const size = `${frame.width} ${frame.height}`;
      const before = last.get(size);
      const isFirst = last.size === 0;
      const cells = thumbnail(frame);
      if (!before && last.size >= mostSizes) last.clear();
      last.set(size, cells);
      return before ? moved(before, cells) : isFirst;
    },
    forget: () => last.clear(),
  };
}
