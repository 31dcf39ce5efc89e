/** WCAG 2.2 contrast of two colours, and colours laid over each other, for tests of styles. */
export type Rgb = readonly [number, number, number];

export function hex(color: string): Rgb {
  const parts = /^#(..)(..)(..)$/.exec(color);
  if (!parts) throw new Error(`${color} is not a #rrggbb colour`);
  return [1, 2, 3].map((i) => Number.parseInt(parts[i] ?? '', 16)) as unknown as Rgb;
}

/** `rgb(r g b / a)` laid over an opaque colour. */
export function over(color: string, below: Rgb): Rgb {
  const parts = /^rgb\((\d+) (\d+) (\d+) \/ ([\d.]+)\)$/.exec(color);
  if (!parts) throw new Error(`${color} is not an rgb(r g b / a) colour`);
  const alpha = Number(parts[4]);
  return [0, 1, 2].map(
    (i) => Number(parts[i + 1]) * alpha + (below[i] ?? 0) * (1 - alpha),
  ) as unknown as Rgb;
}

function luminance(color: Rgb): number {
  const [r, g, b] = color.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** 1..21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [bright, dim] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (bright + 0.05) / (dim + 0.05);
}
