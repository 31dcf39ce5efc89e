const luma = (x: number, y: number): number => (x * 3 + y * 5) & 255;
const blue = (x: number, y: number): number => (64 + x + 2 * y) & 255;
const red = (x: number, y: number): number => (192 - 2 * x - y) & 255;

function plane(
  width: number,
  height: number,
  ...channels: ((x: number, y: number) => number)[]
): number[] {
  const bytes: number[] = [];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) for (const channel of channels) bytes.push(channel(x, y));
  return bytes;
}

/** A picture whose every pixel is known, tightly packed in the format's layout. */
export function pattern(format: string, width: number, height: number): Uint8Array<ArrayBuffer> {
  const halfWidth = Math.ceil(width / 2);
  const halfHeight = Math.ceil(height / 2);
  switch (format) {
    case 'I420':
      return Uint8Array.from([
        ...plane(width, height, luma),
        ...plane(halfWidth, halfHeight, blue),
        ...plane(halfWidth, halfHeight, red),
      ]);
    case 'NV12':
      return Uint8Array.from([
        ...plane(width, height, luma),
        ...plane(halfWidth, halfHeight, blue, red),
      ]);
    case 'I444':
      return Uint8Array.from([
        ...plane(width, height, luma),
        ...plane(width, height, () => 128),
        ...plane(width, height, () => 128),
      ]);
    default:
      return Uint8Array.from(plane(width, height, luma, blue, red, () => 255));
  }
}
