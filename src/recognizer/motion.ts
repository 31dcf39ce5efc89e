import { type Frame, isForMotion } from './frame.ts';

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

/** Compares the whole frames of one camera. Tiny and other frames are compared among themselves. */
export interface MotionWatch {
  /** @returns whether something has moved since the last frame of this kind; null: there was none */
  step(frame: Frame): boolean | null;
  forget(): void;
}

export function createMotionWatch(): MotionWatch {
  interface Last {
    width: number;
    height: number;
    cells: Float32Array;
  }
  const last = new Map<'tiny' | 'other', Last>();
  return {
    step(frame) {
      const { width, height } = frame;
      const kind = isForMotion(frame) ? 'tiny' : 'other';
      const before = last.get(kind);
      const cells = thumbnail(frame);
      last.set(kind, { width, height, cells });
      if (before?.width !== width || before.height !== height) return null;
      return moved(before.cells, cells);
    },
    forget: () => last.clear(),
  };
}
