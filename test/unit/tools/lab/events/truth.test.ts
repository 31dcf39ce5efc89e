import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { trueSigns } from '../../../../../tools/lab/events/truth.ts';

/** Reads the shipped vocabularies, and returns this text for every other file. */
const withFacts = (text: string) => (path: string) =>
  path.endsWith('vocabulary.json') ? readFile(path, 'utf8') : Promise.resolve(text);

const facts = JSON.stringify({
  fps: 15,
  seconds: 10,
  intervals: [
    { gesture: 'peace', from: 1, to: 3 },
    { gesture: 'thumbs-up', from: 4, to: 6 },
  ],
});

describe('the true signs of a clip', () => {
  it('are the signs that the vocabulary knows, by its own names', async () => {
    expect(await trueSigns('a.mp4', 'call-gestures', withFacts(facts))).toEqual([
      { gesture: 'peace', from: 1, to: 3 },
      { gesture: 'thumbs-up', from: 4, to: 6 },
    ]);
    expect(await trueSigns('a.mp4', 'fingerspelling', withFacts(facts))).toContainEqual({
      gesture: 'V',
      from: 1,
      to: 3,
    });
  });

  it('are also signs that move', async () => {
    const moving = { fps: 15, seconds: 10, intervals: [{ gesture: 'O', from: 4, to: 6 }] };
    const text = JSON.stringify({
      ...moving,
      movements: [
        { sign: 'J', from: 1, to: 2 },
        { sign: 'thanks', from: 7, to: 8 },
      ],
    });
    expect(await trueSigns('a.mp4', 'fingerspelling', withFacts(text))).toEqual([
      { gesture: 'J', from: 1, to: 2 },
      { gesture: 'O', from: 4, to: 6 },
    ]);
  });

  it('are unknown if the signer wrote no file beside it', async () => {
    const nothing = () => Promise.reject(new Error('ENOENT'));
    expect(await trueSigns('a.mp4', 'call-gestures', nothing)).toBeNull();
    expect(await trueSigns('a.mp4', 'call-gestures', withFacts('no JSON'))).toBeNull();
    expect(await trueSigns('a.mp4', 'call-gestures', withFacts('{"fps":1}'))).toBeNull();
  });
});
