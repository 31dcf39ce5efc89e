import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countedOnce,
  createPracticeStore,
  maxPractised,
  type Practised,
  practiceKey,
  readPractised,
} from '../../../../src/options/practice/progress.ts';
import { fakeStorage } from '../fake-services.ts';

const today = '2026-12-01';

describe('what was practised', () => {
  it('is counted, with the last day, and is kept for the next time', () => {
    const storage = fakeStorage();
    createPracticeStore(storage).add('call-gestures:fist', '2026-11-30');
    createPracticeStore(storage).add('word:HI', today);
    createPracticeStore(storage).add('call-gestures:fist', today);
    expect(createPracticeStore(storage).all()).toEqual([
      ['word:HI', 1, today],
      ['call-gestures:fist', 2, today],
    ]);
  });

  it('leaves nothing behind when it is deleted', () => {
    const storage = fakeStorage();
    const store = createPracticeStore(storage);
    store.add('call-gestures:fist', today);
    store.replace([]);
    expect(storage.length).toBe(0);
    expect(store.all()).toEqual([]);
  });

  it('is bounded: what was practised longest ago is forgotten first', () => {
    let list: readonly Practised[] = [];
    for (let i = 0; i <= maxPractised; i++) list = countedOnce(list, `word:${i}`, today);
    expect(list).toHaveLength(maxPractised);
    expect(list[0]?.[0]).toBe('word:1');
  });

  it('is read without what is damaged in it', () => {
    const items = [
      ['call-gestures:fist', 2, today],
      ['call-gestures:ok', -1, today],
      ['call-gestures:peace', 1, '2026-02-30'],
      ['', 1, today],
      'word:HI',
      null,
      ['word:HI', 4, today],
    ];
    expect(readPractised(JSON.stringify({ version: 1, items }))).toEqual([
      ['call-gestures:fist', 2, today],
      ['word:HI', 4, today],
    ]);
    expect(readPractised(JSON.stringify({ version: 2, items })).length).toBe(2);
  });

  it('is nothing if the storage holds anything else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(readPractised(text)).toEqual([]);
      }),
    );
    expect(readPractised(null)).toEqual([]);
  });

  it('is nothing if the browser refuses to read, and says so if it refuses to write', () => {
    const refuse = (): never => {
      throw new DOMException('denied', 'SecurityError');
    };
    const store = createPracticeStore({ getItem: refuse, setItem: refuse, removeItem: refuse });
    expect(store.all()).toEqual([]);
    expect(() => store.add('call-gestures:fist', today)).toThrow(
      expect.objectContaining({ code: 'storage-failed' }),
    );
  });

  it('replaces a damaged store at the next count', () => {
    const storage = fakeStorage();
    storage.setItem(practiceKey, '{"version":1,"items":{}}');
    createPracticeStore(storage).add('word:HI', today);
    expect(createPracticeStore(storage).all()).toEqual([['word:HI', 1, today]]);
  });
});
