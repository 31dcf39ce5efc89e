/** A rectangle in pixels, x to the right and y down, origin at the top left corner. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** How the bytes of a frame are laid out. All layouts are tightly packed (no row padding). */
export type PixelFormat = 'I420' | 'NV12' | 'RGBA';

/**
 * One camera frame on its way from the call page to the recognizer.
 *
 * There are two coordinate frames: *source* pixels (the camera frame as the page receives it;
 * landmarks and regions are in these) and *data* pixels (what was sent: a part of the source frame,
 * possibly scaled down).
 */
export interface Frame {
  /** Media time in milliseconds; monotonic within one track. Drives all timing. */
  timestamp: number;
  /** Size of the whole source frame, in source pixels. */
  sourceWidth: number;
  sourceHeight: number;
  /** The part of the source frame that `data` shows, in source pixels. */
  region: Rect;
  /** Size of `data`, in data pixels. Any size >= 1; chroma planes are rounded up. */
  width: number;
  height: number;
  format: PixelFormat;
  data: Uint8Array;
  /** YUV only: full (JPEG) or limited (TV) range. */
  fullRange: boolean;
  /** YUV only. */
  matrix: 'bt601' | 'bt709';
}

/** How many bytes a frame of this format and size has. */
export function frameBytes(format: PixelFormat, width: number, height: number): number {
  if (format === 'RGBA') return width * height * 4;
  return width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2);
}

/** Smaller frames that are enough for some looks: for motion alone, and for hands in a still scene. */
export const frameScales = ['tiny', 'half'] as const;
export type FrameScale = (typeof frameScales)[number];

/** They are scaled down to fit these boxes: the long and the short side, in data pixels. */
export const scaleLimits = {
  tiny: { long: 96, short: 72 },
  half: { long: 320, short: 240 },
} as const;

/** Whether the frame was scaled down so far that it shows motion, but no hand could be found in it. */
export const isForMotion = ({ width, height, region }: Frame): boolean =>
  width < region.width && Math.max(width, height) <= scaleLimits.tiny.long;

/** Whether the frame shows the whole source frame, so that hands may be searched for in it. */
export function isWhole(frame: Frame): boolean {
  const { region } = frame;
  return (
    !isForMotion(frame) &&
    region.x <= 0 &&
    region.y <= 0 &&
    region.width >= frame.sourceWidth &&
    region.height >= frame.sourceHeight
  );
}
