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

/** A frame of 640 x 480 that was scaled down so far that it only shows motion. */
export function tinyFrame(timestamp: number, paint?: (x: number, y: number) => number): Frame {
  const whole = { width: 640, height: 480 };
  return {
    ...greyFrame(timestamp, { width: 96, height: 72, paint }),
    sourceWidth: whole.width,
    sourceHeight: whole.height,
    region: { x: 0, y: 0, ...whole },
  };
}
