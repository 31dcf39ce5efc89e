import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { embeddingPath } from '../../../src/recognizer/signs/movement/embedding.ts';
import {
  bankPath,
  hashesPath,
  loadMovements,
  loadTeachingBank,
  movementBankPath,
} from '../../../src/teaching/load-bank.ts';
import { packMovementBank } from '../../../src/teaching/movements/bank.ts';
import { encodeTeachingBank } from '../../../tools/lab/bank/teaching-bank.ts';
import { embeddingFile, fakeLayout } from '../recognizer/signs/movement/fake-embedding.ts';
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

describe('loading what moving signs are trained with', () => {
  const embedding = JSON.stringify(embeddingFile());
  const movements = (layout: string) =>
    JSON.stringify(
      packMovementBank(
        [{ group: 'hello', isIdle: false, numbers: Float32Array.from([1, 2]) }],
        layout,
      ),
    );
  const files = (layout: string): Record<string, string> => {
    const shipped = { [embeddingPath]: embedding, [movementBankPath]: movements(layout) };
    const hashed = Object.entries(shipped).map(([path, text]) => [
      path,
      createHash('sha256').update(text).digest('hex'),
    ]);
    return { ...shipped, [hashesPath]: JSON.stringify({ files: Object.fromEntries(hashed) }) };
  };
  const loadBoth = (served: Record<string, string>) =>
    loadMovements('chrome-extension://x/', serve(served));

  it('gives the embedding and the bank for it', async () => {
    const { embedding, bank } = await loadBoth(files(fakeLayout));
    expect([embedding.layout, embedding.count, bank.length]).toEqual([fakeLayout, 2, 1]);
  });

  it('refuses a bank of another embedding, and files that were changed', async () => {
    const changed = { ...files(fakeLayout), [embeddingPath]: `${embedding} ` };
    for (const served of [files('another'), changed])
      await expect(loadBoth(served)).rejects.toMatchObject({ code: 'model-damaged' });
  });
});
