import { describe, expect, test } from 'vitest';
import type { Hand } from '../../../../src/recognizer/hand.ts';
import type { LoadedVocabulary } from '../../../../src/recognizer/recognizer.ts';
import { answerFor } from '../../../../tools/recognize/answer.ts';

const hand = (presence: number): Hand => ({
  landmarks: Array.from({ length: 21 }, (_, i) => [i + 0.12345, 2 * i, -i] as const),
  handedness: 'Right',
  leftness: 0.1,
  presence,
});

/** A classifier that scores a hand by its presence: hands with a high one show a thumb, others a fist. */
const loaded: LoadedVocabulary = {
  vocabulary: {
    id: 'made-up',
    name: 'Made up',
    gestures: [
      { id: 'thumbs-up', kind: 'phrase', caption: 'Yes', name: 'Thumbs up' },
      { id: 'fist', kind: 'phrase', caption: 'Stop', name: 'Fist' },
    ],
  },
  classifier: {
    gestures: ['thumbs-up', 'fist'],
    thresholds: { 'thumbs-up': 0.9, fist: 0.3 },
    classify: ({ presence }) => {
      const scores = { 'thumbs-up': presence, fist: 1 - presence };
      const gesture = presence >= 0.9 ? 'thumbs-up' : 1 - presence >= 0.3 ? 'fist' : null;
      return { scores, gesture };
    },
  },
  movements: null,
};

const picture = { file: 'a.png', width: 20, height: 10 };

describe('the answer for one picture', () => {
  test('names the gesture and its caption, with the scores that were compared', () => {
    expect(answerFor(picture, [hand(0.95)], loaded)).toMatchObject({
      ...picture,
      scores: { 'thumbs-up': 0.95 },
      thresholds: { 'thumbs-up': 0.9, fist: 0.3 },
      gesture: 'thumbs-up',
      caption: 'Yes',
    });
  });

  test('comes from the hand that passes by more, but lists all hands', () => {
    const answer = answerFor(picture, [hand(0.91), hand(0.4)], loaded);
    expect(answer.hands).toHaveLength(2);
    expect(answer.gesture).toBe('fist');
  });

  test('prefers a hand that passes to one that is closer to its threshold but below it', () => {
    expect(answerFor(picture, [hand(0.89), hand(0.7)], loaded).gesture).toBe('fist');
    expect(answerFor(picture, [hand(0.8)], loaded)).toMatchObject({ gesture: null, caption: null });
  });

  test('has no scores and no caption without a hand', () => {
    expect(answerFor(picture, [], loaded)).toMatchObject({
      hands: [],
      scores: {},
      gesture: null,
      caption: null,
    });
  });

  test('has landmarks in pixels to a hundredth', () => {
    expect(answerFor(picture, [hand(1)], loaded).hands[0]!.landmarks[3]).toEqual([3.12, 6, -3]);
  });
});
