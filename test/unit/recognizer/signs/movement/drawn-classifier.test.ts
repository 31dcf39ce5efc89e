import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  isOfStrokes,
  loadDrawnClassifier,
} from '../../../../../src/recognizer/signs/movement/drawn-classifier.ts';
import { writtenLetters } from '../../../../../tools/lab/motion/written.ts';
import { drawing, mirrored } from './fake-strokes.ts';

const folder = path.join(import.meta.dirname, '../../../../../models');
const json = (file: string): unknown => JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
const file = json('fingerspelling/movements.json');
const { classify, gestures } = loadDrawnClassifier(file);

const fingers = { index: [0], little: [3] };

describe('the letters that are drawn', () => {
  it('are J and Z', () => {
    expect(gestures).toEqual(['J', 'Z']);
  });

  it.each(writtenLetters)('$id is named when its finger draws it, with either hand', (letter) => {
    const shown = { path: letter.path, stretched: fingers[letter.finger], ms: 900 };
    expect(classify(drawing(shown)).gesture).toBe(letter.id);
    expect(classify(drawing({ ...shown, path: mirrored(letter.path), isLeft: true })).gesture).toBe(
      letter.id,
    );
  });

  it.each(writtenLetters)('$id is named when the hand rests before it', (letter) => {
    const { gesture } = classify(
      drawing({ path: letter.path, stretched: fingers[letter.finger], restMs: 500 }),
    );
    expect(gesture).toBe(letter.id);
  });

  it.each(writtenLetters)(
    '$id is not named backwards, mirrored or by the other finger',
    (letter) => {
      const { index, little } = fingers;
      const stretched = fingers[letter.finger];
      for (const other of [
        { path: [...letter.path].reverse(), stretched },
        { path: mirrored(letter.path), stretched },
        { path: letter.path, stretched: letter.finger === 'index' ? little : index },
      ])
        expect(classify(drawing(other)).gesture).toBeNull();
    },
  );

  it('are not named where no finger draws: all scores are 0', () => {
    const { path } = writtenLetters[0]!;
    expect(classify(drawing({ path, stretched: [0, 1, 2, 3] }))).toEqual({
      gesture: null,
      scores: { J: 0, Z: 0 },
    });
  });
});

describe('the file of the letters that are drawn', () => {
  it('is known by its features, which no other file has', () => {
    expect(isOfStrokes(file)).toBe(true);
    for (const other of [json('movements/embedding.json'), null, 'x', {}])
      expect(isOfStrokes(other)).toBe(false);
  });

  it('is refused with a sentence if it is damaged', () => {
    expect(() => loadDrawnClassifier({ ...(file as object), heads: [] })).toThrow(
      'The classifier file is damaged',
    );
  });
});
