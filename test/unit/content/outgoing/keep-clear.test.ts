import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clearRoom, type SentPicture } from '../../../../src/content/outgoing/keep-clear.ts';
import { captionRoom, layOut } from '../../../../src/outgoing/layout.ts';
import { sentLook } from '../../../../src/outgoing/sent-look.ts';
import { defaultSettings } from '../../../../src/settings/schema.ts';

const look = sentLook(defaultSettings, 'ltr');
const camera = { width: 640, height: 480 };
const wide: SentPicture = {
  box: { top: 50, width: 1000, height: 450 },
  picture: camera,
  fit: 'contain',
};

describe('the room that captions leave free for captions in a sent picture', () => {
  it('is none where no such picture is shown', () => {
    expect(clearRoom([], look, 600)).toEqual({ above: 0, below: 0 });
  });

  it('reaches from the lower end of the window to where two lines begin in the picture', () => {
    const { above, below } = clearRoom([wide], look, 600);
    const { top } = captionRoom(640, 480, look);
    expect(above).toBe(0);
    expect(below).toBe(Math.ceil(600 - (50 + top * 450)));
  });

  it('is at the upper end when captions stand on top of the picture', () => {
    const { above, below } = clearRoom([wide], { ...look, place: 'top' }, 600);
    expect(above).toBeGreaterThan(50);
    expect(below).toBe(0);
  });

  it('is none where the caption is cut off with the lower end of the picture', () => {
    // 1500 pixels high, of which 450 are seen.
    const much = { ...wide, fit: 'cover', box: { top: 50, width: 2000, height: 450 } };
    expect(clearRoom([much], look, 600)).toEqual({ above: 0, below: 0 });
    const less = { ...wide, fit: 'cover', box: { top: 50, width: 640, height: 450 } };
    expect(clearRoom([less], look, 600).below).toBeGreaterThan(100);
  });

  it('is none for a picture in the middle of the window, or outside of it', () => {
    const middle = { ...wide, box: { top: 0, width: 400, height: 300 } };
    expect(clearRoom([middle], look, 600)).toEqual({ above: 0, below: 0 });
    const below = { ...wide, box: { top: 700, width: 400, height: 300 } };
    expect(clearRoom([below], look, 600)).toEqual({ above: 0, below: 0 });
    expect(clearRoom([{ ...wide, picture: { width: 0, height: 0 } }], look, 600).below).toBe(0);
  });

  it('holds every caption that is drawn, of any text and size', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1, maxLength: 90 }), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 50, max: 250 }),
        fc.constantFrom('top' as const, 'bottom' as const),
        (texts, size, place) => {
          const own = { ...look, scale: size / 100, place };
          const layout = layOut(texts, 640, 480, own, (text, px) => text.length * px * 0.5);
          const room = captionRoom(640, 480, own);
          if (!layout) return;
          // Places are even pixels.
          expect(layout.y).toBeGreaterThanOrEqual(room.top * 480 - 2);
          expect(layout.y + layout.height).toBeLessThanOrEqual(room.bottom * 480 + 2);
        },
      ),
    );
  });
});
