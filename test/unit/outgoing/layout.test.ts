import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directionOf, layOut, type SentLook } from '../../../src/outgoing/layout.ts';

const look: SentLook = {
  family: 'sans-serif',
  weight: 500,
  scale: 1,
  color: '#ffffff',
  background: '#101214',
  backgroundOpacity: 0.86,
  edge: 'none',
  align: 'center',
  place: 'bottom',
  side: 'center',
  maxLines: 2,
  dir: 'ltr',
};
/** Every letter is half as wide as it is high. */
const measure = (text: string, px: number): number => Array.from(text).length * px * 0.5;
const at = (texts: string[], width = 640, height = 480, more: Partial<SentLook> = {}) =>
  layOut(texts, width, height, { ...look, ...more }, measure);

describe('the layout of a caption in a sent frame', () => {
  it('grows with the resolution', () => {
    const small = at(['Thank you'], 320, 240)!;
    const large = at(['Thank you'], 1280, 960)!;
    expect(large.fontPx / small.fontPx).toBeCloseTo(4, 1);
    expect(large.width / small.width).toBeCloseTo(4, 1);
  });

  it('depends on the short side, so that a rotated frame has the same text size', () => {
    expect(at(['Thank you'], 720, 1280)!.fontPx).toBeCloseTo(
      at(['Thank you'], 1280, 720)!.fontPx,
      5,
    );
  });

  it('stays inside the 4:3 that a cropped tile shows of a wide frame', () => {
    const layout = at(['A sentence that is rather long to be said by hand'], 1280, 720)!;
    expect(layout.x).toBeGreaterThanOrEqual((1280 - 960) / 2);
    expect(layout.x + layout.width).toBeLessThanOrEqual(1280 - (1280 - 960) / 2);
  });

  it('has at most two lines, the newest ones', () => {
    const { lines } = at(['one', 'two', 'three'])!;
    expect(lines.map(({ text }) => text)).toEqual(['two', 'three']);
    expect(at(['one', 'two'], 640, 480, { maxLines: 1 })!.lines.map(({ text }) => text)).toEqual([
      'two',
    ]);
  });

  it('breaks a new line that is too long, and drops the line before it', () => {
    const long = 'could you please say that once again for me';
    const { lines } = at(['before', long])!;
    expect(lines.map(({ text }) => text).join(' ')).toBe(long);
    expect(lines.length).toBe(2);
  });

  it('cuts an endless word with an ellipsis', () => {
    const { lines } = at(['a'.repeat(400)])!;
    expect(lines.length).toBe(1);
    expect(lines[0]!.text).toMatch(/^a+…$/);
  });

  it('is at the top or at a side if the settings say so', () => {
    const low = at(['hi'])!;
    const high = at(['hi'], 640, 480, { place: 'top' })!;
    expect(high.y).toBeLessThan(100);
    expect(low.y).toBeGreaterThan(380);
    const start = at(['hi'], 640, 480, { side: 'start' })!;
    const end = at(['hi'], 640, 480, { side: 'end' })!;
    expect(start.x).toBeLessThan(low.x);
    expect(end.x).toBeGreaterThan(low.x);
    expect(at(['hi'], 640, 480, { side: 'start', dir: 'rtl' })!.x).toBe(end.x);
  });

  it('has the direction of its first letter', () => {
    expect(directionOf('شكرا')).toBe('rtl');
    expect(directionOf('«שלום» ok')).toBe('rtl');
    expect(directionOf('ok שלום')).toBe('ltr');
    expect(directionOf('12 ありがとう')).toBe('ltr');
    expect(at(['شكرا'])!.lines[0]!.dir).toBe('rtl');
  });

  it('is null if there is no text or no room', () => {
    expect(at([])).toBeNull();
    expect(at(['  '])).toBeNull();
    expect(at(['hi'], 32, 32)).toBeNull();
  });

  it('is always inside the frame on even pixels, with text that fits the box', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 80 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 64, max: 4000 }),
        fc.integer({ min: 64, max: 4000 }),
        fc.record({
          scale: fc.double({ min: 0.6, max: 2.5, noNaN: true }),
          place: fc.constantFrom('top' as const, 'bottom' as const),
          side: fc.constantFrom('start' as const, 'center' as const, 'end' as const),
          align: fc.constantFrom('start' as const, 'center' as const, 'end' as const),
          maxLines: fc.constantFrom(1 as const, 2 as const),
        }),
        (texts, width, height, more) => {
          const layout = at(texts, width, height, more);
          if (!layout) return;
          const { x, y } = layout;
          for (const side of [x, y, layout.width, layout.height]) expect(side % 2).toBe(0);
          expect(x).toBeGreaterThanOrEqual(0);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(x + layout.width).toBeLessThanOrEqual(width);
          expect(y + layout.height).toBeLessThanOrEqual(height);
          expect(layout.lines.length).toBeLessThanOrEqual(more.maxLines);
          for (const { text } of layout.lines)
            if (text !== '…')
              expect(measure(text, layout.fontPx)).toBeLessThanOrEqual(layout.width + 1e-6);
        },
      ),
    );
  });
});
