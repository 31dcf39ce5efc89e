import { describe, expect, it } from 'vitest';
import { createWords } from '../../../src/background/words.ts';

const words = (files: Record<string, string>) => {
  const asked: string[] = [];
  const answer = createWords(async (path) => {
    asked.push(path);
    const text = files[path];
    return new Response(text ?? '', { status: text === undefined ? 404 : 200 });
  });
  return { asked, answer };
};
const wanted = { type: 'words-wanted' } as const;
const reading = {
  type: 'spelling-wanted',
  language: 'en',
  vocabulary: 'fingerspelling',
} as const;

describe('the words to suggest', () => {
  it('are those of the file, without its comments', async () => {
    const { asked, answer } = words({ 'words/en.txt': '# remark\r\nthe\nand\n\n' });
    expect(asked, 'nothing is read before it is wanted').toEqual([]);
    expect(await answer(wanted)).toEqual(['the', 'and']);
    expect(asked).toEqual(['words/en.txt']);
  });

  it('are none if the file cannot be read', async () => {
    expect(await words({}).answer(wanted)).toEqual([]);
    const broken = createWords(() => Promise.reject(new Error('gone')));
    expect(await broken(wanted)).toEqual([]);
  });
});

describe('what reads spelled words', () => {
  const files = {
    'words/en.tree': 'SCWT',
    'models/fingerspelling/confusions.json': '{"format":"x"}',
  };

  it('is the tree of the language and the table of the vocabulary', async () => {
    const { asked, answer } = words(files);
    expect(await answer(reading)).toEqual({ tree: btoa('SCWT'), confusions: '{"format":"x"}' });
    expect(asked.sort()).toEqual(Object.keys(files).sort());
  });

  it.each(Object.keys(files))('is nothing without %s', async (missing) => {
    const { answer } = words({ ...files, [missing]: undefined as never });
    expect(await answer(reading)).toBeNull();
  });
});
