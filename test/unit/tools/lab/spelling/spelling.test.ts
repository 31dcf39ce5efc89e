import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../../src/learning/random.ts';
import type { Hand } from '../../../../../src/recognizer/hand.ts';
import type { Classifier } from '../../../../../src/recognizer/signs/types.ts';
import type { Speller } from '../../../../../tools/lab/spelling/hands.ts';
import { letterEvents } from '../../../../../tools/lab/spelling/letter-events.ts';
import { unlistedNames } from '../../../../../tools/lab/spelling/names.ts';
import { handsOfWord, streamOf } from '../../../../../tools/lab/spelling/stream.ts';
import {
  missesInShort,
  missOf,
  summarise,
  type WordLine,
} from '../../../../../tools/lab/spelling/summary.ts';
import {
  classShares,
  drawByFrequency,
  drawWords,
  listedWords,
} from '../../../../../tools/lab/spelling/words.ts';

/** A hand; each width is another shape. */
const handOf = (width: number): Hand => ({
  landmarks: Array.from(
    { length: 21 },
    (_, i) => [100 + width * (i % 5), 300 - 10 * i, 0] as const,
  ),
  handedness: 'Right',
  leftness: 0,
  presence: 1,
});
const widths = { A: 2, B: 16, C: 34 } as const;
const speller: Speller = {
  name: 'p',
  hands: new Map(Object.entries(widths).map(([letter, width]) => [letter, [handOf(width)]])),
};

/** Names the letter whose hand is as wide. */
const classifier: Classifier = {
  gestures: ['A', 'B', 'C'],
  thresholds: { A: 0.5, B: 0.5, C: 0.5 },
  classify({ landmarks }) {
    const xs = landmarks.map(([x]) => x);
    const ys = landmarks.map(([, y]) => y);
    const ratio =
      (Math.max(...xs) - Math.min(...xs)) / Math.max(1, Math.max(...ys) - Math.min(...ys));
    const near = Object.entries(widths).map(
      ([letter, width]) =>
        [letter, Math.exp(-(((ratio - (4 * width) / 200) / 0.06) ** 2))] as const,
    );
    const [best, score] = near.reduce((a, b) => (b[1] > a[1] ? b : a));
    return { scores: Object.fromEntries(near), gesture: score >= 0.5 ? best : null };
  },
};

const spelled = (word: string, pace: number, flowing: boolean) => {
  const random = createRandom(1);
  const frames = streamOf(word, handsOfWord(speller, word, random)!, pace, random);
  return letterEvents(frames, classifier, flowing)
    .map((event) => {
      if (event.sign === 'letter') return event.letter ?? '?';
      return event.sign === 'space' ? ' ' : '';
    })
    .join('');
};

describe('a stream of a spelled word', () => {
  it('takes as long as its letters are held, and has a hand in view all that time', () => {
    const frames = streamOf(
      'ABC',
      handsOfWord(speller, 'ABC', createRandom(1))!,
      800,
      createRandom(1),
    );
    const seen = frames.filter(({ hands }) => hands.length > 0);
    const ms = seen.at(-1)!.timestamp - seen[0]!.timestamp;
    expect(ms).toBeGreaterThan(3 * 800 + 2 * 260);
    expect(ms).toBeLessThan(3 * 800 + 2 * 260 + 1500);
    expect(frames[0]!.hands).toEqual([]);
    expect(frames.at(-1)!.hands).toEqual([]);
  });

  it('is the same for the same seed', () => {
    const once = () =>
      streamOf('CAB', handsOfWord(speller, 'CAB', createRandom(3))!, 500, createRandom(3));
    expect(once()).toEqual(once());
  });

  it('is none for a letter that the person does not show', () => {
    expect(handsOfWord(speller, 'AD', createRandom(1))).toBeNull();
  });
});

describe('the letter events of a stream', () => {
  it('are the letters that were held for the dwell', () => {
    expect(spelled('ABC', 1200, false)).toBe('ABC');
  });

  it('are the shapes that the hand settled into, in flowing spelling', () => {
    expect(spelled('ABCA', 300, true)).toBe('ABCA');
  });

  it('hold both of two equal letters if the hand slides between them, in flowing spelling', () => {
    expect(spelled('ABBA', 500, true)).toBe('ABBA');
  });
});

describe('the summary of spelled words', () => {
  const line = (
    word: string,
    letters: string,
    decoded: string,
    ...candidates: string[]
  ): WordLine => ({
    person: 'p',
    word,
    letters,
    decoded,
    candidates,
    msPerLetter: 1,
  });

  it('counts what is right by letters, by the decoder, and among the candidates', () => {
    const lines = [
      line('CAT', 'CAT', 'CAT', 'CAT'),
      line('CAFE', 'CAF', 'CAFÉ', 'CAFÉ'),
      line('SUN', 'SN', 'SN', 'SIN', 'SUN'),
      line('FUN', 'F N', 'F N'),
    ];
    expect(summarise(lines)).toEqual({
      p: { words: 4, lettersRight: 0.25, decodedRight: 0.5, inThree: 0.75, msPerLetter: 1 },
    });
  });
});

describe('a word that is not read right', () => {
  const missed = (word: string, letters: string, decoded: string, ...candidates: string[]) =>
    missOf({ person: 'p', word, letters, decoded, candidates, msPerLetter: 1 });

  it.each([
    [missed('CAFE', 'CAF', 'CAFÉ', 'CAFÉ'), null],
    [missed('CAT', '', ''), 'nothing was read'],
    [missed('FABLE', 'FA LE', 'FA LE'), 'in two words'],
    [missed('CATS', 'CAT', 'CAT', 'CAT', 'CATS'), 'another ending'],
    [missed('SUN', 'SM', 'SM', 'SIN', 'SUN'), 'as spelled, the word offered'],
    [missed('SUN', 'SM', 'SM', 'SIN'), 'as spelled'],
    [missed('SUN', 'SIM', 'SIN', 'SIN', 'SUN'), 'another word, the word offered'],
    [missed('SUN', 'SIM', 'SIN', 'SIN'), 'another word'],
  ])('is counted by what was shown and offered instead (%#)', (found, wanted) => {
    expect(found).toBe(wanted);
  });

  it('is counted among all words', () => {
    const line = { person: 'p', candidates: [], msPerLetter: 1 };
    const lines = [
      { ...line, word: 'A', letters: 'A', decoded: 'A' },
      { ...line, word: 'CATS', letters: 'CAT', decoded: 'CAT' },
    ];
    expect(missesInShort(lines)).toMatch(/^1 of 2 words wrong: .*another ending 1,/);
  });
});

describe('the words to spell', () => {
  it('are drawn by seed, with the letters that a person shows', () => {
    const letters = new Set('ACEHLOPRST');
    const words = drawWords(listedWords(), letters, 50, 1);
    expect(words).toHaveLength(50);
    expect(words.every((word) => [...word].every((letter) => letters.has(letter)))).toBe(true);
    expect(drawWords(listedWords(), letters, 50, 1)).toEqual(words);
    expect(drawWords(listedWords(), letters, 50, 2)).not.toEqual(words);
  });

  const classed = (counts: readonly number[]) =>
    counts.flatMap((count, frequency) =>
      Array.from({ length: count }, (_, i) => {
        const spelled = [frequency, i >> 4, i & 15].map((at) => 'ABCDEFGHIKLMNOPQ'[at]).join('');
        return { spelled, written: spelled.toLowerCase(), frequency };
      }),
    );

  it('of a class have its share by Zipf’s law', () => {
    const shares = classShares(classed([1, 1, 2, 0]));
    const total = 1 + 1 / 2 + 1 / 3 + 1 / 4;
    const wanted = [1, 1 / 2, 1 / 3 + 1 / 4, 0].map((sum) => sum / total);
    shares.forEach((share, i) => {
      expect(share).toBeCloseTo(wanted[i]!, 10);
    });
  });

  it('are drawn by frequency, none twice, with the letters that a person shows', () => {
    const words = classed([100, 100, 100, 100]);
    const all = new Set('ABCDEFGHIKLMNOPQ');
    const drawn = drawByFrequency(words, all, 60, 1);
    expect(new Set(drawn).size).toBe(60);
    const frequent = drawn.filter((word) => word.startsWith('A')).length / 60;
    expect(frequent).toBeGreaterThan(classShares(words)[0]! - 0.15);
    expect(frequent).toBeLessThan(classShares(words)[0]! + 0.15);
    expect(drawByFrequency(words, all, 60, 1)).toEqual(drawn);
    const few = drawByFrequency(words, new Set('ABC'), 60, 1);
    // Of three classes, the words whose second and third letters are A, B or C.
    expect(few.toSorted()).toEqual(
      words
        .map(({ spelled }) => spelled)
        .filter((word) => /^[ABC]+$/.test(word))
        .toSorted(),
    );
  });

  it('may be names, none of which is in the list of words', () => {
    const listed = new Set(listedWords());
    const names = unlistedNames();
    expect(names.length).toBeGreaterThan(5000);
    expect(names.filter((name) => listed.has(name))).toEqual([]);
  });
});
