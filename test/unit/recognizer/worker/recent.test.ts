import { describe, expect, it } from 'vitest';
import { createRecent, type Recent } from '../../../../src/recognizer/worker/recent.ts';
import { shownHand } from '../fake-taught.ts';

const hand = shownHand(true);

/** A second of a hand that shows a gesture, which is captioned with the last frame. */
function show(recent: Recent, gesture: string, second: number): void {
  for (let n = 0; n < 10; n++)
    recent.add(
      {
        timestamp: second * 1000 + n * 100,
        hands: [hand],
        classifications: [{ gesture, scores: { [gesture]: 0.9 } }],
        unclear: [],
        candidate: null,
        sign: n === 9 ? gesture : null,
        scores: null,
        up: true,
        searched: false,
        tracked: true,
        next: { afterMs: 66, region: null },
        stages: { total: 1 },
      },
      { width: 640, height: 480 },
    );
}

const gestures = (recent: Recent): (string | undefined)[] =>
  ['a', 'b', 'c'].map((gesture) => recent.take(gesture)?.gesture);

describe('the hands of the last captions', () => {
  it('are those of the last two', () => {
    const recent = createRecent();
    ['a', 'b', 'c'].forEach((gesture, second) => {
      show(recent, gesture, second);
    });
    expect(gestures(recent)).toEqual([undefined, 'b', 'c']);
  });

  it('are in their order again after one was taken by mistake: the next caption replaces the older', () => {
    const recent = createRecent();
    show(recent, 'a', 0);
    show(recent, 'b', 1);
    recent.giveBack(recent.take('b')!);
    show(recent, 'c', 2);
    expect(gestures(recent)).toEqual([undefined, 'b', 'c']);
  });

  it('are not those of one that was given back after two others had come', () => {
    const recent = createRecent();
    show(recent, 'a', 0);
    const taken = recent.take('a')!;
    show(recent, 'b', 1);
    show(recent, 'c', 2);
    recent.giveBack(taken);
    expect(gestures(recent)).toEqual([undefined, 'b', 'c']);
  });
});
