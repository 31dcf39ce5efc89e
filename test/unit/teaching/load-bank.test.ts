import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bankPath, hashesPath, loadTeachingBank } from '../../../src/teaching/load-bank.ts';
import { encodeTeachingBank } from '../../../tools/lab/bank/teaching-bank.ts';
import { bankWithout } from './fake-bank.ts';

const bank = JSON.stringify(encodeTeachingBank(bankWithout([], 2), {}));
const hashes = JSON.stringify({
  files: { [bankPath]: createHash('sha256').update(bank).digest('hex') },
});

/** The extension's files, as `fetch` returns them. */
function serve(files: Readonly<Record<string, string>>): typeof fetch {
  return async (address) => {
    const text = files[String(address).replace('chrome-extension://x/', '')];
    return text === undefined ? new Response('', { status: 404 }) : new Response(text);
  };
}
const load = (files: Readonly<Record<string, string>>) =>
  loadTeachingBank('chrome-extension://x/', serve(files));

describe('loading the shipped bank', () => {
  it('gives the hands as the build wrote them', async () => {
    const hands = await load({ [bankPath]: bank, [hashesPath]: hashes });
    expect(hands).toHaveLength(bankWithout([], 2).length);
  });

  it('refuses a bank that was changed or is missing, or whose hash is missing', async () => {
    const changed = bank.replace('"count":', '"count": ');
    for (const files of [
      { [bankPath]: changed, [hashesPath]: hashes },
      { [hashesPath]: hashes },
      { [bankPath]: bank },
      { [bankPath]: bank, [hashesPath]: '{"files":{}}' },
    ] as Record<string, string>[]) {
      await expect(load(files)).rejects.toMatchObject({ code: 'model-damaged' });
    }
  });
});
