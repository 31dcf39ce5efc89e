import { describe, expect, it, vi } from 'vitest';
import { ask } from '../../../src/messaging/replies.ts';

describe('a question to the background', () => {
  it('is sent as it is, and answered by what its kind of message is answered with', async () => {
    const send = vi.fn(async () => ['the', 'and']);
    expect(await ask(send, { type: 'words-wanted' })).toEqual(['the', 'and']);
    expect(send.mock.calls).toEqual([[{ type: 'words-wanted' }]]);
  });

  it.each([undefined, null, { ok: false }, { ok: 'yes' }, ['the']])(
    'has no answer when %j comes back, which is none to it',
    async (raw) => {
      expect(await ask(async () => raw, { type: 'recognizer-wanted' })).toBeUndefined();
    },
  );

  it('tells "nothing has changed" from no answer', async () => {
    const message = { type: 'transcript-get', of: { tabId: 3 }, seen: 1 } as const;
    expect(await ask(async () => null, message)).toBeNull();
    expect(await ask(async () => undefined, message)).toBeUndefined();
  });

  it('fails as sending does', async () => {
    const gone = new Error('Extension context invalidated.');
    const send = (): Promise<unknown> => {
      throw gone;
    };
    await expect(ask(send, { type: 'content-hello' })).rejects.toBe(gone);
    await expect(ask(async () => send(), { type: 'content-hello' })).rejects.toBe(gone);
  });
});
