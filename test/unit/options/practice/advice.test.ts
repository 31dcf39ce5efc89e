import { describe, expect, it } from 'vitest';
import {
  type Advice,
  adviceFor,
  adviceKey,
  practisedHand,
} from '../../../../src/options/practice/advice.ts';
import type { Item } from '../../../../src/options/practice/items.ts';
import { adviceSentence } from '../../../../src/options/practice/sentences.ts';
import type { Seen, SeenHand } from '../../../../src/recognizer/seen.ts';
import { makePictograms } from '../../../../tools/lab/pictograms.ts';
import { movementAt } from '../../teaching/recording/fake-movements.ts';
import { words } from '../fake-services.ts';

const pictograms = makePictograms();
const shows = (key: string, more: Partial<SeenHand> = {}): SeenHand => ({
  hand: { landmarks: pictograms[key]!, handedness: 'Right', leftness: 0, presence: 1 },
  scores: {},
  gesture: null,
  ...more,
});
const seen = (hands: readonly SeenHand[], more: Partial<Seen> = {}): Seen => ({
  timestamp: 0,
  frameSize: { width: 640, height: 480 },
  hands,
  candidate: null,
  sign: null,
  ...more,
});
const palm = 'call-gestures:open-palm';
const item: Item = {
  key: palm,
  name: 'Open palm',
  kind: 'gesture',
  letter: null,
  vocabulary: 'call-gestures',
  moves: false,
  targets: [{ points: pictograms[palm]!, handedness: 'Right' }],
  path: null,
  drawnWay: null,
};
const context = { drawn: '', nameOf: (key: string) => key, letter: '', word: '' };
const sentence = (advice: Advice, more: Partial<typeof context> = {}): string =>
  adviceSentence(words, advice, { ...context, ...more });
const said = (one: Seen, of: Item = item): string =>
  sentence(adviceFor(of, one, 'shown'), { drawn: of.letter ?? '' });

describe('the advice on a frame', () => {
  it('asks for a hand, and for the one that is practised', () => {
    expect(said(seen([]))).toBe(words('teach_noHand'));
    expect(sentence(adviceFor(item, seen([shows(palm)]), 'Left'))).toBe('Show your left hand.');
  });

  it('names in one sentence all fingers that need the same', () => {
    const peace = said(seen([shows('call-gestures:peace')]));
    expect(peace).toBe('Straighten the thumb, the ring finger, and the little finger.');
    const bends: Item = {
      ...item,
      targets: [{ points: pictograms['call-gestures:peace']!, handedness: 'Right' }],
    };
    expect(said(seen([shows(palm)]), bends)).toBe(
      'Bend the thumb, the ring finger, and the little finger.',
    );
  });

  it('says nothing against a hand that is recognised, whatever it looks like', () => {
    const recognised = shows('call-gestures:fist', { gesture: palm });
    expect(said(seen([recognised]))).toBe('Good. Hold it still.');
  });

  it('says of a hand that looks right what keeps it from being read', () => {
    expect(said(seen([shows(palm)], { reason: { why: 'too-small' } }))).toBe(words('teach_closer'));
    expect(said(seen([shows(palm)]))).toBe(words('practice_almost'));
  });

  it('asks for the drawing of a letter only once its hand is right', () => {
    const j: Item = { ...item, letter: 'J', moves: true };
    expect(said(seen([shows(palm)]), j)).toBe('Good. Now draw it in the air: J');
    expect(said(seen([shows('call-gestures:fist')]), j)).toMatch(/^Straighten/);
    expect(said(seen([shows(palm)], { isMoving: true }), j)).toBe(words('practice_moving'));
  });

  it('asks for a moving sign as a whole', () => {
    const please: Item = { ...item, moves: true, targets: [], path: movementAt() };
    expect(said(seen([shows('call-gestures:fist')]), please)).toBe(words('practice_sign'));
  });

  it('says nothing about a gesture without a drawing', () => {
    expect(adviceFor({ ...item, targets: [] }, seen([shows(palm)]), 'shown').say).toBe('nothing');
  });

  it('takes the hand that is recognised, of two', () => {
    const hands = [shows('call-gestures:fist'), shows(palm, { gesture: palm })];
    expect(practisedHand(hands, 'shown', palm)).toBe(hands[1]);
    expect(practisedHand(hands, 'Left', palm)).toBeNull();
  });

  it('is the same advice, however much the fingers differ', () => {
    const [one, two] = [1.1, 3].map(
      (by): Advice => ({ say: 'correct', differences: [{ correction: 'bend', fingers: [1], by }] }),
    );
    expect(adviceKey(one!)).toBe(adviceKey(two!));
    expect(adviceKey({ say: 'reason', why: 'moving' })).not.toBe(
      adviceKey({ say: 'reason', why: 'too-small' }),
    );
  });
});

describe('a sentence of advice', () => {
  it.each<[Advice, string]>([
    [{ say: 'nothing' }, ''],
    [{ say: 'right', next: '' }, 'That is it.'],
    [{ say: 'read-as', key: 'Peace' }, 'That was read as: Peace'],
    [
      { say: 'movement', difference: { what: 'way', part: 'end', way: 'left' } },
      'At the end: Move the hand to your left.',
    ],
    [{ say: 'movement', difference: { what: 'hands', both: true } }, 'This sign takes both hands.'],
    [
      {
        say: 'movement',
        difference: {
          what: 'hand',
          part: 'middle',
          differences: [{ correction: 'thumb-out', fingers: [0], by: 2 }],
        },
      },
      'In the middle: Move the thumb out to the side.',
    ],
  ])('says what is meant: %o', (advice, expected) => {
    expect(sentence(advice)).toBe(expected);
  });

  it('leads through a word', () => {
    const word = { word: 'BEE' };
    expect(sentence({ say: 'right', next: 'E' }, { ...word, letter: 'B' })).toBe(
      'That is it. Next: E',
    );
    expect(sentence({ say: 'right', next: 'E' }, { ...word, letter: 'E' })).toBe(
      words('practice_again', 'E'),
    );
    expect(sentence({ say: 'right', next: '' }, { ...word, letter: 'E' })).toBe(
      'That is it. You have spelled BEE.',
    );
  });
});
