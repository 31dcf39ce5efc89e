import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseVocabulary } from '../../../src/packs/vocabulary.ts';

const read = (id: string): unknown =>
  JSON.parse(
    readFileSync(new URL(`../../../models/${id}/vocabulary.json`, import.meta.url), 'utf8'),
  );

describe('a vocabulary file', () => {
  it('has call gestures with the ids that programs rely on', () => {
    expect(parseVocabulary(read('call-gestures')).gestures.map((gesture) => gesture.id)).toEqual(
      'thumbs-up thumbs-down open-palm fist peace ok call-me point-up i-love-you three four rock pinky'.split(
        ' ',
      ),
    );
  });

  it('has the 26 letters, each captioned as itself, of which J and Z move, and the space', () => {
    const { gestures } = parseVocabulary(read('fingerspelling'));
    const ids = gestures.map((gesture) => gesture.id);
    expect(ids).toEqual([...'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'space']);
    for (const gesture of gestures) {
      if (gesture.kind === 'space') continue;
      expect(gesture.caption).toBe(gesture.id);
      expect(gesture.kind).toBe('letter');
      expect(gesture.moves === true).toBe('JZ'.includes(gesture.id));
    }
  });

  it('warns of gestures that are offensive in some places', () => {
    const noted = parseVocabulary(read('call-gestures')).gestures.filter((gesture) => gesture.note);
    expect(noted.map((gesture) => gesture.id)).toEqual(
      expect.arrayContaining(['thumbs-up', 'ok', 'call-me']),
    );
  });

  it('can have gestures that move; call gestures are held', () => {
    const gesture = { id: 'a', kind: 'phrase', name: 'A', caption: 'a' };
    const moving = { ...gesture, id: 'b', moves: true };
    const { gestures } = parseVocabulary({ id: 'v', name: 'V', gestures: [gesture, moving] });
    expect(gestures.map(({ moves }) => moves)).toEqual([undefined, true]);
    const wrong = { ...gesture, moves: 'yes' };
    expect(() => parseVocabulary({ id: 'v', name: 'V', gestures: [wrong] })).toThrow('moves');
    const callGestures = parseVocabulary(read('call-gestures')).gestures;
    expect(callGestures.filter(({ moves }) => moves)).toEqual([]);
  });

  it('is refused with the place of the error', () => {
    const vocabulary = { id: 'v', name: 'V', gestures: [{ id: 'a', kind: 'phrase', name: 'A' }] };
    expect(() => parseVocabulary(vocabulary)).toThrow('gestures.0.caption');
    const gesture = { id: 'a', kind: 'phrase', name: 'A', caption: 'a' };
    expect(() => parseVocabulary({ id: 'v', name: 'V', gestures: [gesture, gesture] })).toThrow(
      'two gestures have the same id',
    );
    expect(() => parseVocabulary('x')).toThrow('damaged');
  });
});
