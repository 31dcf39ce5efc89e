import { describe, expect, it } from 'vitest';
import { loadMovementClassifier } from '../../../../../src/recognizer/signs/movement/classifier.ts';
import { loadEmbedding } from '../../../../../src/recognizer/signs/movement/embedding.ts';
import {
  movementOfSample,
  toSampleHands,
} from '../../../../../src/recognizer/signs/movement/sample.ts';
import { embeddingFile, movementFile, movementOn, toTheRight } from './fake-embedding.ts';

const embedding = loadEmbedding(embeddingFile());
const classifier = loadMovementClassifier(movementFile('right', 'left'), embedding);
const toTheLeft = movementOn({ at: (share) => [500 - 200 * share, 300] });

describe('the embedding', () => {
  it('gives a few numbers for a movement', () => {
    const [right, left] = embedding.embed(toTheRight());
    expect(right).toBeGreaterThan(1);
    expect(left).toBe(0);
  });

  it.each([
    ['of another format', { format: 'tomorrow' }],
    ['of other features', { features: 'movement-3d-9' }],
    ['without layers', { layers: [] }],
    ['whose layers do not fit', { layers: embeddingFile().layers.slice(1) }],
    ['that leaves moments apart', { layers: embeddingFile().layers.slice(0, 1) }],
  ])('is refused with a sentence if it is a file %s', (_, change) => {
    expect(() => loadEmbedding({ ...embeddingFile(), ...change })).toThrow(/Install the extension/);
  });
});

describe('the classifier of movements', () => {
  it('names a movement by its numbers, and leaves one that is neither unnamed', () => {
    expect(classifier.classify(toTheRight()).gesture).toBe('right');
    expect(classifier.classify(toTheLeft).gesture).toBe('left');
    expect(classifier.classify(movementOn({ at: () => [300, 300] })).gesture).toBeNull();
  });

  it('names nothing if the landmark model doubts the hands', () => {
    const doubted = movementOn({ at: (share) => [300 + 200 * share, 300], presence: 0.6 });
    expect(classifier.classify(doubted).gesture).toBeNull();
  });

  it('refuses a classifier that was trained with another embedding', () => {
    const other = { ...embedding, layout: 'another' };
    expect(() => loadMovementClassifier(movementFile('right'), other)).toThrow(/another version/);
  });
});

describe('a movement in the form of a sample', () => {
  it('comes back as the same movement', () => {
    const movement = { ...toTheRight(), left: toTheLeft.right };
    const back = movementOfSample({ hands: toSampleHands(movement) });
    const [before, after] = [movement, back].map((one) => embedding.embed(one));
    expect(after![0]).toBeCloseTo(before![0]!, 4);
    expect(back.left).toHaveLength(movement.left.length);
    expect(back.ms).toBeCloseTo(movement.ms, 6);
  });

  it('has both hands in order of time, each with its place from the frame’s centre', () => {
    const hands = toSampleHands({ ...toTheRight(), left: toTheLeft.right });
    expect(hands.map(({ time }) => time)).toEqual(
      [...hands.map(({ time }) => time)].sort((a, b) => a - b),
    );
    expect(hands[0]?.time).toBe(0);
    expect(hands.slice(0, 2).map(({ handedness }) => handedness)).toEqual(['Left', 'Right']);
    const [x, y] = hands[1]!.place!;
    expect(x).toBeCloseTo((300 - 320) / 480, 6);
    expect(y).toBeCloseTo((300 - 240) / 480, 6);
  });
});
