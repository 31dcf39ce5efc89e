import { describe, expect, it } from 'vitest';
import { createWords } from '../../../src/background/words.ts';

const file =
  (text: string, ok = true) =>
  async () => ({ ok, text: async () => text });

describe('the words to suggest', () => {
  it('are those of the file, without its comments', async () => {
    const asked: string[] = [];
    const words = createWords(async (path) => {
      asked.push(path);
      return { ok: true, text: async () => '# remark\r\nthe\nand\n\n' };
    });
    expect(asked, 'nothing is read before it is wanted').toEqual([]);
    expect(await words()).toEqual(['the', 'and']);
    expect(asked).toEqual(['words/en.txt']);
  });

  it('are none if the file cannot be read', async () => {
    expect(await createWords(file('the', false))()).toEqual([]);
    expect(await createWords(() => Promise.reject(new Error('gone')))()).toEqual([]);
  });
});
