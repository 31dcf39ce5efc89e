import fc from 'fast-check';
import type * as v from 'valibot';
import { afterAll, describe, expect, it } from 'vitest';
import { frameBytes } from '../../../src/messaging/frame.ts';
import * as framesPort from '../../../src/messaging/frames-port.ts';
import * as protocol from '../../../src/messaging/protocol.ts';
import { Reason } from '../../../src/messaging/reason.ts';
import {
  frameIdOf,
  parseFrameMessage,
  unwrapFrame,
} from '../../../src/recognizer/host/incoming.ts';
import { testHub } from '../recognizer/host/fake-worker.ts';
import { type Counts, fuzzSchema, mutated } from './fake-hostile.ts';

const cases = 1500;
const totals: Record<string, Counts> = {};

afterAll(() => {
  const all = Object.values(totals);
  const sum = (of: keyof Counts): number => all.reduce((n, counts) => n + counts[of], 0);
  console.log(
    `${all.length} message schemas: ${sum('accepted')} cases accepted, ${sum('refused')} refused`,
  );
});

const problem = { code: 'internal', detail: 'why' } as const;
const cameras = {
  list: [
    { id: '7-0', label: 'Built-in camera' },
    { id: '7-1', label: '' },
  ],
  watched: '7-0',
  chosen: null,
};
const notAccepted = {
  why: 'not-accepted',
  gesture: 'my-gestures:wait',
  caption: 'Wait',
  score: 0.6,
  threshold: 0.7,
};
const state = {
  on: true,
  status: 'hand',
  problem,
  recognition: {
    vocabulary: 'call-gestures',
    dwellMs: 700,
    strictness: 'strict',
    language: 'ja',
    mostRate: 10,
  },
  paused: false,
  site: 'https://call.example/*',
  starts: true,
  outgoing: 'ready',
  frame: { site: 'https://call.example/*', allowed: false },
  cameras,
  reason: notAccepted,
};
const cue = { id: 'a-1', text: 'Yes', from: 1_750_000_000_000, to: 1_750_000_001_000 };
const wire = {
  timestamp: 66,
  sourceWidth: 8,
  sourceHeight: 4,
  region: { x: 0, y: 0, width: 8, height: 4 },
  width: 8,
  height: 4,
  format: 'I420',
  fullRange: false,
  matrix: 'bt601',
  data: new ArrayBuffer(48),
};
const base64 = { ...wire, data: Buffer.alloc(48).toString('base64') };
const answer = {
  timestamp: 66,
  hands: 1,
  candidate: { gesture: 'my-gestures:wait', caption: 'Wait', progress: 0.5 },
  sign: { gesture: 'A', caption: 'A', kind: 'letter', scores: { A: 0.9, B: 0 } },
  spelling: { up: true, unnamed: { A: 0.3, B: 1 } },
  reason: notAccepted,
  searched: true,
  tracked: false,
  next: { afterMs: 66, region: { x: 0, y: 0, width: 8, height: 4 } },
  stages: { search: 1, total: 2 },
};
const open = {
  type: 'open',
  recognition: { vocabulary: 'call-gestures', dwellMs: 700, strictness: 'loose' },
  probe: null,
};
const frame = { type: 'frame', id: 1, frame: wire };

/** The types of message in a schema; none for what has no type. */
function typesOf(schema: v.GenericSchema): readonly unknown[] {
  const { options = [schema] } = schema as { options?: readonly v.GenericSchema[] };
  return options.flatMap((option) => {
    const { entries = {} } = option as { entries?: v.ObjectEntries };
    return entries.type && 'literal' in entries.type ? [entries.type.literal] : [];
  });
}

/** How many characters, bytes and members a message may have at most. */
const small = 8000;

describe('a forged message', () => {
  it.each([
    [
      'ContentMessage',
      protocol.ContentMessage,
      [
        { type: 'content-hello' },
        { type: 'recognizer-wanted' },
        { type: 'content-status', status: 'hand', problem },
        { type: 'content-outgoing', status: 'ready' },
        { type: 'content-frames', sites: ['https://call.example/*'] },
        { type: 'content-cameras', cameras },
      ],
      small,
    ],
    [
      'CaptionMessage',
      protocol.CaptionMessage,
      [
        { type: 'caption-said', cue },
        { type: 'caption-removed', id: 'a-1' },
      ],
      small,
    ],
    [
      'WordsMessage',
      protocol.WordsMessage,
      [
        { type: 'words-wanted' },
        { type: 'spelling-wanted', language: 'en', vocabulary: 'fingerspelling' },
      ],
      small,
    ],
    [
      'SpellingFiles',
      protocol.SpellingFiles,
      [{ tree: 'U0NXVA==', confusions: '{}' }, null],
      2_130_000,
    ],
    ['WordList', protocol.WordList, [['hello', 'help'], []], 40 * 5000 + 30_000],
    [
      'TranscriptMessage',
      protocol.TranscriptMessage,
      [
        { type: 'transcript-get', of: { tabId: 3 }, seen: null },
        { type: 'transcript-clear', of: { kept: '1750000000000-3' } },
        { type: 'transcripts-kept' },
        { type: 'transcripts-delete' },
      ],
      small,
    ],
    [
      'PageMessage',
      protocol.PageMessage,
      [
        { type: 'tab-get', tabId: 3 },
        { type: 'tab-set', tabId: 3, on: true },
        { type: 'pause-set', tabId: 3, paused: true },
        { type: 'start-set', tabId: 3, starts: true },
        { type: 'camera-set', tabId: 3, camera: '7-1' },
        { type: 'vocabulary-set', tabId: 3, vocabulary: 'call-gestures' },
        { type: 'phrase-say', tabId: 3, text: 'I am on my way' },
        { type: 'sites-changed' },
        { type: 'site-wanted', tabId: 1, site: 'https://call.example/*' },
        { type: 'site-answered', tabId: 1, granted: true },
      ],
      small,
    ],
    [
      'TabMessage',
      protocol.TabMessage,
      [
        { type: 'tab-state', state },
        { type: 'tab-ping' },
        { type: 'reason-get' },
        { type: 'frame-ping', site: 'https://call.example/*' },
        { type: 'tab-camera', camera: '7-1' },
        { type: 'tab-phrase', text: 'I am on my way' },
        { type: 'tab-command', command: 'wrong-caption' },
        { type: 'tab-command', command: 'undo-wrong' },
      ],
      small,
    ],
    ['TabState', protocol.TabState, [state], small],
    ['Reason', Reason, [notAccepted, { why: 'cut-off' }], small],
    ['ReasonReply', protocol.ReasonReply, [notAccepted, null], small],
    ['RecognizerReply', protocol.RecognizerReply, [{ ok: true }, { ok: false, problem }], small],
    [
      'AnswerMessage',
      framesPort.AnswerMessage,
      [
        { type: 'ready', backend: 'wasm', binary: true },
        { type: 'answer', id: 1, answer },
        { type: 'answer', id: 1, answer: { ...answer, reason: { why: 'cut-off', meant: true } } },
        { type: 'answer', id: 1, answer: { ...answer, reason: { why: 'movement-left' } } },
        { type: 'answer', id: 1, answer: { ...answer, reason: { ...notAccepted, moves: true } } },
        { type: 'answer', id: 1, answer: null },
        { type: 'problem', problem },
        { type: 'notice', problem: null },
      ],
      small,
    ],
  ] as const)(
    'is accepted or refused as %s, without an error and within bounds',
    (name, schema, samples, most) => {
      for (const type of typesOf(schema))
        expect(samples, `has a sample of ${type}`).toContainEqual(
          expect.objectContaining({ type }),
        );
      const counts = fuzzSchema(schema, samples, most, cases);
      totals[name] = counts;
      expect(counts.accepted + counts.refused).toBe(cases);
      expect(counts.accepted).toBeGreaterThan(cases / 50);
      expect(counts.refused).toBeGreaterThan(cases / 50);
    },
  );
});

describe('a forged frame', () => {
  const outside = { ...wire, region: { x: 6, y: 0, width: 8, height: 4 } };
  const samples = [
    frame,
    { ...frame, frame: outside },
    { ...frame, frame: base64 },
    open,
    { type: 'reset' },
    { type: 'wrong', gesture: 'my-gestures:wait' },
    { type: 'not-wrong' },
  ];

  it('becomes a complete frame or none', () => {
    const counts = { accepted: 0, refused: 0 };
    let wrong = 0;
    fc.assert(
      fc.property(mutated(samples), (raw) => {
        const message = parseFrameMessage(raw);
        if (!message) {
          counts.refused++;
          const id = frameIdOf(raw);
          expect(id === null || Number.isSafeInteger(id)).toBe(true);
          return;
        }
        counts.accepted++;
        if (message.type !== 'frame') return;
        const whole = unwrapFrame(message.frame);
        if (!whole) {
          wrong++;
          return;
        }
        const { data, format, width, height, region, sourceWidth, sourceHeight } = whole;
        expect(data.byteLength).toBe(frameBytes(format, width, height));
        expect(data.byteLength).toBeLessThanOrEqual(framesPort.maxFrameBytes);
        for (const size of [region.width, region.height, sourceWidth, sourceHeight]) {
          expect(size).toBeGreaterThanOrEqual(1);
          expect(size).toBeLessThanOrEqual(8193);
        }
        expect(Number.isFinite(whole.timestamp)).toBe(true);
      }),
      { numRuns: 2 * cases },
    );
    totals.FrameMessage = counts;
    expect(counts.accepted + counts.refused).toBe(2 * cases);
    for (const count of [counts.accepted, counts.refused, wrong]) expect(count).toBeGreaterThan(30);
  });

  it('never makes the hub throw, start a second worker or leave a frame unanswered', () => {
    let frames = 0;
    fc.assert(
      fc.property(fc.array(mutated(samples), { minLength: 1, maxLength: 12 }), (messages) => {
        const test = testHub();
        const { port, worker } = test.opened();
        const ids: number[] = [];
        for (const raw of messages) {
          const id = frameIdOf(raw);
          if (id !== null) ids.push(id);
          port.send(raw);
          if (port.got.at(-1)?.type === 'problem') continue;
          const opening = worker.received.at(-1);
          if (opening?.type === 'open') worker.say({ type: 'opened', stream: opening.stream });
        }
        expect(test.workers).toHaveLength(1);
        const held = worker.received.filter((sent) => sent.type === 'frame');
        const answered = port.got.filter(({ type }) => type === 'answer');
        frames += ids.length;
        expect(held.length + answered.length).toBe(ids.length);
        for (const sent of worker.received)
          expect(['start', 'open', 'frame', 'reset', 'wrong', 'not-wrong']).toContain(sent.type);
        test.hub.dispose();
      }),
      { numRuns: 400 },
    );
    expect(frames).toBeGreaterThan(400);
  });
});
