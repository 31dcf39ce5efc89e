import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  AnswerMessage,
  FrameMessage,
  maxFrameBytes,
  SignCue,
} from '../../../src/messaging/frames-port.ts';
import { ProblemError, toProblem } from '../../../src/messaging/problems.ts';
import {
  ContentMessage,
  PageMessage,
  TabMessage,
  TabState,
} from '../../../src/messaging/protocol.ts';
import { Strictness, strictnesses } from '../../../src/messaging/recognition.ts';
import { gestureKey } from '../../../src/packs/samples.ts';

const schemas = { AnswerMessage, ContentMessage, FrameMessage, PageMessage, TabMessage, TabState };
const tags = ['open', 'frame', 'reset', 'ready', 'answer', 'problem', 'tab-get', 'tab-set'];

describe('the protocol', () => {
  it.each(Object.entries(schemas))('parses %s without throwing, whatever arrives', (_, schema) => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.record({ type: fc.constantFrom(...tags), id: fc.anything(), frame: fc.anything() }),
        ),
        (raw) => {
          v.safeParse(schema, raw);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('accepts a switch only with a tab and a boolean', () => {
    const passes = (raw: unknown) => v.safeParse(PageMessage, raw).success;
    expect(passes({ type: 'tab-set', tabId: 3, on: true })).toBe(true);
    expect(passes({ type: 'tab-set', tabId: 3 })).toBe(false);
    expect(passes({ type: 'tab-set', tabId: '3', on: true })).toBe(false);
    expect(passes({ type: 'tab-set', tabId: -1, on: true })).toBe(false);
  });

  it('accepts no message of an extension page from a content script', () => {
    expect(v.safeParse(ContentMessage, { type: 'tab-set', tabId: 3, on: true }).success).toBe(
      false,
    );
  });

  it('accepts vocabulary names only if they are no paths', () => {
    const passes = (vocabulary: string) =>
      v.safeParse(FrameMessage, {
        type: 'open',
        recognition: { vocabulary, dwellMs: 700 },
        probe: null,
      }).success;
    expect(passes('call-gestures')).toBe(true);
    expect(passes('../../x')).toBe(false);
    expect(passes('a/b')).toBe(false);
    expect(passes('')).toBe(false);
    expect(passes('x'.repeat(65))).toBe(false);
  });

  it('accepts the three levels of strictness, or none', () => {
    const recognition = { vocabulary: 'call-gestures', dwellMs: 700 };
    const passes = (more: object) =>
      v.safeParse(FrameMessage, {
        type: 'open',
        recognition: { ...recognition, ...more },
        probe: null,
      }).success;
    expect(passes({})).toBe(true);
    for (const strictness of strictnesses) expect(passes({ strictness })).toBe(true);
    expect(passes({ strictness: 'merciless' })).toBe(false);
    expect(Strictness.options).toEqual(strictnesses);
  });

  it('has room for the longest key of a taught gesture, and for no more', () => {
    const passes = (gesture: string) =>
      v.safeParse(SignCue, { gesture, caption: 'Wait', kind: 'phrase' }).success;
    expect(passes(gestureKey('p'.repeat(64), 'g'.repeat(64)))).toBe(true);
    expect(passes('g'.repeat(130))).toBe(false);
  });

  it('drops options that a call page may not ask for', () => {
    const besides = { inspect: true, draft: true };
    const recognition = { vocabulary: 'v', dwellMs: 700, ...besides };
    expect(v.parse(FrameMessage, { type: 'open', recognition, probe: null, ...besides })).toEqual({
      type: 'open',
      recognition: { vocabulary: 'v', dwellMs: 700 },
      probe: null,
    });
    const wrong = { type: 'wrong', gesture: 'fist' };
    expect(v.parse(FrameMessage, { ...wrong, hands: [] })).toEqual(wrong);
    expect(v.safeParse(FrameMessage, { type: 'still', id: 1 }).success).toBe(false);
    expect(v.safeParse(FrameMessage, { type: 'thresholds', vocabulary: 'v' }).success).toBe(false);
  });

  it('refuses a frame that is too large', () => {
    const frame = {
      timestamp: 0,
      sourceWidth: 4096,
      sourceHeight: 4096,
      region: { x: 0, y: 0, width: 4096, height: 4096 },
      width: 4096,
      height: 4096,
      format: 'RGBA',
      fullRange: true,
      matrix: 'bt601',
      data: new ArrayBuffer(maxFrameBytes + 1),
    };
    const parsed = v.safeParse(FrameMessage, { type: 'frame', id: 1, frame });
    expect(parsed.success).toBe(false);
  });
});

describe('a problem', () => {
  it('has the code of an error that carries one', () => {
    expect(toProblem(new ProblemError('no-backend', 'Nothing works.'))).toEqual({
      code: 'no-backend',
      detail: 'Nothing works.',
    });
  });

  it('can be made from anything that was thrown', () => {
    expect(toProblem(new TypeError('x is undefined'))).toEqual({
      code: 'internal',
      detail: 'TypeError: x is undefined',
    });
    expect(toProblem(null, 'recognizer-lost')).toEqual({ code: 'recognizer-lost', detail: 'null' });
  });
});
