import { beforeEach, describe, expect, it } from 'vitest';
import type { WordReader } from '../../../../src/captions/spelling/reader.ts';
import { encodeWordTree } from '../../../../src/captions/spelling/word-tree.ts';
import {
  createWordReading,
  type WordReading,
} from '../../../../src/content/spelling/word-reading.ts';
import { clearly, confusions } from '../../captions/spelling/fake-spelling.ts';

const tree = Buffer.from(
  encodeWordTree([{ spelled: 'HELLO', written: 'hello', frequency: 0 }]),
).toString('base64');
const files = { tree, confusions: JSON.stringify(confusions) };
const english: WordReading = { language: 'en', vocabulary: 'fingerspelling', ownWords: [] };

let asked: number;
let reply: unknown;
let used: (WordReader | null)[];
let read: (wanted: WordReading | null) => void;

const settle = () => new Promise((done) => setTimeout(done));
const readingOf = (letters: string): string | null | undefined =>
  used.at(-1)?.read(clearly(letters)).decoded;

beforeEach(() => {
  asked = 0;
  reply = files;
  used = [];
  read = createWordReading({
    async send() {
      asked++;
      return reply;
    },
    use: (now) => used.push(now),
  });
});

describe('what reads spelled words', () => {
  it('is loaded when it is first wanted, and once', async () => {
    await settle();
    expect(asked).toBe(0);
    read(english);
    await settle();
    expect(readingOf('HELO')).toBe('HELLO');
    read(null);
    expect(used.at(-1)).toBeNull();
    read(english);
    await settle();
    expect(readingOf('HELO')).toBe('HELLO');
    expect(asked).toBe(1);
  });

  it('knows the user’s own words, from the moment they change', async () => {
    read({ ...english, ownWords: ['Karla'] });
    await settle();
    expect(readingOf('KARLA')).toBe('Karla');
    read({ ...english, ownWords: ['Tim'] });
    await settle();
    expect(readingOf('KARLA')).not.toBe('Karla');
    expect(readingOf('TIM')).toBe('Tim');
  });

  it('stays the same if nothing has changed', async () => {
    read(english);
    await settle();
    const { length } = used;
    read({ ...english });
    await settle();
    expect(used).toHaveLength(length);
  });

  it('is not used if it is wanted no more by the time it has come', async () => {
    read(english);
    read(null);
    await settle();
    expect(used.filter(Boolean)).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['is missing', null],
    ['has no reply', undefined],
    ['has a damaged tree', { ...files, tree: btoa('SCWT and more') }],
    ['has no base64', { ...files, tree: '***' }],
    ['has no JSON', { ...files, confusions: '<html>' }],
    ['has a damaged table', { ...files, confusions: '{"format":"another"}' }],
  ])('is nothing if it %s, without an error', async (_, damaged) => {
    reply = damaged;
    read(english);
    await settle();
    expect(used.filter(Boolean)).toEqual([]);
  });

  it('is asked for again if the background was away', async () => {
    reply = undefined;
    read(english);
    await settle();
    read(null);
    reply = files;
    read(english);
    await settle();
    expect(readingOf('HELO')).toBe('HELLO');
  });
});
