import { describe, expect, it, vi } from 'vitest';
import { ask } from '../../../src/messaging/replies.ts';

describe('a message to the background', () => {
  it('is sent unchanged, and its reply is parsed by its type', async () => {
    const send = vi.fn(async () => ['the', 'and']);
    expect(await ask(send, { type: 'words-wanted' })).toEqual(['the', 'and']);
    expect(send.mock.calls).toEqual([[{ type: 'words-wanted' }]]);
  });

  it.each([undefined, null, { ok: false }, { ok: 'yes' }, ['the']])(
    'has no reply when %j comes back, which does not fit',
    async (raw) => {
      expect(await ask(async () => raw, { type: 'recognizer-wanted' })).toBeUndefined();
    },
  );

  it('has different results for "nothing has changed" and no reply', async () => {
    const message = { type: 'transcript-get', of: { tabId: 3 }, seen: 1 } as const;
    expect(await ask(async () => null, message)).toBeNull();
    expect(await ask(async () => undefined, message)).toBeUndefined();
  });

  it('fails with the error of sending', async () => {
    const gone = new Error('Extension context invalidated.');
    const send = (): Promise<unknown> => {
      throw gone;
    };
    await expect(ask(send, { type: 'content-hello' })).rejects.toBe(gone);
    await expect(ask(async () => send(), { type: 'content-hello' })).rejects.toBe(gone);
  });
});
