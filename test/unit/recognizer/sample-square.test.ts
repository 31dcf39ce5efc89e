import { describe, expect, test } from 'vitest';
import { type Frame, frameBytes, type PixelFormat } from '../../../src/recognizer/frame.ts';
import { type Square, sampleSquare, toSource } from '../../../src/recognizer/sample-square.ts';

interface Layout {
  format: PixelFormat;
  fullRange?: boolean;
  matrix?: 'bt601' | 'bt709';
}

/** A frame in any layout, from a function that gives the colour of a pixel, by the plain formulas. */
function frameOf(
  width: number,
  height: number,
  colour: (x: number, y: number) => [number, number, number],
  { format, fullRange = false, matrix = 'bt601' }: Layout,
): Frame {
  const data = new Uint8Array(frameBytes(format, width, height));
  const [kr, kb] = matrix === 'bt601' ? [0.299, 0.114] : [0.2126, 0.0722];
  const clamp = (value: number) => Math.max(0, Math.min(255, Math.round(value)));
  const luma = ([r, g, b]: readonly number[]) => kr * r! + (1 - kr - kb) * g! + kb * b!;
  const chromaWidth = Math.ceil(width / 2);
  const chromaHeight = Math.ceil(height / 2);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const c = colour(x, y);
      if (format === 'RGBA') data.set([...c, 255], (y * width + x) * 4);
      else data[y * width + x] = clamp(fullRange ? luma(c) : 16 + (luma(c) * 219) / 255);
    }
  }
  if (format !== 'RGBA') {
    for (let y = 0; y < chromaHeight; y++) {
      for (let x = 0; x < chromaWidth; x++) {
        const c = colour(Math.min(2 * x, width - 1), Math.min(2 * y, height - 1));
        const scale = fullRange ? 1 : 224 / 255;
        const cb = clamp(128 + ((c[2] - luma(c)) / (2 * (1 - kb))) * scale);
        const cr = clamp(128 + ((c[0] - luma(c)) / (2 * (1 - kr))) * scale);
        const i = y * chromaWidth + x;
        const start = width * height;
        if (format === 'I420') {
          data[start + i] = cb;
          data[start + chromaWidth * chromaHeight + i] = cr;
        } else {
          data[start + 2 * i] = cb;
          data[start + 2 * i + 1] = cr;
        }
      }
    }
  }
  return {
    timestamp: 0,
    sourceWidth: width,
    sourceHeight: height,
    region: { x: 0, y: 0, width, height },
    width,
    height,
    format,
    data,
    fullRange,
    matrix,
  };
}

const orange = (): [number, number, number] => [230, 120, 40];

function sample(frame: Frame, square: Square, size: number, border?: 'black' | 'grey') {
  const out = new Float32Array(size * size * 3);
  sampleSquare(frame, square, size, out, border);
  const at = (column: number, row: number) =>
    [0, 1, 2].map((channel) => out[(row * size + column) * 3 + channel]! * 255);
  return { out, at };
}

const layouts: Layout[] = [
  { format: 'RGBA' },
  ...(['I420', 'NV12'] as const).flatMap((format) =>
    [true, false].flatMap((fullRange) =>
      (['bt601', 'bt709'] as const).map((matrix) => ({ format, fullRange, matrix })),
    ),
  ),
];

describe('sampling a square of a frame', () => {
  test.each(layouts)('gives the colour of the frame: %o', (layout) => {
    const { at } = sample(
      frameOf(15, 11, orange, layout),
      { cx: 7, cy: 5, size: 8, rotation: 0.4 },
      4,
    );
    at(2, 1).forEach((value, channel) => {
      expect(Math.abs(value - orange()[channel]!)).toBeLessThan(2.5);
    });
  });

  test.each([{ format: 'RGBA' }, { format: 'I420' }, { format: 'NV12' }] as const)(
    'keeps pixels as they are without rotation or scaling: %o',
    (layout) => {
      const grey = (x: number, y: number): [number, number, number] => {
        const value = 20 + 10 * x + 5 * y;
        return [value, value, value];
      };
      const frame = frameOf(8, 8, grey, { ...layout, fullRange: true });
      const { at } = sample(frame, { cx: 4, cy: 4, size: 8, rotation: 0 }, 8);
      for (const [x, y] of [
        [0, 0],
        [3, 2],
        [7, 7],
      ] as const) {
        expect(at(x, y)[1]).toBeCloseTo(grey(x, y)[1], 0);
      }
    },
  );

  test('rotates it clockwise: at a quarter turn its top points to the right', () => {
    const frame = frameOf(16, 16, (x) => (x >= 8 ? [255, 255, 255] : [0, 0, 0]), {
      format: 'RGBA',
    });
    const { at } = sample(frame, { cx: 8, cy: 8, size: 16, rotation: Math.PI / 2 }, 4);
    expect(at(1, 0)[0]).toBeGreaterThan(200);
    expect(at(1, 3)[0]).toBeLessThan(50);
  });

  test('exchanges left and right of a mirrored square', () => {
    const frame = frameOf(16, 16, (x) => (x >= 8 ? [255, 255, 255] : [0, 0, 0]), {
      format: 'RGBA',
    });
    const { at } = sample(frame, { cx: 8, cy: 8, size: 16, rotation: 0, mirrored: true }, 4);
    expect(at(0, 1)[0]).toBeGreaterThan(200);
    expect(at(3, 1)[0]).toBeLessThan(50);
  });

  test.each([{ format: 'RGBA' }, { format: 'I420' }] as const)(
    'fills the part beyond the data with the border that was asked for: %o',
    (layout) => {
      const frame = frameOf(8, 8, orange, layout);
      const square = { cx: 4, cy: 4, size: 24, rotation: 0 };
      expect(sample(frame, square, 24, 'black').at(1, 1)).toEqual([0, 0, 0]);
      expect(sample(frame, square, 24, 'grey').at(1, 1)).toEqual([127.5, 127.5, 127.5]);
      expect(sample(frame, square, 24).at(1, 1)[0]).toBeGreaterThan(220);
    },
  );

  test('averages the pixels between samples when the square is much larger than the output', () => {
    const stripes = frameOf(64, 64, (x) => (x % 2 ? [255, 255, 255] : [0, 0, 0]), {
      format: 'RGBA',
    });
    const { out } = sample(stripes, { cx: 32, cy: 32, size: 64, rotation: 0 }, 8);
    for (const value of out) expect(value).toBeCloseTo(0.5, 1);
  });

  test('finds the same place in a region that was sent at half size', () => {
    const ramp = (x: number, y: number): [number, number, number] => [x, y, 0];
    const whole = frameOf(200, 100, ramp, { format: 'RGBA' });
    const part: Frame = {
      ...frameOf(50, 40, (x, y) => ramp(60 + 2 * x + 0.5, 10 + 2 * y + 0.5), { format: 'RGBA' }),
      sourceWidth: 200,
      sourceHeight: 100,
      region: { x: 60, y: 10, width: 100, height: 80 },
    };
    const square = { cx: 110, cy: 50, size: 40, rotation: 0.7 };
    const a = sample(whole, square, 5);
    const b = sample(part, square, 5);
    for (let i = 0; i < a.out.length; i++) {
      expect(Math.abs(a.out[i]! - b.out[i]!) * 255).toBeLessThan(1.5);
    }
  });

  test('samples each point where toSource places it', () => {
    const frame = frameOf(100, 100, (x, y) => [x, y, 0], { format: 'RGBA' });
    for (const mirrored of [false, true]) {
      const square = { cx: 52, cy: 47, size: 30, rotation: 1.1, mirrored };
      const { at } = sample(frame, square, 10);
      const [x, y] = toSource(square, 0.25, 0.65);
      expect(at(2, 6)[0]! + 0.5).toBeCloseTo(x, 0);
      expect(at(2, 6)[1]! + 0.5).toBeCloseTo(y, 0);
    }
  });
});

describe('a square that is not turned', () => {
  /** So little that nothing moves, but sampled in the general way. */
  const barely = 1e-9;
  const waves = (x: number, y: number): [number, number, number] => [
    128 + 100 * Math.sin(x / 5),
    128 + 100 * Math.cos(y / 7),
    128 + 100 * Math.sin((x + y) / 9),
  ];

  const greatest = (layout: Layout, square: Square, border?: 'black' | 'grey'): number => {
    const frame = frameOf(97, 61, waves, layout);
    const upright = sample(frame, square, 24, border).out;
    const general = sample(frame, { ...square, rotation: barely }, 24, border).out;
    return Math.max(...upright.map((value, i) => Math.abs(value - general[i]!))) * 255;
  };

  describe.each(layouts.filter(({ format }) => format !== 'RGBA'))('of %o', (layout) => {
    test.each([
      ['in the frame', { cx: 48, cy: 30, size: 30, rotation: 0 }],
      ['beyond its left and upper edges', { cx: 5, cy: 4, size: 40, rotation: 0 }],
      ['beyond its right and lower edges', { cx: 90.3, cy: 58.7, size: 40, rotation: 0 }],
      ['outside of it', { cx: 300, cy: 300, size: 40, rotation: 0 }],
    ])('gives the same numbers %s', (_, square) => {
      for (const border of [undefined, 'black', 'grey'] as const)
        expect(greatest(layout, square, border)).toBeLessThan(0.01);
    });

    test.each([97, 150])(
      'gives nearly the same for one of %i pixels, whose colour is sampled less densely',
      (size) => {
        for (const border of [undefined, 'black', 'grey'] as const)
          expect(greatest(layout, { cx: 48, cy: 30, size, rotation: 0 }, border)).toBeLessThan(12);
      },
    );
  });
});
