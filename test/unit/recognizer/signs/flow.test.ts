/** Letters that are held for only a moment, one after the other. */
import { describe, expect, it } from 'vitest';
import type { SpellingWay } from '../../../../src/messaging/recognition.ts';
import type { Hand } from '../../../../src/recognizer/hand.ts';
import { createGate } from '../../../../src/recognizer/signs/gate.ts';

const letters = new Set([...'ABCDE']);
const picture = { width: 640, height: 480 };

/** A hand of 100 px around (x, 200) whose shape depends on `shape`. */
function handAt(x: number, shape: number): Hand {
  const landmarks = Array.from({ length: 21 }, (_, i) => {
    const aside = i % 2 === 1 ? shape * 6 : 0;
    return [x + ((i % 3) - 1) * 50 + aside, 200 + ((i % 3) - 1) * 50, 0] as const;
  });
  return { landmarks, handedness: 'Right', leftness: 0, presence: 1 };
}

interface Shown {
  x?: number;
  score?: number;
  /** Shape of the hand in each frame; by default the letter's own. */
  shape?: (frame: number) => number;
}

/** A gate at 15 frames per second. `meant`: what its model of intent finds of everything. */
function spell({
  spelling = 'flowing',
  meant = false,
}: {
  spelling?: SpellingWay;
  meant?: boolean;
} = {}) {
  const gate = createGate({ dwellMs: 700, spelling }, () => meant);
  let at = 0;
  let read = '';
  /** Holds that were reported without a name, and not as a letter later. */
  let unnamed = 0;
  let up = true;
  const step = (hand: Hand | null, gesture: string | null, score: number, suppressed = false) => {
    const classification = { scores: gesture ? { [gesture]: score } : { A: 0.1 }, gesture };
    const hands = hand ? [{ hand, classification }] : [];
    const out = gate.step({
      timestamp: at,
      frameSize: picture,
      letters,
      hands,
      suppressed: suppressed ? {} : undefined,
    });
    if (out.scores && out.sign === null) unnamed++;
    if (out.wasUnnamed) unnamed--;
    if (out.sign) {
      read += out.sign;
      expect(out.scores?.[out.sign]).toBeCloseTo(score, 5);
    }
    up &&= out.up;
    at += 66;
  };
  const self = {
    /** Shows one shape for some frames. */
    show(gesture: string | null, frames: number, shown: Shown = {}) {
      const { x = 300, score = 0.9, shape } = shown;
      const own = gesture ? gesture.charCodeAt(0) % 7 : 9;
      for (let i = 0; i < frames; i++) step(handAt(x, shape?.(i) ?? own), gesture, score);
      return self;
    },
    /** Letters, each held for some frames, with two frames in which the hand shows none. */
    word(text: string, frames = 8) {
      for (const letter of text) self.show(letter, frames).show(null, 2);
      return self;
    },
    nothing(frames: number) {
      for (let i = 0; i < frames; i++) step(null, null, 0);
      return self;
    },
    suppressed(gesture: string, frames: number) {
      for (let i = 0; i < frames; i++) step(handAt(300, 1), gesture, 0.9, true);
      return self;
    },
    keepOnly(...gestures: string[]) {
      gate.keep(new Set(gestures));
      return self;
    },
    get read() {
      return read;
    },
    get unnamed() {
      return unnamed;
    },
    get up() {
      return up;
    },
  };
  return self;
}

describe('letters in a flow', () => {
  it('are read in their order, each once', () => {
    expect(spell().word('ABCAD').read).toBe('ABCAD');
  });

  it('are not read where each letter must be held', () => {
    expect(spell({ spelling: 'single', meant: true }).word('ABCAD').read).toBe('');
  });

  it('are not reported without a name too: the first of them is known to be a letter only later', () => {
    const slow = spell();
    slow.show('A', 14);
    slow.show(null, 2);
    expect(slow.unnamed).toBe(1);
    slow.word('B', 14);
    expect(slow.read).toBe('AB');
    expect(slow.unnamed).toBe(0);
  });

  it('are reported without a name once, though the hand slid while it held the first of them', () => {
    const slid = spell();
    slid.show('A', 8).show('A', 2, { x: 330 }).show('A', 8, { x: 330 }).show(null, 2);
    expect(slid.unnamed).toBe(1);
    slid.word('B', 14);
    expect(slid.read).toBe('AB');
    expect(slid.unnamed).toBe(0);
  });

  it('keep the hand up', () => {
    expect(spell().word('ABCAD').up).toBe(true);
  });

  it('are not read from a single one, however often it is shown', () => {
    expect(spell().word('A').read).toBe('');
    expect(spell().word('AAAA').read).toBe('');
  });

  it('are not read if they are no letters', () => {
    expect(spell().word('XYX').read).toBe('');
    expect(spell().word('AXB').read).toBe('AB');
  });

  it('are not read of shapes on the way, which are not held', () => {
    expect(spell().show('A', 8).show('D', 2).show('B', 8).show('E', 1).show('C', 8).read).toBe(
      'ABC',
    );
  });

  it('are not read while the joints move', () => {
    const moving = { shape: (frame: number) => (frame % 2) * 6 };
    expect(spell().show('A', 8).show('B', 8, moving).show('C', 8, moving).read).toBe('');
  });

  it('are not read of low scores', () => {
    expect(spell().show('A', 8, { score: 0.7 }).show('B', 8, { score: 0.7 }).read).toBe('');
  });

  it('are not read at two places, as by a hand that does something', () => {
    expect(spell().show('A', 8, { x: 200 }).show('B', 8, { x: 290 }).read).toBe('');
  });

  it('are not read with a long break between them', () => {
    expect(spell().show('A', 8).show(null, 30).show('B', 8).read).toBe('');
    expect(spell().show('A', 8).show(null, 12).show('B', 8).read).toBe('AB');
  });

  it('go on after a letter that was held for long', () => {
    expect(spell({ meant: true }).show('A', 40).show(null, 2).show('B', 8).read).toBe('AB');
  });

  it('are read once when they are then held for long', () => {
    expect(spell({ meant: true }).word('AB').show('C', 40).read).toBe('ABC');
  });

  it('begin anew when the hand has gone', () => {
    expect(spell().word('AB').nothing(60).word('C').read).toBe('AB');
  });

  it('are not read while signs are suppressed, nor with one from before', () => {
    expect(spell().show('A', 8).suppressed('B', 8).show('C', 8).read).toBe('');
    expect(
      spell().show('A', 8).suppressed('B', 8).show('C', 8).show(null, 2).show('D', 8).read,
    ).toBe('CD');
  });
});

describe('a doubled letter in a flow', () => {
  it('is read after a bounce or a slide', () => {
    const bounce = spell().word('AB').show('C', 8);
    bounce.show('C', 1, { x: 330 }).show('C', 1, { x: 360 }).show('C', 8, { x: 340 });
    expect(bounce.read).toBe('ABCC');
  });

  it('is not read of a hand that only flickers', () => {
    expect(
      spell()
        .word('AB')
        .show('C', 8)
        .show(null, 3, { shape: () => 4 })
        .show('C', 8).read,
    ).toBe('ABC');
  });
});
