import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { createScribe, createWordUse } from '../../../../src/content/transcript/scribe.ts';
import { CaptionMessage } from '../../../../src/messaging/protocol.ts';
import { settle } from '../fake-runtime.ts';

const wall = Date.UTC(2026, 0, 2, 12);

describe('a committed caption', () => {
  it('is sent to the background in wall-clock time, and so is its removal', () => {
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

  it('keeps its order when the clock is set back, and follows the clock when it is set forward', () => {
    const times: number[] = [];
    const clock = { wall, timer: 0 };
    const scribe = createScribe({
      send: (message) => {
        if (message.type === 'caption-said') times.push(message.cue.from - wall);
      },
      document: 'doc',
      now: () => clock.wall,
      timer: () => clock.timer,
    });
    const hour = 3_600_000;
    for (const [id, jump] of [0, 2 * hour, -5 * hour, 0].entries()) {
      clock.wall += 1000 + jump;
      clock.timer += 1000;
      const { timer } = clock;
      const caption = { id, text: 'YES', kind: 'phrase' as const, from: timer, to: timer };
      scribe([{ type: 'committed', caption }]);
    }
    expect(times).toEqual([1000, 2 * hour + 2000, 2 * hour + 3000, 2 * hour + 4000]);
  });

  it('fits what the background accepts, however long it is', () => {
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
  it('are not requested while the option is off', () => {
    const ask = vi.fn();
    const useWords = createWordUse({ send: ask, use: vi.fn() });
    useWords(false);
    expect(ask).not.toHaveBeenCalled();
  });

  it('are requested once, and follow the option off and on', async () => {
    const ask = vi.fn(async () => ['the', 'and']);
    const use = vi.fn();
    const useWords = createWordUse({ send: ask, use });
    useWords(true);
    useWords(true);
    await vi.waitFor(() => expect(use).toHaveBeenLastCalledWith(['the', 'and']));
    useWords(false);
    expect(use).toHaveBeenLastCalledWith([]);
    useWords(true);
    expect(use).toHaveBeenLastCalledWith(['the', 'and']);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('are not used if the option was switched off before they came', async () => {
    let answer = (_: unknown): void => {};
    const use = vi.fn();
    const useWords = createWordUse({ send: () => new Promise((done) => (answer = done)), use });
    useWords(true);
    useWords(false);
    answer(['the']);
    await settle();
    expect(use.mock.calls).toEqual([[[]]]);
  });

  it.each([[undefined], [[]], ['the'], [[1]]])('are none for the reply %j', async (reply) => {
    const use = vi.fn();
    const asked = Promise.resolve(reply);
    createWordUse({ send: () => asked, use })(true);
    await asked;
    await settle();
    expect(use).not.toHaveBeenCalled();
  });
});
