import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { createScribe, createWordUse } from '../../../src/content/transcript.ts';
import { CaptionMessage } from '../../../src/messaging/protocol.ts';

const wall = Date.UTC(2026, 0, 2, 12);

describe('what was said', () => {
  it('goes to the background in wall-clock time, and what was wrong after it', () => {
    const sent: CaptionMessage[] = [];
    const scribe = createScribe({
      send: (message) => sent.push(v.parse(CaptionMessage, message)),
      document: 'doc',
      now: () => wall,
      timer: () => 10_000,
    });
    scribe([
      { type: 'committed', caption: { id: 3, text: 'HI', kind: 'word', from: 4000, to: 6000 } },
      { type: 'removed', id: 3, text: 'HI' },
    ]);
    expect(sent).toEqual([
      {
        type: 'caption-said',
        cue: { id: 'doc-3', text: 'HI', from: wall - 6000, to: wall - 4000 },
      },
      { type: 'caption-removed', id: 'doc-3' },
    ]);
  });

  it('fits what the background takes, however long it is', () => {
    const send = vi.fn();
    const scribe = createScribe({
      send,
      document: 'd'.repeat(40),
      now: () => wall,
      timer: () => 0,
    });
    const caption = {
      id: 9_999_999,
      text: 'x'.repeat(600),
      kind: 'phrase' as const,
      from: 0,
      to: 0,
    };
    scribe([{ type: 'committed', caption }]);
    expect(v.is(CaptionMessage, send.mock.calls[0]?.[0])).toBe(true);
  });
});

describe('words to suggest', () => {
  it('are not asked for while the option is off', () => {
    const ask = vi.fn();
    const useWords = createWordUse({ ask, use: vi.fn() });
    useWords(false);
    expect(ask).not.toHaveBeenCalled();
  });

  it('are asked for once, taken away with the option and given back with it', async () => {
    const ask = vi.fn(async () => ['the', 'and']);
    const use = vi.fn();
    const useWords = createWordUse({ ask, use });
    useWords(true);
    useWords(true);
    await vi.waitFor(() => expect(use).toHaveBeenLastCalledWith(['the', 'and']));
    useWords(false);
    expect(use).toHaveBeenLastCalledWith([]);
    useWords(true);
    expect(use).toHaveBeenLastCalledWith(['the', 'and']);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('are not used when the option was switched off before they came', async () => {
    let answer = (_: unknown): void => {};
    const use = vi.fn();
    const useWords = createWordUse({ ask: () => new Promise((done) => (answer = done)), use });
    useWords(true);
    useWords(false);
    answer(['the']);
    await Promise.resolve();
    expect(use.mock.calls).toEqual([[[]]]);
  });

  it.each([[undefined], [[]], ['the'], [[1]]])('stay away for the answer %j', async (reply) => {
    const use = vi.fn();
    const asked = Promise.resolve(reply);
    createWordUse({ ask: () => asked, use })(true);
    await asked;
    await Promise.resolve();
    expect(use).not.toHaveBeenCalled();
  });
});
