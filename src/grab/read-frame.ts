import { frameBytes } from '../messaging/frame.ts';
import { CanvasReader } from './canvas.ts';
import { planCut } from './geometry.ts';
import { scaleYuv } from './scale.ts';
import type { Grabbed, Wish } from './types.ts';

/** Properties of VideoFrame that the type library does not have yet. */
interface Oriented {
  rotation?: number;
  flip?: boolean;
}

/**
 * The frame's format if it is one that is copied directly; null: the frame is drawn to a canvas.
 */
function directFormat(frame: VideoFrame): 'I420' | 'NV12' | null {
  const { rotation = 0, flip = false } = frame as Oriented;
  if (rotation !== 0 || flip) return null;
  const { format, visibleRect } = frame;
  // The rectangle to copy must start on a whole chroma sample.
  if (!visibleRect || visibleRect.x % 2 !== 0 || visibleRect.y % 2 !== 0) return null;
  return format === 'I420' || format === 'NV12' ? format : null;
}

/**
 * Reads VideoFrames. I420 and NV12, the formats of cameras, are copied directly (by far the
 * cheapest way: measured in docs/frame-size.md) and scaled down in plain code. Frames of any other
 * format, and rotated ones, are drawn to a canvas. Its buffers are reused for the next frame.
 */
export class FrameReader {
  readonly #canvas = new CanvasReader();
  #source = new Uint8Array(0);
  #target = new Uint8Array(0);

  /**
   * Does not close the frame.
   *
   * @throws what the browser throws if the frame cannot be read
   */
  async read(frame: VideoFrame, wish: Wish): Promise<Grabbed> {
    const format = directFormat(frame);
    if (format) {
      try {
        return await this.#copy(frame, format, wish);
      } catch (error) {
        // Some frames in graphics memory claim a format that copyTo cannot deliver.
        if (frame.format === null || frame.codedWidth === 0) throw error;
      }
    }
    return this.#canvas.read(
      frame,
      frame.displayWidth,
      frame.displayHeight,
      frame.timestamp / 1000,
      wish,
    );
  }

  async #copy(frame: VideoFrame, format: 'I420' | 'NV12', wish: Wish): Promise<Grabbed> {
    const start = performance.now();
    const visible = frame.visibleRect as DOMRectReadOnly;
    const cut = planCut(visible.width, visible.height, wish.region, wish.limit);
    const { region, width, height } = cut;
    const scaled = width !== region.width || height !== region.height;

    const rect = { ...region, x: visible.x + region.x, y: visible.y + region.y };
    const size = frameBytes(format, region.width, region.height);
    if (frame.allocationSize({ rect }) !== size)
      throw new RangeError('The frame has an unexpected layout.');
    // Without scaling the copy itself is sent, in a buffer of exactly its size.
    let source: Uint8Array<ArrayBuffer>;
    if (scaled) {
      if (this.#source.byteLength < size) this.#source = new Uint8Array(size);
      source = this.#source;
    } else {
      source = this.#targetOf(size);
    }
    const copied = frame.copyTo(source, { rect });
    const called = performance.now();
    await copied;
    const resumed = performance.now();

    let data = source;
    if (scaled) {
      data = this.#targetOf(frameBytes(format, width, height));
      scaleYuv(
        { format, bytes: source, width: region.width, height: region.height },
        { format, bytes: data, width, height },
      );
    }
    return {
      frame: {
        timestamp: frame.timestamp / 1000,
        sourceWidth: visible.width,
        sourceHeight: visible.height,
        region,
        width,
        height,
        format,
        data,
        fullRange: frame.colorSpace.fullRange ?? false,
        matrix: frame.colorSpace.matrix === 'bt709' ? 'bt709' : 'bt601',
      },
      grabMs: called - start + (performance.now() - resumed),
    };
  }

  #targetOf(size: number): Uint8Array<ArrayBuffer> {
    if (this.#target.byteLength !== size) this.#target = new Uint8Array(size);
    return this.#target as Uint8Array<ArrayBuffer>;
  }
}
