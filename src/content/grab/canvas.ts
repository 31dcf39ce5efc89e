import { planCut } from './geometry.ts';
import type { Wish } from './grab.ts';
import type { Grabbed } from './read-frame.ts';

/** Reads any picture that a canvas can draw, as RGBA; the canvas also scales. */
export class CanvasReader {
  #context: OffscreenCanvasRenderingContext2D | null = null;

  /**
   * @param width size of the whole picture, in source pixels
   * @param timestamp ms of media time
   * @throws where there is no 2d canvas, or the picture cannot be drawn
   */
  read(
    picture: CanvasImageSource,
    width: number,
    height: number,
    timestamp: number,
    wish: Wish,
  ): Grabbed {
    const start = performance.now();
    if (width < 1 || height < 1) throw new RangeError('a picture without pixels');
    const cut = planCut(width, height, wish.region, wish.limit);
    const { region } = cut;
    const context = this.#sized(cut.width, cut.height);
    context.drawImage(
      picture,
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
    return {
      frame: {
        timestamp,
        sourceWidth: width,
        sourceHeight: height,
        region,
        width: cut.width,
        height: cut.height,
        format: 'RGBA',
        data: new Uint8Array(image.data.buffer, image.data.byteOffset, image.data.byteLength),
        fullRange: true,
        matrix: 'bt709',
      },
      grabMs: performance.now() - start,
    };
  }

  #sized(width: number, height: number): OffscreenCanvasRenderingContext2D {
    if (!this.#context) {
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
      if (!context) throw new TypeError('no 2d canvas');
      this.#context = context;
    }
    const { canvas } = this.#context;
    // Setting a size clears the canvas, even to the same value.
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    return this.#context;
  }
}
