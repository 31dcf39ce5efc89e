import { frameBytes } from '../messaging/frame.ts';
import { planCut } from './geometry.ts';
import type { Grabbed, Wish } from './types.ts';
import { rgbaToI420 } from './yuv.ts';

/** Reads anything that a canvas can draw as an I420 frame; the canvas also scales. */
export class CanvasReader {
  #target = new Uint8Array(0);
  #context: OffscreenCanvasRenderingContext2D | null = null;

  /**
   * @param width size of the whole source, in source pixels
   * @param timestamp ms of media time
   * @throws if there is no 2d canvas, or the source cannot be drawn
   */
  read(
    source: CanvasImageSource,
    width: number,
    height: number,
    timestamp: number,
    wish: Wish,
  ): Grabbed {
    const start = performance.now();
    if (width < 1 || height < 1) throw new RangeError('The source has no pixels.');
    const cut = planCut(width, height, wish.region, wish.limit);
    const { region } = cut;
    const context = this.#sized(cut.width, cut.height);
    context.drawImage(
      source,
      region.x,
      region.y,
      region.width,
      region.height,
      0,
      0,
      cut.width,
      cut.height,
    );
    const image = context.getImageData(0, 0, cut.width, cut.height);
    const size = frameBytes('I420', cut.width, cut.height);
    if (this.#target.byteLength !== size) this.#target = new Uint8Array(size);
    rgbaToI420(image.data, cut.width, cut.height, this.#target);
    return {
      frame: {
        timestamp,
        sourceWidth: width,
        sourceHeight: height,
        region,
        width: cut.width,
        height: cut.height,
        format: 'I420',
        data: this.#target,
        fullRange: true,
        matrix: 'bt601',
      },
      grabMs: performance.now() - start,
    };
  }

  #sized(width: number, height: number): OffscreenCanvasRenderingContext2D {
    if (!this.#context) {
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
      if (!context) throw new TypeError('There is no 2d canvas.');
      this.#context = context;
    }
    const { canvas } = this.#context;
    // Setting a size clears the canvas, even if it is the same.
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    return this.#context;
  }
}
