import type { Frame } from '../../../src/recognizer/frame.ts';

/** A grey I420 frame of any size; `paint` sets luma by position. */
export function greyFrame(
  timestamp: number,
  options: { width?: number; height?: number; paint?: (x: number, y: number) => number } = {},
): Frame {
  const { width = 640, height = 480, paint } = options;
  const data = new Uint8Array(width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2));
  data.fill(128);
  if (paint)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) data[y * width + x] = paint(x, y);
  return {
    timestamp,
    sourceWidth: width,
    sourceHeight: height,
    region: { x: 0, y: 0, width, height },
    width,
    height,
    format: 'I420',
    data,
    fullRange: true,
    matrix: 'bt601',
  };
}

type Paint = (x: number, y: number) => number;

/** A frame of a camera of 640 x 480 that was scaled down. */
function scaledFrame(timestamp: number, width: number, height: number, paint?: Paint): Frame {
  const whole = { width: 640, height: 480 };
  return {
    ...greyFrame(timestamp, { width, height, paint }),
    sourceWidth: whole.width,
    sourceHeight: whole.height,
    region: { x: 0, y: 0, ...whole },
  };
}

/** One that only shows motion. */
export const tinyFrame = (timestamp: number, paint?: Paint): Frame =>
  scaledFrame(timestamp, 96, 72, paint);

/** One that is searched in a still scene. */
export const halfFrame = (timestamp: number): Frame => scaledFrame(timestamp, 320, 240);
