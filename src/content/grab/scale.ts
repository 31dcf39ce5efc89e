/** One plane of a picture inside a buffer; `channels` interleaved bytes a pixel, tightly packed. */
export interface Plane {
  bytes: Uint8Array;
  /** Where the plane starts, in bytes. */
  offset: number;
  /** In pixels. */
  width: number;
  height: number;
  channels: 1 | 2;
}

/** For each target pixel the two source pixels a quarter and three quarters into what it covers. */
function taps(from: number, to: number): Int32Array {
  const table = new Int32Array(to * 2);
  const step = from / to;
  for (let i = 0; i < to; i++) {
    table[2 * i] = Math.min(from - 1, Math.floor((i + 0.25) * step));
    table[2 * i + 1] = Math.min(from - 1, Math.floor((i + 0.75) * step));
  }
  return table;
}

/**
 * Scales one plane down: each target pixel is the mean of 2 x 2 source pixels. That is the exact
 * mean at half size and good enough to find hands at any other; it costs four reads a pixel.
 */
export function scalePlane(source: Plane, target: Plane): void {
  const { channels } = source;
  const columns = taps(source.width, target.width);
  const rows = taps(source.height, target.height);
  const from = source.bytes;
  const to = target.bytes;
  const stride = source.width * channels;
  if (channels === 2) for (let i = 0; i < columns.length; i++) columns[i] = columns[i]! * 2;
  let out = target.offset;
  for (let y = 0; y < target.height; y++) {
    const upper = source.offset + rows[2 * y]! * stride;
    const lower = source.offset + rows[2 * y + 1]! * stride;
    for (let x = 0; x < target.width; x++) {
      const left = columns[2 * x]!;
      const right = columns[2 * x + 1]!;
      to[out++] =
        (from[upper + left]! +
          from[upper + right]! +
          from[lower + left]! +
          from[lower + right]! +
          2) >>
        2;
      if (channels === 2)
        to[out++] =
          (from[upper + left + 1]! +
            from[upper + right + 1]! +
            from[lower + left + 1]! +
            from[lower + right + 1]! +
            2) >>
          2;
    }
  }
}

/** A picture in one of the two camera formats, tightly packed. */
export interface YuvPicture {
  format: 'I420' | 'NV12';
  bytes: Uint8Array;
  width: number;
  height: number;
}

function planes({ format, bytes, width, height }: YuvPicture): Plane[] {
  const luma: Plane = { bytes, offset: 0, width, height, channels: 1 };
  const half = { bytes, width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
  const offset = width * height;
  if (format === 'NV12') return [luma, { ...half, offset, channels: 2 }];
  return [
    luma,
    { ...half, offset, channels: 1 },
    { ...half, offset: offset + half.width * half.height, channels: 1 },
  ];
}

/** Scales a picture down into `target.bytes`; both have the same format. */
export function scaleYuv(source: YuvPicture, target: YuvPicture): void {
  const to = planes(target);
  planes(source).forEach((plane, index) => {
    scalePlane(plane, to[index]!);
  });
}
