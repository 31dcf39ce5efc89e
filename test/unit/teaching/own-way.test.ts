import { describe, expect, it } from 'vitest';
import type { OwnWay, SampleHand } from '../../../src/packs/samples.ts';
import type { Hand } from '../../../src/recognizer/hand.ts';
import { loadClassifier } from '../../../src/recognizer/signs/classifier.ts';
import type { ClassifierFile } from '../../../src/recognizer/signs/classifier-file.ts';
import { rightHandPoints } from '../../../src/recognizer/signs/features.ts';
import type { ShippedHand } from '../../../src/teaching/bank.ts';
import { learnWay, rowsOfBank } from '../../../src/teaching/own-way.ts';
import { classifierFile, shownHand } from '../recognizer/fake-taught.ts';
import { takeOf, turnedHand } from './fake-takes.ts';

const file = classifierFile('up', 'down');
/** Beside the picture's upright: the classifier is unsure there. */
const sideways = 1.6;
const takes = [sideways - 0.02, sideways, sideways + 0.02].map((turn) => takeOf(turnedHand(turn)));

function bankHand(hand: Hand, key: string | null, shape: string): ShippedHand {
  const points = rightHandPoints(hand);
  return { points, depth: false, aspect: true, shape, source: 'test', split: 0, roles: {}, key };
}

const learn = (hands: readonly SampleHand[], bank: readonly ShippedHand[] = [], from = file) =>
  learnWay('up', hands, from, new Map(), rowsOfBank(bank, from));

const named = (way: OwnWay | null, hand: Hand, from: ClassifierFile = file): string | null =>
  loadClassifier(from).withWays!(new Map(way ? [['up', way]] : [])).classify(hand).gesture;

describe('a gesture that is shown in an own way', () => {
  it('is read from then on, also in hands that are only like the takes', () => {
    expect(named(null, turnedHand(sideways))).toBeNull();
    const { way, readBefore } = learn(takes);
    expect(readBefore).toBe(0);
    expect(named(way, turnedHand(sideways))).toBe('up');
    expect(named(way, turnedHand(sideways + 0.05))).toBe('up');
  });

  it('is read among letters too, which share a softmax', () => {
    const letters: ClassifierFile = { ...file, activation: 'softmax' };
    const { way } = learn(takes, [], letters);
    expect(named(way, turnedHand(sideways), letters)).toBe('up');
  });

  it('is read even if the takes were read as another gesture', () => {
    const down = shownHand(false);
    expect(named(null, down)).toBe('down');
    expect(named(learn([takeOf(down)]).way, down)).toBe('up');
  });

  it('is read even if the takes are unlike all hands of the training', () => {
    const near: ClassifierFile = {
      ...file,
      distance: { ...file.distance, near: 0.01, far: 0.02 },
    };
    expect(named(learn(takes, [], near).way, turnedHand(sideways), near)).toBe('up');
  });

  it('does not change what hands unlike the takes are read as', () => {
    const { way } = learn(takes);
    for (const hand of [0, 0.3, 2.4, 4.5].map(turnedHand).concat(shownHand(false))) {
      expect(named(way, hand)).toBe(named(null, hand));
    }
  });

  it('is not read in hands that the landmark model doubts', () => {
    const { way } = learn(takes);
    expect(named(way, { ...turnedHand(sideways), presence: 0.7 })).toBeNull();
  });

  it('was read before in as many takes as it says', () => {
    expect(learn([...takes.slice(1), takeOf(turnedHand(0))]).readBefore).toBe(1);
  });
});

describe('takes that are like hands of the bank', () => {
  it('are refused if resting hands look the same', () => {
    const resting = bankHand(turnedHand(sideways), null, 'idle');
    expect(learn(takes, [resting]).way).toBeNull();
  });

  it('count less far, so that a resting hand nearby stays silent', () => {
    const beside = turnedHand(sideways + 0.19);
    expect(named(learn(takes).way, beside)).toBe('up');
    const { way } = learn(takes, [bankHand(beside, null, 'idle')]);
    expect(named(way, turnedHand(sideways))).toBe('up');
    expect(named(way, beside)).toBeNull();
  });

  it('name the gestures that may now be mistaken for it, with how many hands changed', () => {
    const bank = [
      bankHand(turnedHand(sideways + 0.01), 'signs:down', 'down'),
      bankHand(turnedHand(3.1), 'signs:down', 'down'),
      bankHand(turnedHand(sideways), 'signs:up', 'up'),
    ];
    expect(learn(takes, bank).taken).toEqual([{ key: 'signs:down', count: 1, of: 2 }]);
  });

  it('count less far if many hands of other gestures would be taken', () => {
    const crowd = Array.from({ length: 20 }, () =>
      bankHand(turnedHand(sideways + 0.19), 'signs:down', 'down'),
    );
    const { way, taken } = learn(takes, crowd);
    expect(taken).toEqual([]);
    expect(way!.far).toBeLessThan(learn(takes).way!.far);
  });
});

describe('what cannot be learnt', () => {
  it('is a gesture that the classifier does not have, or one without a take', () => {
    expect(() => learn([])).toThrow(RangeError);
    expect(() => learnWay('left', takes, file, new Map(), [])).toThrow(RangeError);
  });
});
