import { describe, expect, it } from 'vitest';
import { drawSkeletons, type Pen } from '../../../src/ui/skeleton.ts';

/** Records where dots are drawn. */
function pen() {
  const dots: [number, number][] = [];
  let cleared = 0;
  const made: Pen = {
    lineWidth: 0,
    lineCap: 'butt',
    lineJoin: 'miter',
    strokeStyle: '',
    fillStyle: '',
    clearRect: () => {
      cleared++;
    },
    beginPath() {},
    moveTo() {},
    lineTo() {},
    stroke() {},
    fill() {},
    arc: (x, y) => {
      dots.push([x, y]);
    },
  };
  return { pen: made, dots, cleared: () => cleared };
}

const seenAt = (x: number, y: number) => ({
  frameSize: { width: 640, height: 480 },
  hands: [{ hand: { landmarks: Array.from({ length: 21 }, () => [x, y, 0] as const) } }],
});

describe('skeletons over a picture', () => {
  it('lie where the hand is, in device pixels', () => {
    const paper = pen();
    drawSkeletons(paper.pen, seenAt(160, 120), { width: 1280, height: 960 }, 2, false);
    expect(paper.dots).toHaveLength(21);
    expect(paper.dots[0]).toEqual([320, 240]);
  });

  it('are mirrored with the picture', () => {
    const paper = pen();
    drawSkeletons(paper.pen, seenAt(160, 120), { width: 640, height: 480 }, 1, true);
    expect(paper.dots[0]).toEqual([480, 120]);
  });

  it('follow a picture that covers a box of another shape', () => {
    const paper = pen();
    // The middle of 640 x 480 covers 480 x 480.
    drawSkeletons(paper.pen, seenAt(320, 240), { width: 480, height: 480 }, 1, false);
    drawSkeletons(paper.pen, seenAt(80, 0), { width: 480, height: 480 }, 1, false);
    expect([paper.dots[0], paper.dots[21]]).toEqual([
      [240, 240],
      [0, 0],
    ]);
  });

  it('disappear when no hand is seen any more', () => {
    const paper = pen();
    drawSkeletons(paper.pen, null, { width: 640, height: 480 }, 1, false);
    expect(paper.cleared()).toBe(1);
    expect(paper.dots).toEqual([]);
  });
});
