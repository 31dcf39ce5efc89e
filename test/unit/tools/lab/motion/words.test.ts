import { describe, expect, it } from 'vitest';
import { leads } from '../../../../../src/recognizer/signs/movement/features.ts';
import { mixed } from '../../../../../tools/lab/motion/mix.ts';
import { wordOf } from '../../../../../tools/lab/motion/words.ts';
import { figuresOf, type HeldTake } from '../../../../../tools/lab/motion/words-training.ts';
import { handAt, movementOn } from '../../../recognizer/signs/movement/fake-embedding.ts';

describe('the words of recorded takes', () => {
  it.each([
    ['traduttore', 'thank-you', 'thank you'],
    ['jtgpz', 'thanks', 'thank you'],
    ['electronicaddict', 'I', 'me'],
    ['kelhuynh', 'a', 'letter_a'],
    ['dayanecordeiro', 'j', 'letter_j'],
    ['dayanecordeiro', 'h', 'Libras h'],
    ['yunlisa96', 'yes', 'Korean yes'],
    ['electronicaddict', 'IDLE', null],
    ['traduttore', '-', null],
  ])('of %s: "%s" is %s', (file, label, word) => {
    expect(wordOf({ file, label })).toBe(word);
  });
});

describe('a made movement', () => {
  const still = movementOn({ at: () => [100, 100] });
  const path = movementOn({ at: (share) => [300 + 200 * share, 300] });

  it('has the shapes of one and the path of the other', () => {
    const made = mixed(still, path);
    expect(made.right.map(({ landmarks }) => landmarks[0]![0])).toEqual(
      path.right.map(({ landmarks }) => landmarks[0]![0]),
    );
    const [wrist, tip] = [made.right[3]!.landmarks[0]!, made.right[3]!.landmarks[12]!];
    const [wanted, wantedTip] = [handAt(0, 0)[0]!, handAt(0, 0)[12]!];
    expect(tip[0] - wrist[0]).toBeCloseTo(wantedTip[0] - wanted[0], 5);
    expect(tip[1] - wrist[1]).toBeCloseTo(wantedTip[1] - wanted[1], 5);
  });

  it('mirrors shapes of the other hand', () => {
    const left = { ...still, left: still.right, right: [] };
    const made = mixed(left, path);
    expect(leads(made.left, made.right)).toBe(false);
    const [wrist, tip] = [made.right[0]!.landmarks[0]!, made.right[0]!.landmarks[4]!];
    expect(tip[0] - wrist[0]).toBeCloseTo(-(handAt(0, 0)[4]![0] - handAt(0, 0)[0]![0]), 5);
  });
});

describe('the figures of a sign on people left out', () => {
  const take = (label: string, person: string) => ({
    file: 'jtgpz',
    label,
    person,
    movement: movementOn({ at: () => [0, 0] }),
    longest: null,
  });
  const signs = [
    { id: 'yes', word: 'yes' },
    { id: 'no', word: 'no' },
  ];
  const held: HeldTake[] = [
    { take: take('yes', 'a'), label: 0, scores: [0.9, 0.1] },
    { take: take('yes', 'b'), label: 0, scores: [0.4, 0.1] },
    { take: take('tea', 'a'), label: -1, scores: [0.5, 0] },
    { take: take('tea', 'b'), label: -1, scores: [0.2, 0.1] },
  ];

  it('count people, and takes that pass where as many other words fire as may', () => {
    const [yes] = figuresOf(signs, held, 0);
    expect(yes).toMatchObject({ people: 2, takes: 2, right: 0.5, fired: 0, threshold: 0.505 });
    expect(figuresOf(signs, held, 0.5)[0]).toMatchObject({ right: 1, fired: 0.5 });
  });
});
