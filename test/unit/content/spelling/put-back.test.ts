import { beforeEach, describe, expect, it } from 'vitest';
import { createPutBack, learntAfter } from '../../../../src/content/spelling/put-back.ts';
import { putBackKey } from '../../../../src/settings/site-records.ts';

let stored: Record<string, unknown>;
let own: string[];
let putBack: (word: string) => Promise<void>;
let broken: boolean;

beforeEach(() => {
  stored = {};
  own = [];
  broken = false;
  putBack = createPutBack({
    area: {
      async get(key) {
        if (broken) throw new Error('no storage');
        return { [key]: stored[key] };
      },
      async set(items) {
        Object.assign(stored, items);
      },
    },
    ownWords: () => own,
    async save({ ownWords }) {
      own = [...(ownWords ?? [])];
    },
  });
});

describe('a word whose letters the user puts back', () => {
  it('is the user’s own after the second time, and is counted no more', async () => {
    await putBack('KARLA');
    expect(own).toEqual([]);
    await putBack('KARLA');
    expect(own).toEqual(['KARLA']);
    await putBack('KARLA');
    expect(own).toEqual(['KARLA']);
    expect(stored[putBackKey]).toEqual([]);
  });

  it('is counted if several are put back at once', async () => {
    await Promise.all(['TIM', 'KARLA', 'TIM'].map((word) => putBack(word)));
    expect(own).toEqual(['TIM']);
    expect(stored[putBackKey]).toEqual([['KARLA', 1]]);
  });

  it('is not learnt if it is one already, however it is written, or has one letter', async () => {
    own = ['Karla'];
    for (let i = 0; i < learntAfter; i++) {
      await putBack('KARLA');
      await putBack('K');
    }
    expect(own).toEqual(['Karla']);
  });

  it('starts anew if the counts are damaged', async () => {
    stored[putBackKey] = { KARLA: 'often' };
    await putBack('KARLA');
    await putBack('KARLA');
    expect(own).toEqual(['KARLA']);
  });

  it('is forgotten without an error if storage fails, and the next one is counted', async () => {
    broken = true;
    await putBack('KARLA');
    broken = false;
    await putBack('KARLA');
    expect(stored[putBackKey]).toEqual([['KARLA', 1]]);
  });
});
