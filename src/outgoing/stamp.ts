import {
  type Blendable,
  blendable,
  makeOverprint,
  type Overprint,
  overprint,
  type YuvSpace,
} from './blend.ts';
import type { SentLook } from './layout.ts';
import { createPlateMaker, type Plate, type PlateMaker } from './plate.ts';

/** The caption to draw into the sent frames. */
export interface Sign {
  /** Oldest first. Empty: frames pass unchanged. */
  texts: readonly string[];
  look: SentLook;
}

/** Draws a caption into frames. */
export interface Stamp {
  /**
   * Returns a new frame with the caption, or the same frame if there is nothing to draw. The caller
   * must still close the frame that it passed. Must not be called again before it has finished.
   * @throws what the browser throws if the frame cannot be read
   */
  apply(frame: VideoFrame, sign: Sign): Promise<VideoFrame> | VideoFrame;
}

function spaceOf({ fullRange, matrix }: VideoColorSpace): YuvSpace {
  return { fullRange: fullRange === true, matrix: matrix === 'bt709' ? 'bt709' : 'bt601' };
}

const isBlendable = (frame: VideoFrame): frame is VideoFrame & { format: Blendable } => {
  const { rotation = 0, flip = false } = frame as { rotation?: number; flip?: boolean };
  const rect = frame.visibleRect;
  return (
    blendable.includes(frame.format as Blendable) &&
    rotation === 0 &&
    !flip &&
    rect !== null &&
    // If pixels are not square, the browser would stretch the text too.
    rect.width === frame.displayWidth &&
    rect.height === frame.displayHeight
  );
};

/**
 * Blends into a copy of the frame's bytes for the formats of cameras and canvases; other formats
 * and rotated frames go through a canvas. The caption itself is drawn once for each text and size.
 */
export function createStamp(
  makeCanvas: (width: number, height: number) => OffscreenCanvas = (width, height) =>
    new OffscreenCanvas(width, height),
): Stamp {
  const maker: PlateMaker = createPlateMaker(makeCanvas);
  let plateKey: unknown[] = [];
  let plate: Plate | null = null;
  let picture: OffscreenCanvas | null = null;
  let printKey = '';
  let print: Overprint | null = null;
  let screen: OffscreenCanvas | null = null;
  let bytes = new Uint8Array(0);

  const same = (key: readonly unknown[]): boolean => key.every((part, i) => part === plateKey[i]);

  const draw = (frame: VideoFrame, plate: Plate): VideoFrame => {
    if (!picture) {
      picture = makeCanvas(plate.width, plate.height);
      const image = new ImageData(plate.width, plate.height);
      image.data.set(plate.rgba);
      picture.getContext('2d')?.putImageData(image, 0, 0);
    }
    const { displayWidth: width, displayHeight: height } = frame;
    if (screen?.width !== width || screen.height !== height) screen = makeCanvas(width, height);
    const context = screen.getContext('2d', { alpha: false });
    if (!context) throw new Error('no canvas to draw the picture on');
    context.drawImage(frame, 0, 0, width, height);
    context.drawImage(picture, plate.x, plate.y);
    return new VideoFrame(screen, timing(frame));
  };

  return {
    apply(frame, { texts, look }) {
      if (texts.length === 0) return frame;
      const { displayWidth: width, displayHeight: height } = frame;
      const key = [width, height, look, ...texts, texts.length];
      if (!same(key)) {
        plate = maker.make(texts, width, height, look);
        plateKey = key;
        picture = null;
        printKey = '';
      }
      if (!plate) return frame;
      return isBlendable(frame) ? blend(frame, plate) : draw(frame, plate);
    },
  };

  async function blend(
    frame: VideoFrame & { format: Blendable },
    plate: Plate,
  ): Promise<VideoFrame> {
    const { format, displayWidth: codedWidth, displayHeight: codedHeight, colorSpace } = frame;
    const space = spaceOf(colorSpace);
    const key = `${format} ${space.matrix} ${space.fullRange}`;
    if (printKey !== key) {
      print = makeOverprint(plate, format, space);
      printKey = key;
    }
    const prepared = print;
    const size = frame.allocationSize();
    // Reused for each frame: new memory, transferred to the frame, costs ten times as much as the
    // copy that the frame makes of these bytes (docs/outgoing.md).
    if (bytes.length !== size) bytes = new Uint8Array(size);
    const planes = await frame.copyTo(bytes);
    if (prepared) overprint(prepared, bytes, planes);
    const init: VideoFrameBufferInit = {
      ...timing(frame),
      format,
      codedWidth,
      codedHeight,
      layout: planes,
      colorSpace: colorSpace.toJSON(),
    };
    return new VideoFrame(bytes, init);
  }
}

function timing({ timestamp, duration }: VideoFrame): { timestamp: number; duration?: number } {
  return duration === null ? { timestamp } : { timestamp, duration };
}
